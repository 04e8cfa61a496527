import type { Parts } from '../../src/actions/parts.ts'
import { sectorOf, type Kind } from '../../src/core/body-kind.ts'
import { formatInstant, parseDay, parseFullDay } from '../../src/core/day.ts'
import type { Field } from '../../src/core/disclosure.ts'
import { head, type Draft, type Stamp } from '../../src/core/stamp.ts'
import { makeUuid, type Uuid } from '../../src/core/uuid.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'

/** A body that nobody has heard of, with a name like those that people know. */
export type Invented = {
  name: string
  former: string | undefined
  kind: Kind
  identifier: string | undefined
  /** Found out after it was registered. */
  website?: string
}

const beginnings =
  'Ash Bar Bick Bish Brock Bur Chel Clun Crow Dal Dun Ell Farn Glen Ham Hart Hes Hop Ken Kin Lang Lin Lud Mar Mel Mid Nor Oak Pem Pont Quat Rad Rush Sel Shaw Stan Stoke Thorn Tug Up Wen Whit Wist Wool Wrock Yock'
const endings =
  'borough bourne bridge bury by castle church cott dale den field ford gate ham hampton hill hurst ington ley low mere minster moor over port sall stead stock stow thorpe ton wall wardine well wick with wood worth'
const saints = 'St Mary St John St Peter St Michael All Saints Holy Trinity'.replaceAll(/ (?=St|All|Holy)/g, '|')
const patterns: readonly [string, Kind][] = [
  ['$ Parish Council', 'town-or-parish-council'],
  ['$ and $ Parish Council', 'town-or-parish-council'],
  ['Great $ Parish Council', 'town-or-parish-council'],
  ['$ Town Council', 'town-or-parish-council'],
  ['$ District Council', 'district-council'],
  ['NHS $ and $ Integrated Care Board', 'nhs-body'],
  ['$ Police and Crime Commissioner', 'police-and-crime-commissioner'],
  ['University of $', 'education-body'],
  ['$ Community Primary School', 'education-body'],
  ['$ Housing Association', 'housing-provider'],
  ['$ Village Hall', 'registered-charity'],
  ['Friends of $ Library', 'community-group'],
  ['$ Food Bank', 'registered-charity'],
  ['$ Youth Association', 'community-group'],
  ['Citizens Advice $', 'registered-charity'],
  ['Age Concern $ & $', 'registered-charity'],
  ['$ Women’s Refuge', 'registered-charity'],
  ['% Church, $', 'faith-group'],
  ['$ Enterprise CIC', 'community-interest-company'],
  ['$ Befriending Partnership', 'infrastructure-body'],
]

/** So many bodies with a name each, the same at every run with one seed. */
export function inventBodies(count: number, seed = 1): readonly Invented[] {
  const chance = mulberry(seed)
  const among = <One>(all: readonly One[]): One => {
    const one = all[Math.floor(chance() * all.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }
  const place = () => `${among(beginnings.split(' '))}${among(endings.split(' '))}`
  const taken = new Set<string>()
  const invent = (n: number): Invented => {
    const [pattern, kind] = among(patterns)
    const name = pattern.replaceAll('$', place).replace('%', () => among(saints.split('|')))
    if (taken.has(name)) return invent(n)
    taken.add(name)
    const former =
      n % 10 === 0 ? pattern.replaceAll('$', place).replace('%', () => among(saints.split('|'))) : undefined
    return { name, former, kind, identifier: n % 3 === 0 ? `GB-CHC-${1_000_000 + n}` : undefined }
  }
  return Array.from({ length: count }, (_, n) => invent(n))
}

/** Writes bodies into a register that is open, and a signing of its first edition for one in so many of them. */
export async function registerBodies(
  parts: Pick<Parts, 'db' | 'clock'>,
  bodies: readonly Invented[],
  oneSigned = 0,
): Promise<void> {
  const chance = mulberry(await logSize(parts.db))
  const at = formatInstant(parts.clock())
  const salt = (length: number) => Uint8Array.from({ length }, () => Math.floor(chance() * 256))
  const stamp: Stamp = { at, id: () => makeUuid(parts.clock(), salt(10)), salt: () => salt(16) }
  const [edition] = await listEditions(parts.db)
  const [text] = edition?.texts ?? []
  const write = async (drafts: readonly Draft[], key: string) => {
    const size = await logSize(parts.db)
    await append(parts.db, { key: `${key}:${size}`, size, drafts })
  }
  for (let from = 0; from < bodies.length; from += 100) {
    const drafts = bodies.slice(from, from + 100).flatMap((body, n): readonly Draft[] => {
      const registration = draftBody(body, stamp)
      if (!oneSigned || (from + n) % oneSigned > 0 || !edition || !text) return registration
      const { common, disclosures } = head(stamp, [
        { name: 'signatory.1.name', value: 'Alex Example', public: true },
        { name: 'signatory.1.role', value: 'Clerk', public: true },
      ])
      const signed = { edition: edition.id, language: text.language, text: text.sha256, method: 'online' as const }
      const recorded = {
        ...common,
        ...signed,
        type: 'signing.recorded' as const,
        body: registration[0]?.entry.id ?? common.id,
        check: ['phone-back' as const],
        approvers: 1 as const,
        signatures: [{ on: parseFullDay(`2026-01-${String(10 + ((from + n) % 19))}`), mandate: 'office' as const }],
      }
      return [...registration, { entry: recorded, disclosures }]
    })
    await write(drafts, `many:${from}`)
  }
}

function draftBody({ name, former, kind, identifier, website }: Invented, stamp: Stamp): readonly Draft[] {
  const named = (value: string): Field => ({ name: 'name.en', value, public: true })
  const { common, disclosures } = head(stamp, [
    named(former ?? name),
    ...(identifier ? [{ name: 'identifier.1', value: identifier, public: true }] : []),
  ])
  const registered: Draft = {
    entry: { ...common, type: 'body.registered', kind, sector: sectorOf(kind) },
    disclosures,
  }
  const corrected = website === undefined ? [] : [draftCorrection(common.id, website, stamp)]
  if (!former) return [registered, ...corrected]
  const renaming = head(stamp, [named(name)])
  const entry = { ...renaming.common, type: 'body.renamed' as const, body: common.id, from: parseDay('2024') }
  return [registered, { entry, disclosures: renaming.disclosures }, ...corrected]
}

function draftCorrection(body: Uuid, website: string, stamp: Stamp): Draft {
  const { common, disclosures } = head(stamp, [{ name: 'website', value: website, public: true }])
  return { entry: { ...common, type: 'body.corrected' as const, body, on: parseDay('2024-06-14') }, disclosures }
}

/** A number from 0 to 1 at each call (mulberry32): quick, and the same for the same seed. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
