import type { Disclosure, Field } from './disclosure.ts'
import type { Level } from './level.ts'
import { domainOf, parseMailAddress, sectorEvidence, type Domain } from './mail-address.ts'
import { Refusal } from './refusal.ts'
import type { SignUpDraft } from './sign-up.ts'
import { tell } from './told.ts'

/** The domain of a mailbox as the public reads it: the body's own, or that of a host, which says nothing of the body. */
export type CheckedDomain = { domain: string; of: 'own' | 'host' }

/**
 * The domains of the signatories' mailboxes that may be shown, each once: those of the public sector, which may be a
 * host's, and that of the body's own website. What else there is may be somebody's personal provider.
 */
export function showableDomains(
  { signatories }: Pick<SignUpDraft, 'signatories'>,
  website: string | null,
): { own: readonly Domain[]; host: readonly Domain[] } {
  const addresses = signatories.map(({ address }) => parseMailAddress(address))
  const site = website === null ? undefined : URL.parse(website)?.hostname.replace(/^www\./, '')
  const once = (some: typeof addresses) => [...new Set(some.map(domainOf))]
  return {
    own: once(addresses.filter((one) => sectorEvidence(one) !== undefined || domainOf(one) === site)),
    host: once(addresses.filter((one) => sectorEvidence(one) !== undefined)),
  }
}

/** The public fields that say which domain was checked, and whose it is; a host's is shown, or it was not checked. */
export function domainFields(
  levels: readonly Level[],
  draft: Pick<SignUpDraft, 'signatories'>,
  website: string | null,
): readonly Field[] {
  if (levels.includes('domain')) return numbered(fieldNames.own, showableDomains(draft, website).own)
  if (!levels.includes('host-domain')) return []
  const { host } = showableDomains(draft, website)
  if (host.length > 0) return numbered(fieldNames.host, host)
  const words = 'No email address here is one of a public body, who could be the host. Select what else you checked'
  throw new Refusal('field-invalid', words, 'check')
}

/** Reads what {@link domainFields} disclosed. */
export function readCheckedDomains(
  disclosures: readonly Pick<Disclosure, 'name' | 'value' | 'public'>[],
): readonly CheckedDomain[] {
  const told = tell(disclosures)
  return (['own', 'host'] as const).flatMap((of) =>
    told.localised(fieldNames[of]).map(({ text }) => ({ domain: text, of })),
  )
}

const fieldNames = { own: 'check.domain', host: 'check.host-domain' } as const

function numbered(noun: string, domains: readonly Domain[]): readonly Field[] {
  return domains.map((value, n) => ({ name: `${noun}.${n + 1}`, value, public: true }))
}
