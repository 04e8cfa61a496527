import { decideAcceptance, registerBody, assureNewcomer } from '../../src/core/acceptance.ts'
import { parseInstant, type Instant } from '../../src/core/day.ts'
import { decideAskedChange } from '../../src/core/decide-asked-change.ts'
import { decideBodyAct } from '../../src/core/decide-body-act.ts'
import { decideSigningAct, type ActedSigning } from '../../src/core/decide-signing-act.ts'
import type { BodyAct, SigningAct } from '../../src/core/desk-act.ts'
import { decideErasure, withRepeats } from '../../src/core/erasure.ts'
import { decideInstrument } from '../../src/core/opening.ts'
import { projectAll } from '../../src/core/projection.ts'
import type { Recorded } from '../../src/core/recorded.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { beginReplay } from '../../src/core/replay.ts'
import { isSignable } from '../../src/core/signable.ts'
import type { Draft, Stamp } from '../../src/core/stamp.ts'
import { factsOfEditions, factsOfSignings } from '../../src/core/standing-facts.ts'
import { makeUuid, type Uuid } from '../../src/core/uuid.ts'
import { signatureOf, signUpOf, signatoryOf } from '../core/given.ts'
import { seededChance } from '../support/chance.ts'
import { Shelf } from '../support/shelf.ts'
import { noticeDays } from './model.ts'
import { fullDayOf, sayDay } from './calendar.ts'
import { people, type Command, type Desk, type Way } from './commands.ts'
import { EditionDesk } from './edition-desk.ts'
import { pact } from './texts.ts'

type SigningCommand = Exclude<Extract<Command, { signing: number }>, { do: 'erase' }>

/** The register in memory: the law, the log and the views, and nothing else of it. */
export class Register {
  today: number
  readonly log: Recorded[] = []
  /** The views as they are written, act by act. */
  readonly shelf = new Shelf()
  readonly #replay = beginReplay()
  readonly #editions = new EditionDesk()
  readonly #erased = new Set<string>()
  readonly #chance = seededChance('lives')

  constructor(today: number) {
    this.today = today
    this.#append([decideInstrument({ name: pact, area: 'Example Vale', binds: ['vcs'] }, this.#stamp())])
  }

  get rows() {
    return this.#replay.rows
  }

