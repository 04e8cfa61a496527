import type { SignUp } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import type { Parts } from './parts.ts'

/** Whose signature under which edition there is evidence of. */
export type SignatureNamed = { signatory: number; person: string; edition: Uuid; slug: string; editionName: string }

/** The signatures of a sign-up, edition by edition; by hand, once they were accepted: before there is only a scan. */
export async function listSignatures(parts: Parts, signUp: SignUp): Promise<readonly SignatureNamed[]> {
  const { paper, outcome, draft, signatures } = signUp
  const byHand = outcome === 'accepted' ? (paper?.signatories ?? []) : []
  const signed = paper
    ? byHand.map(({ name }, n) => ({ signatory: n + 1, name, editions: draft.editions.map(({ edition }) => edition) }))
    : signatures.map(({ signatory, name, edition }) => ({ signatory, name, editions: [edition] }))
  const all = await listEditions(parts.db)
  return signed.flatMap(({ signatory, name, editions }) =>
    all
      .filter(({ id }) => editions.includes(id))
      .map((one) => ({ signatory, person: name, edition: one.id, slug: one.slug, editionName: editionName(one) })),
  )
}
