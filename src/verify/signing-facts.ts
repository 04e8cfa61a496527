import { digestOf, parseDisclosure } from '../core/disclosure.ts'
import { parseLeaf, type Check, type EntryOf, type Mandate, type Method } from '../core/entry.ts'
import type { Day } from '../core/day.ts'
import type { Uuid } from '../core/uuid.ts'
import { parseJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'

/** What a leaf and its disclosures say of a signing: nothing that stands only on a page. */
export type SigningFacts = {
  readonly signing: Uuid
  readonly method: Method
  readonly checks: readonly Check[]
  readonly attestedOn?: Day
  readonly signatures: readonly SignatureFacts[]
  /** How many digests of the leaf have no disclosure here: what they stand for is withheld, or was erased. */
  readonly untold: number
}

/** One person's act. Without a name, none is published. */
export type SignatureFacts = {
  readonly name?: string
  readonly role?: string
  readonly on?: Day
  readonly mandate?: Mandate
  readonly decidedOn?: Day
}

/** The signing of a leaf, with disclosures in the form of RFC 9901. One that the leaf has no digest of makes it malformed. */
export function parseSigning(leaf: Uint8Array, disclosures: Uint8Array): SigningFacts {
  const entry = parseLeaf(leaf)
  if (entry.type !== 'signing.recorded') throw new Malformed('malformed signing: the leaf is of something else')
  const { id: signing, method, check: checks, attestedOn, sd = [] } = entry
  const texts = parseTexts(disclosures)
  const digests = new Set(texts.map(digestOf))
  const known = new Set<string>(sd)
  if (digests.size !== texts.length || ![...digests].every((digest) => known.has(digest)))
    throw new Malformed('malformed signing: a disclosure is of something else')
  const told = new Map(texts.map(parseDisclosure).map(({ name, value }) => [name, value]))
  const signatures = entry.signatures.map((signature, n) => signatureFacts(signature, `signatory.${n + 1}`, told))
  const untold = sd.length - texts.length
  return { signing, method, checks, ...(attestedOn && { attestedOn }), signatures, untold }
}

function parseTexts(bytes: Uint8Array): readonly string[] {
  const texts = parseJson(parseUtf8(bytes))
  if (!Array.isArray(texts)) throw new Malformed('malformed disclosures')
  return texts.map((text: unknown) => {
    if (typeof text !== 'string') throw new Malformed('malformed disclosures')
    return text
  })
}

function signatureFacts(
  { on, mandate, decidedOn }: EntryOf<'signing.recorded'>['signatures'][number],
  who: string,
  told: ReadonlyMap<string, Json>,
): SignatureFacts {
  const [name, role] = [told.get(`${who}.name`), told.get(`${who}.role`)]
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof role === 'string' && { role }),
    ...(on && { on }),
    ...(mandate && { mandate }),
    ...(decidedOn && { decidedOn }),
  }
}
