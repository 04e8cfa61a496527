import * as v from 'valibot'
import type { Parts } from '../../actions/parts.ts'
import type { AskedChange } from '../../core/asked-change.ts'
import { kinds } from '../../core/body-kind.ts'
import { mandates } from '../../core/entry.ts'
import { missingSignatures, signUpStates, stateOf, type Signatory, type SignUp } from '../../core/sign-up.ts'
import { findBodyById } from '../../storage/read/bodies.ts'
import { editionName, listEditions } from '../../storage/read/editions.ts'
import { day } from './answers.ts'

const toldSignatory = v.object({
  name: v.string(),
  role: v.string(),
  email: v.string(),
  mandate: v.picklist(mandates),
  decidedOn: day,
  minute: v.nullable(v.string()),
  undecided: v.boolean(),
  wrongPerson: v.boolean(),
  nameShown: v.boolean(),
  signed: v.boolean(),
})

/** A sign-up as its preparer sees it. `body.slug` is there where the body is on the register already. */
export const signUp = v.object({
  id: v.string(),
  state: v.picklist(signUpStates),
  startedAt: v.string(),
  sentAt: v.nullable(v.string()),
  boardOn: day,
  preparer: v.object({ name: v.string(), email: v.string() }),
  body: v.nullable(
    v.object({
      slug: v.nullable(v.string()),
      name: v.string(),
      kind: v.picklist(kinds),
      identifiers: v.array(v.string()),
      website: v.nullable(v.string()),
      area: v.nullable(v.string()),
    }),
  ),
  editions: v.array(v.object({ edition: v.string(), name: v.string(), language: v.string() })),
  signatory: v.nullable(toldSignatory),
  signatories: v.array(toldSignatory),
  /** What it asks about a signing that is on the register; null where it asks to sign. */
  change: v.nullable(
    v.object({ purpose: v.picklist(['withdraw', 'reaffirm']), on: v.string(), reason: v.nullable(v.string()) }),
  ),
  members: v.nullable(v.object({ list: v.string(), on: v.string() })),
  own: v.nullable(
    v.object({
      statement: v.nullable(v.string()),
      pledges: v.array(v.object({ edition: v.string(), theme: v.number(), text: v.string() })),
    }),
  ),
  returned: v.nullable(v.object({ at: v.string(), reason: v.string() })),
  ended: v.nullable(v.object({ at: v.string(), reason: v.nullable(v.string()) })),
})

/** A sign-up in the words of the API. */
export async function tellSignUp(parts: Parts, whole: SignUp): Promise<v.InferInput<typeof signUp>> {
  const { id, startedAt, sentAt, preparer, draft, returnedAt, returnedWords, closedAt, endedWords, boardOn } = whole
  const missing = missingSignatures(whole)
  const editions = await listEditions(parts.db)
  const signatories = draft.signatories.map((one, n) =>
    tellSignatory(one, !missing.some(({ signatory: number }) => number === n + 1)),
  )
  return {
    id,
    state: stateOf(whole),
    startedAt,
    sentAt,
    boardOn,
    preparer: { name: preparer.name, email: preparer.address },
    body: draft.body ? await tellBody(parts, draft.body) : null,
    editions: draft.editions.flatMap(({ edition, language }) => {
      const found = editions.find((one) => one.id === edition)
      return found ? [{ edition: found.slug, name: editionName(found), language }] : []
    }),
    signatory: signatories[0] ?? null,
    signatories,
    ended: closedAt && { at: closedAt, reason: endedWords },
    members: draft.members ?? null,
    own: draft.own
      ? {
          statement: draft.own.statement ?? null,
          pledges: draft.own.pledges.map(({ edition, theme, text }) => {
            return { edition: editions.find(({ id: known }) => known === edition)?.slug ?? '', theme, text }
          }),
        }
      : null,
    change: draft.change ? tellChange(draft.change) : null,
    returned: returnedAt && returnedWords !== null ? { at: returnedAt, reason: returnedWords } : null,
  }
}

function tellChange(change: AskedChange) {
  const { purpose, on } = change
  return { purpose, on, reason: 'reason' in change ? change.reason : null }
}

async function tellBody(parts: Parts, told: NonNullable<SignUp['draft']['body']>) {
  if ('name' in told) {
    const { name, kind, identifiers, website = null, area = null } = told
    return { slug: null, name, kind, identifiers: [...identifiers], website, area }
  }
  const found = await findBodyById(parts.db, told.registered)
  if (!found) return null
  const { slug, name, kind, identifiers, website, area } = found
  return { slug, name, kind, identifiers: [...identifiers], website, area }
}

function tellSignatory({ address, ...who }: Signatory, signed: boolean) {
  const { decidedOn = null, minute = null, undecided, wrongPerson } = who
  return { ...who, email: address, decidedOn, minute, undecided: !!undecided, wrongPerson: !!wrongPerson, signed }
}
