import { decideEdition, decideInstrument, decideOpening, type EditionDays, type Opening } from '../core/opening.ts'
import { readText } from '../core/offered-text.ts'
import type { Party } from '../core/body-kind.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import { written } from '../storage/database.ts'
import { findRegister } from '../storage/read/register.ts'
import { insertCoordinator, insertLink } from '../storage/write/access.ts'
import { append } from '../storage/write/append.ts'
import { insertText } from '../storage/write/publications.ts'
import { draftLink, linkAddress } from './links.ts'
import { assureSettable } from './assure-certifiable.ts'
import { now, stamp, type Parts } from './parts.ts'

/** What a register is opened with: who keeps it, who runs it, and the agreements that can be signed. */
export type OpeningPlan = {
  demonstration: boolean
  name: string
  custodian: string
  prefix: string
  continues?: Opening['continues']
  coordinators: readonly { name: string; address: string; employer: string | null }[]
  instruments: readonly {
    name: string
    area: string
    binds: readonly Party[]
    /** `replaces` names editions that stand earlier in the plan, as people call them. */
    editions: readonly (EditionDays & { label?: string; texts: readonly string[]; replaces?: readonly string[] })[]
  }[]
}

/** What a plan decides, before anything is written or any key is kept: here a plan that cannot be is refused. */
export function draftOpening(parts: Parts, plan: OpeningPlan) {
  if (plan.coordinators.length === 0) throw new Refusal('incomplete', 'A register needs a coordinator.')
  // These stand on every certificate: what it could not show is refused while it can still be changed.
  if (plan.name.length > 60)
    throw new Refusal('field-invalid', 'Use 60 characters or fewer for the name of the register', 'name')
  for (const text of [plan.name, plan.custodian, ...plan.instruments.map((one) => one.name)])
    assureSettable(parts, text, 'name')
  const made = stamp(parts)
  const { demonstration, name, custodian, prefix, continues } = plan
  const origin = parts.keys.logs[0].signer.name
  const opening = decideOpening(
    { origin, demonstration, name, custodian, prefix, continues, keys: parts.keys.named },
    made,
  )
  const named = new Map<string, Uuid>()
  const instruments = plan.instruments.map((instrument) => {
    const { entry, disclosures } = decideInstrument(instrument, made)
    const editions = instrument.editions.map(({ texts: sources, replaces = [], ...days }) => {
      const read = sources.map(readText)
      const replaced = replaces.map((called) => requireEarlier(named, called))
      const draft = decideEdition(
        { instrument: entry.id, texts: read, ...days, replaces: replaced },
        demonstration,
        made,
      )
      named.set(`${instrument.name} ${read[0]?.text.label ?? days.label}`, draft.entry.id)
      return { read, draft }
    })
    return { draft: { entry, disclosures }, editions }
  })
  return { opening, instruments, coordinators: plan.coordinators }
}

/**
 * Opens an empty register. Everything is one act: it happens whole or not at all. The clock publishes it.
 * Gives back the one-time link of the first coordinator.
 */
export async function openRegister(parts: Parts, draft: ReturnType<typeof draftOpening>): Promise<string> {
  if (await findRegister(parts.db)) throw new Refusal('already-done', 'This register is open already.')
  const { opening, instruments } = draft
  const made = stamp(parts)
  const at = now(parts)
  const people = draft.coordinators.map((person) => ({
    id: made.id(),
    ...person,
    startedAt: at,
    role: 'coordinator' as const,
    endedAt: null,
  }))
  const [first] = people
  if (!first) throw new Error('a plan without a coordinator was drafted')
  const link = draftLink(parts, 'desk', first.id)
  const here = written(opening.entry.id)
  await append(
    parts.db,
    {
      key: 'opening',
      size: 0,
      drafts: [opening, ...instruments.flatMap((one) => [one.draft, ...one.editions.map((edition) => edition.draft)])],
    },
    [
      ...people.map((person) => insertCoordinator(parts.db, person, here)),
      insertLink(parts.db, link, here),
      ...instruments
        .flatMap(({ editions }) => editions.flatMap(({ read }) => read))
        .map(({ sha256, bytes }) => insertText(parts.db, sha256, bytes)),
    ],
  )
  return linkAddress(parts, link)
}

function requireEarlier(named: ReadonlyMap<string, Uuid>, called: string): Uuid {
  const id = named.get(called)
  if (!id) throw new Refusal('field-invalid', `No edition before this one is called “${called}”.`, 'replaces')
  return id
}
