import fc from 'fast-check'
import { kinds } from '../../src/core/body-kind.ts'
import { parseDay, parseFullDay } from '../../src/core/day.ts'
import { decideBodyAct } from '../../src/core/decide-body-act.ts'
import { decideReorganisation } from '../../src/core/decide-reorganisation.ts'
import { endings, relations, type BodyAct, type DeskActOf } from '../../src/core/desk-act.ts'
import { decideOpening } from '../../src/core/opening.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { replay } from '../../src/core/replay.ts'
import { decideSet } from '../../src/core/set-admission.ts'
import type { Holdings } from '../../src/core/set-holdings.ts'
import { readSet } from '../../src/core/set-lines.ts'
import { head, type Draft } from '../../src/core/stamp.ts'
import { asText } from '../../src/core/told.ts'
import { formatCsv } from '../../src/encoding/csv.ts'
import { assembleEditions } from '../../src/storage/read/editions.ts'
import { assembleHeldBodies, heldEdition, heldSigning } from '../../src/storage/read/holdings.ts'
import { assembleSignings } from '../../src/storage/read/signings.ts'
import { stampAt } from '../core/given.ts'

/** Something that is asked of a register; what its law refuses does not happen. */
export type Ask = { what: (typeof asks)[number]; name: string; other: string; pick: number; next: number; day: string }

const asks = [
  'agreement',
  'edition',
  'extension',
  'body',
  'body',
  'body',
  'rename',
  'rename',
  'correct',
  'correct',
  'announce',
  'end',
  'twice',
  'reorganise',
  'historic',
  'historic',
  'online',
  'withdraw',
  'suspend',
  'reinstate',
  'void',
] as const

/** Names that trip over cells, lists, formulas, days and numbers, and that are often the same. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Vale', 'VALE', 'Vale Hall', 'Tŷ Gwyn', 'Hill') },
  fc.constantFrom('A; B', 'A\\', '\\; B', '=1+1', '-Vale', '@home', "'=x", '+44', '#1', '#2', '2014: Vale', '2014'),
  fc.constantFrom('successor: Vale', 'Vale, "Hall"', 'GB-NHS-05N', 'Vale\n Hall', 'not recorded', 'e\u0301', '"'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ''),
)
const day = fc.constantFrom('2009', '2013-04-01', '2014-06', '2014-06-14', '2020-03-31', '2021', '2025-12-31')

/** Something to begin with, to which the rest can happen. */
const first = (['agreement', 'edition', 'body', 'body', 'historic', 'historic', 'online'] as const).map(
  (what, n): Ask => ({ what, name: `Bridge ${n}`, other: `${n}`, pick: n % 2, next: n % 3 ? 0 : 2, day: '2014' }),
)

export const lives = fc
  .array(fc.record<Ask>({ what: fc.constantFrom(...asks), name, other: name, pick: fc.nat(9), next: fc.nat(9), day }), {
    maxLength: 40,
    size: 'max',
  })
  .map((asked) => [...first, ...asked])

/** A register in memory, which decides by the law and is read as its views are. */
export class SetRegister {
  readonly happened = new Set<Ask['what']>()
  readonly #demonstration: boolean
  readonly #log: Recorded[] = []
  #asked = 0

  constructor(demonstration: boolean) {
    this.#demonstration = demonstration
    const keys = { log: `localhost/log+01234567+${'A'.repeat(44)}`, seal: '0'.repeat(64), jose: 'A'.repeat(43) }
    const named = { name: 'Register', custodian: 'Keeper', prefix: 'EX' }
    this.#write([decideOpening({ origin: 'localhost/log', demonstration, keys, ...named }, this.#stamp())])
  }

