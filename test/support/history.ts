import fc from 'fast-check'
import { londonDay, parseDay, parseFullDay, parseInstant } from '../../src/core/day.ts'
import type { Field } from '../../src/core/disclosure.ts'
import type { Entry } from '../../src/core/entry.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { head, type Draft, type Stamp } from '../../src/core/stamp.ts'
import { makeUuid, type Uuid } from '../../src/core/uuid.ts'
import { seededChance } from './chance.ts'

/** What happens in a history, and to which of the things there are. */
export type Happening = { type: Entry['type']; pick: number; other: number; name: string }

const names = fc.constantFrom('Vale', 'Vale Council', 'VALE', 'Tŷ Gwyn', 'Assembly', '', '共同')
const happening = (things: number) =>
  fc.record<Happening>({
    type: fc.constantFrom<Entry['type']>(
      'register.amended',
      'instrument.registered',
      'edition.published',
      'edition.corrected',
      'edition.extended',
      'body.registered',
      'body.renamed',
      'body.corrected',
      'body.end-announced',
      'body.ended',
      'signing.recorded',
      'signing.corrected',
      'signing.reaffirmed',
      'signing.withdrawn',
      'signing.suspended',
      'signing.reinstated',
      'signing.removed',
      'signing.voided',
      'certificate.issued',
      'champion.appointed',
      'dispute.decided',
      'policy.changed',
    ),
    pick: fc.nat({ max: things }),
    other: fc.nat({ max: things }),
    name: names,
  })
export const happenings = fc.array(happening(50), { maxLength: 40 })

/** The drafts of a history that begins with an open register; what has nothing to happen to is left out. */
export function historyOf(happened: readonly Happening[], seed = 'history'): readonly Draft[] {
  const writer = new Writer(seed)
  writer.add({ type: 'register.opened', pick: 0, other: 0, name: 'Register' })
  for (const type of ['instrument.registered', 'edition.published', 'body.registered', 'signing.recorded'] as const) {
    writer.add({ type, pick: 0, other: 0, name: 'Vale Council' })
  }
  for (const one of happened) writer.add(one)
  return writer.drafts
}

/** A history as long as asked for, to many things, in which everything typed is another word; the same for one seed. */
export function longHistoryOf(count: number, seed: number): { drafts: readonly Draft[]; typed: readonly string[] } {
  const chance = seededChance(`long ${seed}`)
  const happened = fc.sample(fc.array(happening(count), { minLength: count, maxLength: count }), { seed, numRuns: 1 })
  const named = happened.flat().map((one) => ({ ...one, name: `Typed ${Buffer.from(chance(9)).toString('hex')}` }))
  return { drafts: historyOf(named, `long ${seed}`), typed: named.map(({ name }) => name) }
}

/** The entries of drafts with their places in a log of nothing else. */
export function recordedOf(drafts: readonly Draft[]): readonly Recorded[] {
  return drafts.map(({ entry, disclosures }, position) => ({ position, entry, disclosures }))
}

