import { decideEdition, decideInstrument, decideOpening, type EditionDays } from '../core/opening.ts'
import { parseEditionText, textDigest, type EditionText } from '../core/edition-text.ts'
import type { Party } from '../core/body-kind.ts'
import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { uuidBytes, type Uuid } from '../core/uuid.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import { formatToken } from '../keys/token.ts'
import { statement, written } from '../storage/database.ts'
import { coordinators, links } from '../storage/private-schema.ts'
import { texts } from '../storage/schema.ts'
import { findRegister } from '../storage/read/register.ts'
import { append } from '../storage/write/append.ts'
import { insertIf } from '../storage/write/insert-if.ts'
import { now, stamp, type Parts } from './parts.ts'

/** What a register is opened with: who keeps it, who runs it, and the agreements that can be signed. */
export type OpeningPlan = {
  demonstration: boolean
  name: string
  custodian: string
  prefix: string
  coordinators: readonly { name: string; address: string }[]
  instruments: readonly {
    name: string
    area: string
    binds: readonly Party[]
    editions: readonly (EditionDays & { label?: string; texts: readonly string[] })[]
  }[]
}

/** Seconds for which the first coordinator's link works. */
const linkLife = 7 * 86_400

/**
 * Opens an empty register. Everything is one act: it happens whole or not at all. The clock publishes it.
 * Gives back the one-time link of the first coordinator.
 */
export async function openRegister(parts: Parts, plan: OpeningPlan): Promise<string> {
  if (await findRegister(parts.db)) throw new Refusal('already-done', 'This register is open already.')
  const [first] = plan.coordinators
  if (!first) throw new Refusal('incomplete', 'A register needs a coordinator.')
  const made = stamp(parts)
  const { demonstration, name, custodian, prefix } = plan
  const origin = parts.keys.log.signer.name
  const opening = decideOpening({ origin, demonstration, name, custodian, prefix, keys: parts.keys.named }, made)
  const instruments = plan.instruments.map((instrument) => {
    const { entry, disclosures } = decideInstrument(instrument, made)
    const editions = instrument.editions.map(({ texts: sources, ...days }) => {
      const read = sources.map(readText)
      return {
        read,
        draft: decideEdition({ instrument: entry.id, texts: read, replaces: [], ...days }, demonstration, made),
      }
    })
    return { draft: { entry, disclosures }, editions }
  })

  const at = now(parts)
  const people = plan.coordinators.map((person) => ({
    id: made.id(),
    ...person,
    employer: null,
    startedAt: at,
    endedAt: null,
  }))
  const link = { id: made.id(), purpose: 'desk' as const, issue: 1, expiresAt: addSeconds(at, linkLife) }
  const here = written(opening.entry.id)
  await append(
    parts.db,
    {
      key: 'opening',
      size: 0,
      drafts: [
        opening,
        ...instruments.flatMap(({ draft, editions }) => [draft, ...editions.map((edition) => edition.draft)]),
      ],
    },
    [
      ...people.map((person) => insertIf(parts.db, coordinators, person, here)),
      insertIf(parts.db, links, { ...link, subject: people[0]?.id ?? link.id }, here),
      ...instruments
        .flatMap(({ editions }) => editions.flatMap(({ read }) => read))
        .map(({ sha256, bytes }) =>
          statement(parts.db.insert(texts).values({ sha256, markdown: bytes }).onConflictDoNothing()),
        ),
    ],
  )
  return deskLink(parts, link.id, link.issue)
}

async function deskLink(parts: Parts, id: Uuid, issue: number): Promise<string> {
  return `${parts.address}/desk/links/${await formatToken(parts.keys.tokens, 'desk', uuidBytes(id), issue)}`
}

function readText(source: string): { bytes: Uint8Array<ArrayBuffer>; sha256: string; text: EditionText } {
  const bytes = formatUtf8(source)
  return { bytes, sha256: textDigest(bytes), text: parseEditionText(parseUtf8(bytes)) }
}
