import type { AskedChange } from '../core/asked-change.ts'
import { actAskedFor } from '../core/decide-asked-change.ts'
import { decideBodyAct, type ActedBody } from '../core/decide-body-act.ts'
import { decideEditionAct, type ActedEdition } from '../core/decide-edition-act.ts'
import { decideSigningAct, type ActedSigning, type Approver } from '../core/decide-signing-act.ts'
import type { BodyAct, DeskAct, DeskActOf, EditionAct } from '../core/desk-act.ts'
import { readOfferedText } from '../core/offered-text.ts'
import { decideReorganisation, type Reorganised } from '../core/decide-reorganisation.ts'
import { Refusal } from '../core/refusal.ts'
import type { Draft, Stamp } from '../core/stamp.ts'
import { signingFacts } from '../core/standing-facts.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Statement } from '../storage/database.ts'
import { findBodyById, findNameByIdentifier, listIdentifiersOf } from '../storage/read/bodies.ts'
import { editionFacts, findText, listEditions } from '../storage/read/editions.ts'
import { listSigningsById } from '../storage/read/signings.ts'
import { insertText } from '../storage/write/publications.ts'
import { settingOfBody } from './body-setting.ts'
import { assureSettable } from './assure-certifiable.ts'
import { stamp, type Parts } from './parts.ts'

/** Loads what an act is about, and lets the law decide. */
export async function decideAct(
  parts: Parts,
  act: DeskAct,
  approvers: readonly Approver[],
  made: Stamp,
): Promise<readonly Draft[]> {
  if (act.act === 'reorganise-bodies') return decideReorganisation(act, await reorganised(parts, act), made)
  if ('body' in act) return decideBodyAct(act, await actedBody(parts, act), made)
  if ('signing' in act) return decideSigningAct(act, await actedSigning(parts, act.signing), approvers, made)
  return decideEditionAct(act, await actedEdition(parts, act), approvers, made)
}

/** What is written with the entries of an act beside the views of them. */
export function belongingsOf({ db }: Parts, act: DeskAct): readonly Statement[] {
  if (act.act !== 'correct-edition') return []
  const { sha256, bytes } = readOfferedText(act.text, 'text')
  return [insertText(db, sha256, bytes)]
}

/** Refuses what a body asks for and could not be entered if it were confirmed and checked today. */
export async function assureAskable(parts: Parts, change: AskedChange): Promise<void> {
  const act = actAskedFor(change, { role: 'Chair', evidence: '' }, [])
  decideSigningAct(act, await actedSigning(parts, change.signing), [], stamp(parts))
}

async function actedEdition({ db }: Parts, { act, edition: id }: EditionAct): Promise<ActedEdition> {
  const all = await listEditions(db)
  const edition = all.find((one) => one.id === id)
  const facts = editionFacts(all).get(id)
  if (!edition || !facts) throw new Refusal('not-found', 'There is no such edition on the register.')
  const texts = act === 'correct-edition' ? edition.texts : []
  const read = await Promise.all(
    texts.map(async ({ language, sha256 }) => {
      const held = await findText(db, sha256)
      return held ? [[language, { sha256, text: held.text }] as const] : []
    }),
  )
  return { facts, texts: new Map(read.flat()) }
}

async function reorganised(parts: Parts, { made, from = [] }: DeskActOf<'reorganise-bodies'>): Promise<Reorganised> {
  for (const { name } of made) assureSettable(parts, name, 'name')
  const named = await Promise.all(from.map(async ({ body }) => findBodyById(parts.db, body)))
  return {
    from: new Map(named.flatMap((one) => (one ? [[one.id, one] as const] : []))),
    namesake: await findNameByIdentifier(
      parts.db,
      made.flatMap(({ identifiers = [] }) => identifiers),
    ),
  }
}

async function actedBody({ db }: Parts, act: BodyAct): Promise<ActedBody> {
  const body = await findBodyById(db, act.body)
  if (!body) throw new Refusal('not-found', 'There is no such organisation on the register.')
  const successors = act.act === 'end-body' ? act.successors : []
  const others = await Promise.all(successors.map(async (one) => findBodyById(db, one.body)))
  const adds = act.act === 'correct-body' ? (act.adds ?? []) : []
  const identifiers = await listIdentifiersOf(db, body.id)
  const foreign = adds.filter((one) => !identifiers.some(({ identifier }) => identifier === one))
  return {
    body,
    names: body.names,
    identifiers,
    others: new Map(others.flatMap((one) => (one ? [[one.id, one] as const] : []))),
    namesake: await findNameByIdentifier(db, foreign),
  }
}

/** What the register knows of a signing that an act is about. */
export async function actedSigning({ db, limits }: Parts, id: Uuid): Promise<ActedSigning> {
  const [signing] = await listSigningsById(db, id)
  const body = signing && (await findBodyById(db, signing.body))
  if (!signing || !body) throw new Refusal('not-found', 'There is no such signing on the register.')
  const facts = signingFacts(signing)
  return {
    id,
    body: body.id,
    edition: signing.edition,
    facts,
    setting: await settingOfBody({ db }, body, await listEditions(db)),
    names: body.names.map(({ name }) => name),
    noticeDays: limits.noticeDays,
  }
}