/** A day before, among or after those of a history. */
export const anyDay = fc
  .oneof(
    fc.constantFrom('2020-05-01', '2020-05-31', '2020-06-01', '2021-06-06', '2021-06-07', '2021-06-08', '2026-03-04'),
    fc
      .date({ min: new Date('2019-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  )
  .map(parseFullDay)

const day = parseDay('2020-05')
const full = parseFullDay('2021-06-07')
const hex = (n: number) => n.toString(16).padStart(64, '0')

class Writer {
  readonly drafts: Draft[] = []
  readonly #chance
  readonly #ids = new Map<string, Uuid[]>()
  readonly #texts = new Map<Uuid, number>()
  readonly #identifiers: string[] = []
  #count = 0

  constructor(seed: string) {
    this.#chance = seededChance(seed)
  }

  add(one: Happening): void {
    const draft = this.#draft(one)
    if (!draft) return
    this.drafts.push(draft)
    const ids = this.#ids.get(one.type) ?? []
    this.#ids.set(one.type, [...ids, draft.entry.id])
    for (const { name, digest } of draft.disclosures) if (name.startsWith('identifier.')) this.#identifiers.push(digest)
  }

  #stamp(): Stamp {
    this.#count += 1
    const at = parseInstant('2026-03-04T10:15:00Z')
    return { at, id: () => makeUuid(Date.parse(at) + this.#count, this.#chance(10)), salt: () => this.#chance(16) }
  }

  #known(type: Entry['type'], n: number): Uuid | undefined {
    const ids = this.#ids.get(type) ?? []
    return ids[n % ids.length]
  }

  #draft({ type, pick, other, name }: Happening): Draft | undefined {
    const body = this.#known('body.registered', pick)
    const second = this.#known('body.registered', other)
    const instrument = this.#known('instrument.registered', pick)
    const edition = this.#known('edition.published', pick)
    const signing = this.#known('signing.recorded', pick)
    const make = (fields: readonly Field[]) => head(this.#stamp(), fields)
    const told = (field: string, value = name): Field => ({ name: field, value, public: other % 7 !== 0 })
    const shown = (field: string, value = name): Field => ({ name: field, value, public: true })
    switch (type) {
      case 'register.opened': {
        const { common, disclosures } = make([shown('name'), shown('custodian'), shown('prefix', 'EX')])
        const keys = { log: `localhost/log+01234567+${'A'.repeat(44)}`, seal: hex(1), jose: 'A'.repeat(43) }
        const retention = { unfinished: 1, evidence: 1, client: 1, mails: 1 }
        return { entry: { ...common, type, origin: 'localhost/log', keys, retention }, disclosures }
      }
      case 'register.amended': {
        const { common, disclosures } = make(pick % 2 ? [shown('custodian')] : [])
        return { entry: { ...common, type }, disclosures }
      }
      case 'instrument.registered': {
        const { common, disclosures } = make([shown('name.en'), ...(pick % 2 ? [shown('area')] : [])])
        return { entry: { ...common, type, binds: ['vcs'] }, disclosures }
      }
      case 'edition.published': {
        if (!instrument) return undefined
        const { common, disclosures } = make([shown('label', String(pick))])
        const texts = [{ language: 'en', sha256: hex(pick) }]
        const entry = {
          ...common,
          type,
          instrument,
          texts,
          reference: 'en',
          inForceFrom: day,
          ...(edition && other % 2 && { replaces: [edition] }),
        } as const
        this.#texts.set(common.id, pick)
        return {
          entry: { ...entry, texts: [...entry.texts], ...('replaces' in entry && { replaces: [...entry.replaces] }) },
          disclosures,
        }
      }
      case 'edition.corrected': {
        if (!edition) return undefined
        const { common, disclosures } = make([])
        return {
          entry: { ...common, type, edition, text: { language: 'en', sha256: hex(other) }, corrects: hex(pick) },
          disclosures,
        }
      }
      case 'edition.extended': {
        if (!edition) return undefined
        const { common, disclosures } = make([])
        return {
          entry: { ...common, type, edition, transitionEnds: full, ...(other % 2 && { termEnds: full }) },
          disclosures,
        }
      }
      case 'body.registered': {
        const { common, disclosures } = make([
          shown('name.en'),
          ...(pick % 2 ? [shown('name.cy', `${name} cy`), shown('identifier.1', `GB-${other}`)] : []),
        ])
        return { entry: { ...common, type, sector: 'vcs', kind: 'assembly' }, disclosures }
      }
      case 'body.renamed': {
        if (!body) return undefined
        const { common, disclosures } = make([shown('name.en')])
        return { entry: { ...common, type, body, from: day }, disclosures }
      }
      case 'body.corrected': {
        if (!body) return undefined
        const { common, disclosures } = make([
          told('website'),
          told('area'),
          shown('identifier.1', `GB-${pick}-${other}`),
        ])
        const ended = this.#identifiers[other % this.#identifiers.length]
        const set = other % 2 ? ({ sector: 'public-sector', kind: 'nhs-body' } as const) : {}
        return { entry: { ...common, type, body, on: day, ...set, ...(ended && { ends: [ended] }) }, disclosures }
      }
      case 'body.end-announced': {
        if (!body) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, body, on: day, reason: 'merged' }, disclosures }
      }
      case 'body.ended': {
        // A body ends once, and is succeeded by another.
        if (!body || !second || body === second || this.#texts.has(body)) return undefined
        this.#texts.set(body, 0)
        const { common, disclosures } = make([told('evidence.1')])
        const [evidence] = common.sd ?? []
        const successors = [{ body: second, relation: 'continued-by' as const, ...(evidence && { evidence }) }]
        return { entry: { ...common, type, body, on: day, reason: 'merged', successors }, disclosures }
      }
      case 'signing.recorded': {
        if (!body || !edition) return undefined
        const { common, disclosures } = make([
          told('signatory.1.name'),
          shown('signatory.1.role'),
          told('signatory.1.minute'),
          { ...told('statement.1'), public: false },
        ])
        const signed = { on: londonDay(common.at), mandate: 'office' as const }
        return {
          entry: {
            ...common,
            type,
            body,
            edition,
            language: 'en',
            text: hex(pick),
            method: 'online',
            check: ['mailbox'],
            approvers: 1,
            signatures: [signed],
          },
          disclosures,
        }
      }
      case 'signing.corrected': {
        if (!signing) return undefined
        const { common, disclosures } = make([told('signatory.1.role'), told('signatory.1.minute')])
        return { entry: { ...common, type, signing, signature: 1, ...(other % 2 && { decidedOn: day }) }, disclosures }
      }
      case 'signing.reaffirmed':
      case 'signing.withdrawn': {
        if (!signing) return undefined
        const { common, disclosures } = make([told('reason')])
        return { entry: { ...common, type, signing, on: full }, disclosures }
      }
      case 'signing.suspended': {
        const dispute = this.#known('dispute.decided', pick)
        if (!signing || !dispute) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, signing, from: full, reviewBy: full, dispute, approvers: 2 }, disclosures }
      }
      case 'signing.reinstated': {
        if (!signing) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, signing, from: full, approvers: 2 }, disclosures }
      }
      case 'signing.removed': {
        const dispute = this.#known('dispute.decided', pick)
        if (!signing || !dispute) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, signing, on: full, dispute, approvers: 2 }, disclosures }
      }
      case 'signing.voided': {
        if (!signing) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, signing, reason: 'forged', approvers: 2 }, disclosures }
      }
      case 'certificate.issued': {
        if (!signing) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, signing, pdf: hex(this.#count) }, disclosures }
      }
      case 'champion.appointed': {
        if (!body) return undefined
        const { common, disclosures } = make([told('name')])
        return { entry: { ...common, type, body, kind: 'officer', from: day }, disclosures }
      }
      case 'dispute.decided': {
        if (!body) return undefined
        const { common, disclosures } = make([])
        return { entry: { ...common, type, body, outcome: 'upheld', on: full }, disclosures }
      }
      case 'champion.stood-down':
      case 'disclosure.erased':
      case 'key.rotated':
      case 'list.published':
      case 'review.concluded':
      case 'policy.changed': {
        const { common, disclosures } = make([])
        return { entry: { ...common, type: 'policy.changed', policy: hex(pick) }, disclosures }
      }
    }
  }
}