  /** How many entries the files of a set add. */
  bring(files: ReadonlyMap<string, string>): number {
    const drafts = decideSet(readSet(files), this.holdings(), this.#stamp())
    this.#write(drafts)
    return drafts.length
  }

  holdings(): Holdings {
    const { rows, sources } = this.#read()
    return {
      demonstration: this.#demonstration,
      instruments: rows.instruments,
      editions: assembleEditions(rows).map((one) => heldEdition(one, sources)),
      bodies: assembleHeldBodies(rows, sources),
      signings: assembleSignings(rows).map((one) => heldSigning(one, sources)),
    }
  }

  ask(one: Ask): void {
    try {
      const drafts = this.#decide(one)
      this.#write(drafts)
      if (drafts.length > 0) this.happened.add(one.what)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  #stamp() {
    this.#asked += 1
    return stampAt('2026-03-04T10:15:00Z', `set ${this.#asked}`)
  }

  #read() {
    const sources = this.#log.flatMap(({ entry, disclosures }) =>
      disclosures
        .filter((one) => one.name === 'source')
        .map(({ value }) => [entry.type === 'body.ended' ? entry.body : entry.id, asText(value) ?? ''] as const),
    )
    return { rows: replay(this.#log), sources: new Map(sources) }
  }

  #write(drafts: readonly Draft[]): void {
    for (const { entry, disclosures } of drafts) this.#log.push({ position: this.#log.length, entry, disclosures })
  }

  #decide(one: Ask): readonly Draft[] {
    const { rows } = this.#read()
    const { name: named, other, pick, next, day: typed } = one
    const set = (file: string, row: Readonly<Record<string, string>>) => {
      const world = ['Vale', this.#demonstration ? 'invented' : 'real']
      const lines = new Map([
        ['set.csv', formatCsv([['title', 'organisations'], world])],
        [file, formatCsv([Object.keys(row), Object.values(row)])],
      ])
      return decideSet(readSet(lines), this.holdings(), this.#stamp())
    }
    const on = parseDay(typed)
    const kind = kinds[pick % kinds.length] ?? 'assembly'
    const body = rows.bodies[pick % rows.bodies.length]
    const second = rows.bodies[next % rows.bodies.length]
    const signing = rows.signings[pick % rows.signings.length]
    const number = ['GB-NHS-05N', 'GB-NHS-05X', 'GB-LAE-VAL', 'GB-CHC-1173575'][next % 4] ?? ''
    const ending = endings[next % endings.length] ?? 'merged'
    const relation = relations[pick % relations.length] ?? 'successor'
    const source = next % 2 ? `${other}\n by ${named}` : undefined
    const act = (words: BodyAct) => this.#act(words)
    const simple = () => head(this.#stamp(), [])
    switch (one.what) {
      case 'agreement':
        return set('instruments.csv', { name: named, area: other, binds: next % 2 ? 'vcs' : 'vcs public-sector' })
      case 'edition': {
        const [instrument] = rows.instruments.slice(pick % 3)
        const [replaces] = this.holdings().editions
        return set('editions.csv', {
          instrument: instrument?.name ?? '',
          label: other,
          in_force_from: typed,
          replaces: next % 2 && replaces ? replaces.name.replaceAll(/[;\\]/g, '\\$&') : '',
          term_ends: next % 3 ? '' : '2030-12-31',
          source: next % 2 ? named : '',
        })
      }
      case 'extension': {
        const edition = rows.editions[pick % rows.editions.length]
        const moved = { type: 'edition.extended', transitionEnds: parseFullDay('2027-03-27') } as const
        const { common, disclosures } = simple()
        return edition ? [{ entry: { ...common, ...moved, edition: edition.id }, disclosures }] : []
      }
      case 'body':
        return set('bodies.csv', {
          // Somebody who means another of this name says so.
          number: next % 2 ? String(rows.bodies.length + 1) : '',
          name: named,
          welsh_name: next % 3 ? '' : other,
          kind,
          identifiers: pick % 3 ? '' : number,
          started_on: next % 3 ? '' : typed,
          website: pick % 2 ? 'https://vale.example/' : '',
          area: next % 2 ? other : '',
        })
      case 'rename':
        if (!body) return []
        return act({
          act: 'rename-body',
          body: body.id,
          name: named.trim(),
          from: on,
          ...(next % 2 && { welsh: other.trim() }),
        })
      case 'correct':
        if (!body) return []
        return act({
          act: 'correct-body',
          body: body.id,
          on,
          area: other.trim(),
          ...(next % 2 ? { adds: [number] } : { ends: [number] }),
        })
      case 'announce':
        if (!body) return []
        return act({ act: 'announce-end', body: body.id, on: parseDay('2028-05'), reason: ending })
      case 'end': {
        if (!body || !second) return []
        const successors = next % 3 ? [{ body: second.id, relation }] : []
        return act({ act: 'end-body', body: body.id, on, reason: ending, successors, ...(source && { source }) })
      }
      case 'twice': {
        if (!body || !second) return []
        const successors = [{ body: second.id, relation: 'successor' as const }]
        return act({ act: 'end-body', body: body.id, on, reason: 'registered-twice', successors })
      }
      case 'reorganise': {
        const from = [body, second].flatMap((each) => (each ? [{ body: each.id, relation }] : []))
        const made = [{ name: named.trim(), kind, identifiers: pick % 2 ? [number] : [] }]
        const words: DeskActOf<'reorganise-bodies'> = { act: 'reorganise-bodies', on, made, from }
        const known = new Map(rows.bodies.map((each) => [each.id, each]))
        const asked = { ...words, ...(next % 2 && { ends: ending }), ...(source && { source }) }
        return decideReorganisation(
          asked,
          { from: known, namesake: this.#namesake([...(made[0]?.identifiers ?? [])]) },
          this.#stamp(),
        )
      }
      case 'historic': {
        const edition = this.holdings().editions[next % Math.max(1, rows.editions.length)]
        return set('signings.csv', {
          body: body?.name ?? '',
          edition: edition?.name ?? '',
          signed_on: next % 2 ? '' : typed,
          attested_on: next % 2 ? typed : '2025-12-31',
          signed_by: next % 3 ? 'not recorded' : other,
          source: named,
        })
      }
      case 'online': {
        const edition = rows.editions[next % rows.editions.length]
        const taken = rows.signings.some((each) => each.body === body?.id && each.edition === edition?.id)
        if (!body || !edition || taken) return []
        const { common, disclosures } = simple()
        const made = { type: 'signing.recorded', method: 'online', check: ['mailbox'], approvers: 1 } as const
        const signatures = [{ on: parseFullDay('2026-03-01'), mandate: 'office' as const }]
        const text = { language: 'en', text: '0'.repeat(64) }
        const entry = { ...common, ...made, check: [...made.check], body: body.id, edition: edition.id, ...text }
        return [{ entry: { ...entry, signatures }, disclosures }]
      }
      case 'withdraw':
      case 'suspend':
      case 'reinstate':
      case 'void': {
        const last = rows.signingActs.findLast((each) => each.signing === signing?.id)?.act
        const stands = last === undefined || last === 'reinstated'
        if (!signing || (one.what === 'reinstate' ? last !== 'suspended' : !stands)) return []
        const { common, disclosures } = simple()
        const full = parseFullDay('2026-03-02')
        const entries = {
          withdraw: { type: 'signing.withdrawn', signing: signing.id, on: full },
          suspend: {
            type: 'signing.suspended',
            signing: signing.id,
            from: full,
            reviewBy: full,
            dispute: signing.id,
            approvers: 2,
          },
          reinstate: { type: 'signing.reinstated', signing: signing.id, from: full, approvers: 2 },
          void: { type: 'signing.voided', signing: signing.id, reason: 'in-error', approvers: 2 },
        } as const
        return [{ entry: { ...common, ...entries[one.what] }, disclosures }]
      }
    }
  }

  #act(act: BodyAct): readonly Draft[] {
    const { rows } = this.#read()
    const body = rows.bodies.find(({ id }) => id === act.body)
    if (!body) return []
    const others = new Map(rows.bodies.filter(({ id }) => id !== act.body).map((each) => [each.id, each]))
    const identifiers = rows.identifiers.filter((each) => each.body === act.body)
    const adds = act.act === 'correct-body' ? (act.adds ?? []) : []
    const namesake = this.#namesake(adds, act.body)
    const names = rows.bodyNames.filter((each) => each.body === act.body)
    return decideBodyAct(act, { body, names, identifiers, others, namesake }, this.#stamp())
  }

  #namesake(numbers: readonly string[], own?: string): string | undefined {
    const { rows } = this.#read()
    const taken = rows.identifiers.find((each) => each.body !== own && numbers.includes(each.identifier))
    return rows.bodies.find(({ id }) => id === taken?.body)?.name
  }
}
