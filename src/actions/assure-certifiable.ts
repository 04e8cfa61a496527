import { fitsOnePage } from '../certificate/compose-page.ts'
import { findUnsettable } from '../certificate/face.ts'
import type { CertificateFacts, SignatureFacts } from '../certificate/facts.ts'
import { londonDay, type FullDay } from '../core/day.ts'
import { checks } from '../core/entry.ts'
import { domainOf, parseMailAddress } from '../core/mail-address.ts'
import { Refusal } from '../core/refusal.ts'
import type { Signatory, SignUp, SignUpDraft } from '../core/sign-up.ts'
import type { Paper } from '../core/transcript.ts'
import type { Views } from '../core/views.ts'
import { certificateAddress } from '../credentials/list.ts'
import { listEditions } from '../storage/read/editions.ts'
import { findRegister } from '../storage/read/register.ts'
import { bodyNameOf } from './name-sign-up.ts'
import { now, type Parts } from './parts.ts'

/** Refuses characters that the certificate's typeface does not have. */
export function assureSettable(parts: Parts, text: string, field: string): void {
  const missing = findUnsettable(text, parts.craft.faces.regular)
  if (missing.length > 0) {
    const words = `The certificate cannot show ${missing.join(' ')}. Use Latin, Greek or Cyrillic letters, or ask us to help.`
    throw new Refusal('unsettable', words, field)
  }
}

/** Refuses what would not go on one page, with the longest reference and every check: nobody is refused after signing. */
export async function assureFits(
  parts: Parts,
  signUp: Pick<SignUp, 'draft'> & { paper?: Pick<Paper, 'signatories'> },
  field = 'organisation',
): Promise<void> {
  const register = await findRegister(parts.db)
  const editions = await listEditions(parts.db)
  const body = await bodyNameOf(parts, signUp)
  const { draft, paper } = signUp
  const [first, second] = paper
    ? paper.signatories.map((signatory) => signatureFacts(signatory, signatory.on))
    : draft.signatories.map((signatory) => signatureFacts(signatory, londonDay(now(parts))))
  if (!register || !first) throw new Error('a sign-up was rehearsed before it was complete')
  const facts = {
    ...longestFacts(parts, register),
    body,
    signatures: second ? ([first, second] as const) : ([first] as const),
    method: paper ? ('paper' as const) : ('online' as const),
    checks,
    domains: paper ? [] : longestDomains(draft),
  }
  const chosen = editions.filter(({ id }) => draft.editions.some(({ edition }) => edition === id))
  if (
    !chosen.every(({ instrumentName, label }) =>
      fitsOnePage({ ...facts, instrument: instrumentName, edition: label }, parts.craft),
    )
  ) {
    throw new Refusal(
      'unsettable',
      'This is too long for one page of a certificate. Shorten the longest answer.',
      field,
    )
  }
}

/** Whichever is going to be shown, a host's takes the most room. */
function longestDomains({ signatories }: SignUpDraft): CertificateFacts['domains'] {
  const addresses = signatories.map(({ address }) => parseMailAddress(address))
  return [...new Set(addresses.map(domainOf))].map((domain) => ({ domain, of: 'host' }))
}

/** What every certificate of a register says of itself, with the longest reference. */
export function longestFacts({ address }: Pick<Parts, 'address'>, register: Views['register']) {
  const { prefix, name, custodian, demonstration } = register
  const reference = `${prefix}-9999999`
  const entry = 99_999_999
  return { reference, entry, register: name, custodian, demonstration, address: certificateAddress(address, reference) }
}

function signatureFacts(
  { name, role, mandate, decidedOn, minute }: Omit<Signatory, 'address'>,
  signedOn: FullDay,
): SignatureFacts {
  return {
    name,
    role,
    mandate,
    signedOn,
    ...(decidedOn && { decidedOn }),
    ...(minute && { minute }),
  }
}