  /** Whether the law accepts what is asked; what it accepts is done. */
  ask(command: Command): boolean {
    try {
      const drafts = this.#decide(command)
      if (!drafts) return false
      this.#append(drafts)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  #append(drafts: readonly Draft[]): void {
    const recorded = drafts.map(({ entry, disclosures }, n) => ({ position: this.log.length + n, entry, disclosures }))
    this.shelf.apply(projectAll(recorded, this.shelf.surroundings()))
    for (const one of recorded) this.#replay.add(one)
    this.log.push(...recorded)
  }

  #now() {
    return { rows: this.rows, today: this.today, stamp: this.#stamp() }
  }

  #stamp(): Stamp {
    const at: Instant = parseInstant(`${fullDayOf(this.today)}T10:15:00Z`)
    const length = this.log.length
    return { at, id: () => makeUuid(Date.parse(at) + length, this.#chance(10)), salt: () => this.#chance(16) }
  }

  #decide(command: Command): readonly Draft[] | undefined {
    switch (command.do) {
      case 'wait':
        this.today += command.days
        return []
      case 'register':
        return this.#register(command)
      case 'agree':
        return this.#editions.agree(command, this.#now())
      case 'sign':
        return this.#sign(command)
      case 'rename':
      case 'correct':
      case 'announce':
      case 'end':
        return this.#ofBody(command)
      case 'extend':
        return this.#editions.extend(command, this.#now())
      case 'correct-text':
        return this.#editions.correct(command, this.#now(), approversOf(command.by))
      case 'erase':
        return this.#erase(command)
      case 'withdraw':
      case 'reaffirm':
      case 'correct-signing':
      case 'suspend':
      case 'reinstate':
      case 'remove':
      case 'void':
        return this.#ofSigning(command)
    }
  }

  #register({ number }: Extract<Command, { do: 'register' }>): readonly Draft[] {
    const identifiers = number === undefined ? [] : [numberOf(number)]
    assureNewcomer(this.#holderOf(identifiers))
    return [registerBody({ ...this.#newcomer(), identifiers }, this.#stamp())]
  }

  #newcomer() {
    const name = `Example Body ${this.rows.bodies.length}`
    return { name, sector: 'vcs', kind: 'community-group', identifiers: [] } as const
  }

  #holderOf(numbers: readonly string[], but?: Uuid): string | undefined {
    const held = this.rows.identifiers.find((one) => one.body !== but && numbers.includes(one.identifier))
    return this.rows.bodies.find(({ id }) => id === held?.body)?.name
  }

  #sign({ body, edition, hands, decided, by }: Extract<Command, { do: 'sign' }>): readonly Draft[] | undefined {
    const chosen = this.rows.editions[edition % this.rows.editions.length]
    const known = body === 'new' ? undefined : this.rows.bodies[body % this.rows.bodies.length]
    if (!chosen) return undefined
    const editions = factsOfEditions(this.rows)
    const facts = editions.get(chosen.id)
    const texts = this.rows.editionTexts.filter((one) => one.edition === chosen.id)
    const text = texts.find(({ language }) => language === 'en')?.sha256 ?? ''
    const on = fullDayOf(this.today)
    const decidedOn = decided === undefined ? undefined : fullDayOf(this.today + decided)
    const signUp = signUpOf({
      draft: {
        body: known ? { registered: known.id } : { ...this.#newcomer(), identifiers: [] },
        editions: [{ edition: chosen.id, language: 'en' }],
        signatories: [
          signatoryOf(decidedOn ? { mandate: 'resolution', decidedOn } : {}),
          signatoryOf({ address: 'second@vale.example' }),
        ].slice(0, hands),
      },
      signatures: [1, 2].slice(0, hands).map((signatory) => {
        return signatureOf({ signatory, edition: chosen.id, text, at: parseInstant(`${on}T09:00:00Z`) })
      }),
    })
    const setting = {
      editions,
      bodyEndedOn: known?.endedOn ?? null,
      signings: this.#signingsOf(known?.id),
      signable: () => facts !== undefined && isSignable({ ...facts, id: chosen.id, texts }, editions, on),
      namesake: undefined,
      website: null,
      names: known ? this.#namesOf(known.id) : [this.#newcomer().name],
    }
    const approvals = checkedBy(by)
    return decideAcceptance(signUp, approvals, setting, this.#stamp())
  }

  #ofBody(command: Extract<Command, { do: 'rename' | 'correct' | 'announce' | 'end' }>): readonly Draft[] | undefined {
    const body = this.rows.bodies[command.body % this.rows.bodies.length]
    if (!body) return undefined
    const act = this.#bodyAct(command, body.id)
    const adds = act.act === 'correct-body' ? (act.adds ?? []) : []
    const identifiers = this.rows.identifiers.filter((one) => one.body === body.id)
    const others = new Map(this.rows.bodies.map((one) => [one.id, one]))
    const names = this.rows.bodyNames.filter((one) => one.body === body.id)
    const acted = { body, names, identifiers, others, namesake: this.#holderOf(adds, body.id) }
    return decideBodyAct(act, acted, this.#stamp())
  }

  #bodyAct(command: Extract<Command, { do: 'rename' | 'correct' | 'announce' | 'end' }>, body: Uuid): BodyAct {
    switch (command.do) {
      case 'rename':
        return { act: 'rename-body', body, name: `Example Name ${command.name}`, from: this.#say(command.from) }
      case 'correct': {
        const { website, adds, ends } = command
        return {
          act: 'correct-body',
          body,
          on: fullDayOf(this.today),
          ...(website !== undefined && { website: `https://example.org/${website}` }),
          ...(adds !== undefined && { adds: [numberOf(adds)] }),
          ...(ends !== undefined && { ends: [numberOf(ends)] }),
        }
      }
      case 'announce':
        return { act: 'announce-end', body, on: this.#say(command.on), reason: 'abolished' }
      case 'end': {
        const successors = command.successors.flatMap((at) => {
          const after = this.rows.bodies[at % this.rows.bodies.length]
          return after ? [{ body: after.id, relation: 'successor' as const }] : []
        })
        const reason = command.twice ? 'registered-twice' : 'merged'
        return { act: 'end-body', body, on: this.#say(command.on), reason, successors }
      }
    }
  }

  #ofSigning(command: SigningCommand): readonly Draft[] | undefined {
    const signing = this.rows.signings[command.signing % this.rows.signings.length]
    const facts = signing && factsOfSignings(this.rows).get(signing.id)
    if (!signing || !facts) return undefined
    const acted = {
      id: signing.id,
      body: signing.body,
      edition: signing.edition,
      facts,
      setting: {
        editions: factsOfEditions(this.rows),
        bodyEndedOn: this.rows.bodies.find(({ id }) => id === signing.body)?.endedOn ?? null,
        signings: this.#signingsOf(signing.body),
      },
      names: this.#namesOf(signing.body),
      noticeDays,
    }
    const act = this.#signingAct(command, signing.id)
    if ('way' in command && command.way !== 'desk') return this.#asked(command, acted)
    return decideSigningAct(act, acted, approversOf(command.by), this.#stamp())
  }

  /** The same, asked for by somebody in the name of the body, confirmed by its signatory or not. */
  #asked({ way, by, ...command }: Extract<Command, { way: Way }>, acted: ActedSigning): readonly Draft[] {
    const change = {
      purpose: command.do,
      signing: acted.id,
      on: fullDayOf(this.today + command.on),
    }
    const signUp = signUpOf({
      draft: {
        body: { registered: acted.body },
        editions: [{ edition: acted.edition, language: 'en' }],
        signatories: [signatoryOf()],
        change,
      },
      signatures: way === 'confirmed' ? [signatureOf({ edition: acted.edition })] : [],
    })
    return decideAskedChange({ signUp, change }, checkedBy(by), acted, this.#stamp())
  }

  #signingAct(command: SigningCommand, signing: Uuid): SigningAct {
    const day = (days: number) => fullDayOf(this.today + days)
    const evidence = 'The clerk rang.'
    switch (command.do) {
      case 'withdraw':
        return { act: 'withdraw-signing', signing, on: day(command.on), evidence }
      case 'reaffirm':
        return { act: 'reaffirm-signing', signing, on: day(command.on), role: 'Clerk', evidence }
      case 'correct-signing': {
        const corrected = command.decided ? { decidedOn: this.#say(command.decided) } : { minute: '12/3' }
        return { act: 'correct-signing', signing, signature: command.hand, reason: 'Mis-keyed', ...corrected }
      }
      case 'suspend': {
        const { told, from, review } = command
        const days = { from: day(told + from), reviewBy: day(told + from + review) }
        return { act: 'suspend-signing', signing, ...this.#panel(command), ...days }
      }
      case 'remove':
        return { act: 'remove-signing', signing, ...this.#panel(command), on: day(command.told + command.on) }
      case 'reinstate':
        return { act: 'reinstate-signing', signing, from: day(command.from), reason: 'It has answered.' }
      case 'void':
        return { act: 'void-signing', signing, reason: 'forged', evidence }
    }
  }

  #panel({ decided, told }: { decided: number; told: number }) {
    const [decidedOn, noticeOn] = [fullDayOf(this.today + decided), fullDayOf(this.today + told)]
    return { decidedOn, noticeOn, reason: 'No reply.' }
  }

  #erase({ signing: at }: Extract<Command, { do: 'erase' }>): readonly Draft[] | undefined {
    const signing = this.rows.signings[at % this.rows.signings.length]
    const recorded = signing && this.log[signing.position]
    if (!recorded) return undefined
    const all = recorded.disclosures.map((one) => ({ ...one, entry: recorded.position }))
    const held = all.filter(({ digest }) => !this.#erased.has(digest))
    const names = all.filter(({ name }) => name === 'signatory.1.name').map(({ digest }) => digest)
    const going = withRepeats(held, names)
    for (const { digest } of going) this.#erased.add(digest)
    return decideErasure(going, 'objection', this.#stamp())
  }

  #signingsOf(body: Uuid | undefined) {
    const facts = factsOfSignings(this.rows)
    return this.rows.signings.filter((one) => one.body === body).flatMap(({ id }) => facts.get(id) ?? [])
  }

  #namesOf(body: Uuid): readonly string[] {
    return this.rows.bodyNames.filter((one) => one.body === body).map(({ name }) => name)
  }

  #say(day: Parameters<typeof sayDay>[1]) {
    return sayDay(this.today, day).text
  }
}

function approversOf(by: Desk) {
  // Who a person is does not depend on their name; here it does.
  return by.map((name) => ({ id: makeUuid(name.charCodeAt(0), new Uint8Array(10)), name, employer: people[name] }))
}

function checkedBy(desk: Desk) {
  return approversOf(desk).map((by) => ({ levels: ['phone-back' as const], by }))
}

function numberOf(n: number): string {
  return `GB-CHC-100000${n}`
}
