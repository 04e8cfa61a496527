import type { CheckedDomain } from '../../core/checked-domain.ts'
import type { Signing } from '../../storage/read/signings.ts'
import { Day } from '../parts/day.tsx'
import type { FullDay } from '../../core/day.ts'
import { nameLanguage } from '../language-name.ts'
import { mandateWords, methodWords, sayChecks, saySignatory, signaturesOn } from '../words.ts'

type Signature = Signing['signatures'][number]

/** Who signed, when, by what right, and what the register checked. */
export function signingRows(signing: Signing, domains: readonly CheckedDomain[], asAt: FullDay) {
  const { method, language, attestedOn, erasures } = signing
  const signatures = signaturesOn(signing, asAt)
  const [first] = signatures
  return [
    ...(first && signatures.length === 1
      ? onlySignature(first, erasures)
      : signatures.map((one, n) => oneOfTwo(one, n, erasures))),
    { key: 'Method', value: methodWords[method] },
    ...languageRows(language),
    ...(attestedOn ? [{ key: 'Attested on', value: <Day day={attestedOn} /> }] : []),
    { key: 'The register checked', value: sayChecks(signing, domains) },
  ]
}

/** The language that was read, where it is not that of these pages. */
export function languageRows(language: string | null) {
  return language === null || language === 'en'
    ? []
    : [{ key: 'Language', value: `Signed in ${nameLanguage(language)}` }]
}

function onlySignature(one: Signature, erasures: Signing['erasures']) {
  return [
    { key: 'Signed by', value: saySignatory(erasures, one) },
    { key: 'Signed on', value: <Day day={one.onDay} /> },
    ...(one.decidedOn ? [{ key: 'Decided on', value: <Day day={one.decidedOn} /> }] : []),
    { key: 'Authority', value: sayAuthority(one) },
  ]
}

function oneOfTwo(one: Signature, n: number, erasures: Signing['erasures']) {
  const value = (
    <>
      {saySignatory(erasures, one)}
      <br />
      Signed <Day day={one.onDay} />
      {one.decidedOn && (
        <>
          , decided <Day day={one.decidedOn} />
        </>
      )}
      <br />
      {sayAuthority(one)}
    </>
  )
  return { key: n === 0 ? 'First signature' : 'Second signature', value }
}

/** By what right somebody signed. */
export function sayAuthority({ mandate, minute }: Signature): string {
  if (!mandate) return 'Not recorded'
  const members = mandate === 'on-behalf-of-members' ? '; members may also sign' : ''
  return `${mandateWords[mandate]}${minute ? ` (${minute})` : ''}${members}`
}
