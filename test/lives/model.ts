import { fold } from '../../src/core/fold.ts'
import type { EditionState } from '../../src/core/edition-state.ts'
import type { StandingName } from '../../src/core/standing.ts'
import { sayDay, type Span } from './calendar.ts'
import { people, type Command, type Desk, type Way } from './commands.ts'
import { accordOf, labelOf, pact, promisesOfAll, type Language } from './texts.ts'

type Body = {
  names: string[]
  named?: Span
  website: number | undefined
  numbers: Map<number, 'live' | 'ended'>
  ended?: Span
}
type Edition = {
  instrument: string
  label: string
  /** In which wording it can be read now, by language. */
  texts: Map<Language, number>
  from: Span
  replaces: number | undefined
  transition: number | undefined
  term: number | undefined
}
type Pause = { suspended: boolean; on: number }
type Signing = {
  body: number
  edition: number
  /** The wording that was read when it was signed. */
  text: number | undefined
  hands: { on: Span; decided?: Span }[]
  ends: { as: 'withdrawn' | 'removed'; on: number }[]
  pauses: Pause[]
  voided: boolean
  erased: boolean
}

/** The days for which an answer may be another one after a command. */
export type Reach = Span
const nowhere: Reach = { first: 1, last: 0 }
const onwards = (first: number): Reach => ({ first, last: Infinity })

/** How many days lie between telling a body and suspending or removing its signing. */
export const noticeDays = 28

/**
 * The register as the domain handbook tells of it (§4, §5), in days that are numbers and with no word of the log: what it
 * accepts, and how every signing stands on every day.
 */
export class Model {
  today: number
  readonly bodies: Body[] = []
  readonly editions: Edition[] = []
  readonly signings: Signing[] = []

  constructor(today: number) {
    this.today = today
  }

  /** Does what is asked and tells what it may have changed; undefined where it is refused. */
  ask(command: Command): Reach | undefined {
    switch (command.do) {
      case 'wait':
        this.today += command.days
        return nowhere
      case 'register':
        return this.#register(command)
      case 'agree':
        return this.#agree(command)
      case 'sign':
        return this.#sign(command)
      case 'rename':
        return this.#rename(command)
      case 'correct':
        return this.#correct(command)
      case 'announce':
        return this.#announce(command)
      case 'end':
        return this.#end(command)
      case 'withdraw':
        return this.#withdraw(command)
      case 'reaffirm':
        return this.#reaffirm(command)
      case 'correct-signing':
        return this.#correctSigning(command)
      case 'suspend':
        return this.#suspend(command)
      case 'reinstate':
        return this.#reinstate(command)
      case 'remove':
        return this.#remove(command)
      case 'void':
        return this.#void(command)
      case 'extend':
        return this.#extend(command)
      case 'correct-text':
        return this.#correctText(command)
      case 'erase':
        return this.#erase(command)
    }
  }

  /** How a signing stands on a day, as known now. */
  standing(signing: Signing, day: number): StandingName {
    if (signing.voided) return 'entered-in-error'
    const effect = effectOf(signing)
    if (day < effect.first) return 'not-yet'
    if (day < effect.last) return 'not-known'
    const end = this.#endsOf(signing).find(({ on }) => on <= day)
    if (end) return end.as
    const pause = signing.pauses.toSorted((a, b) => a.on - b.on).findLast(({ on }) => on <= day)
    if (pause?.suspended) return 'suspended'
    const after = this.#successorsOf(signing.edition)
    const begun = after.filter(({ from }) => from.first <= day)
    const followed = this.signings.some((other) => {
      const edition = this.editions[other.edition]
      const counts = !other.voided && effectOf(other).last <= day
      return other.body === signing.body && edition !== undefined && begun.includes(edition) && counts
    })
    if (followed) return 'earlier-edition'
    const inForce = after.filter(({ from }) => from.last <= day)
    const own = this.editions[signing.edition]?.term
    const over = [own, ...inForce.map(({ transition }) => transition)].some((last) => last !== undefined && last < day)
    if (over) return 'lapsed'
    return inForce.length > 0 ? 'earlier-edition' : 'in-force'
  }

  /** What an edition is on a day, as known now. */
  state(edition: Edition, day: number): EditionState {
    if (day < edition.from.first) return 'agreed'
    if (edition.term !== undefined && edition.term < day) return 'over'
    const after = this.#successorsOf(this.editions.indexOf(edition)).filter(({ from }) => from.last <= day)
    if (after.length === 0) return 'in-force'
    return after.some(({ transition = day }) => transition < day) ? 'superseded' : 'in-transition'
  }

  #register({ number }: Extract<Command, { do: 'register' }>): Reach | undefined {
    if (number !== undefined && this.bodies.some(({ numbers }) => numbers.has(number))) return undefined
    this.#addBody(number)
    return nowhere
  }

  #addBody(number?: number): number {
    const numbers = new Map(number === undefined ? [] : [[number, 'live' as const]])
    return this.bodies.push({ names: [`Example Body ${this.bodies.length}`], website: undefined, numbers }) - 1
  }

  #agree(command: Extract<Command, { do: 'agree' }>): Reach | undefined {
    const { span: from } = sayDay(this.today, command.from)
    const agreed = command.agreed && sayDay(this.today, command.agreed).span
    const ahead = (days: number) => (days < 0 ? undefined : this.today + days)
    const [transition, term] = [ahead(command.transition), ahead(command.term)]
    const replaces = command.replaces === undefined ? undefined : around(command.replaces, this.editions.length)
    const instrument = command.accord === undefined ? pact : accordOf(command.accord)
    const label = labelOf(command.label, this.editions.length)
    const siblings = this.editions.filter((one) => one.instrument === instrument)
    if (command.texts === 'none' || command.texts === 'other-welsh') return undefined
    if (siblings.some((one) => command.accord !== undefined || one.label === label)) return undefined
    if (agreed && agreed.first > Math.min(this.today, from.last)) return undefined
    if ([transition, term].some((last) => last !== undefined && last <= from.first)) return undefined
    if (transition !== undefined && replaces === undefined) return undefined
    const texts = new Map<Language, number>(
      command.texts === 'english'
        ? [['en', 0]]
        : [
            ['en', 0],
            ['cy', 0],
          ],
    )
    this.editions.push({ instrument, label, texts, from, replaces, transition, term })
    return onwards(from.first)
  }

  #sign(command: Extract<Command, { do: 'sign' }>): Reach | undefined {
    const at = around(command.edition, this.editions.length)
    const edition = at === undefined ? undefined : this.editions[at]
    const known = command.body === 'new' ? undefined : around(command.body, this.bodies.length)
    const body = known === undefined ? undefined : this.bodies[known]
    if (at === undefined || !edition) return undefined
    if (edition.from.first > this.today || (edition.term ?? Infinity) < this.today) return undefined
    if (this.#successorsOf(at).some(({ from }) => from.last <= this.today)) return undefined
    const own = body ? this.signings.filter((one) => one.body === known) : []
    const standings = own.map((one) => ({ edition: one.edition, name: this.standing(one, this.today) }))
    const over: readonly StandingName[] = ['withdrawn', 'removed', 'ended', 'lapsed', 'entered-in-error']
    if (body?.ended) return undefined
    if (standings.some((one) => one.edition === at && !over.includes(one.name))) return undefined
    // No new signing while one is suspended.
    if (standings.some(({ name }) => name === 'suspended')) return undefined
    const names = body?.names ?? [`Example Body ${this.bodies.length}`]
    if (!command.by.some((by) => !worksFor(by, names))) return undefined
    const on = { first: this.today, last: this.today }
    const decided = command.decided === undefined ? undefined : sayDay(this.today, exactly(command.decided)).span
    const hand = { on, ...(decided && { decided }) }
    this.signings.push({
      body: known ?? this.#addBody(),
      edition: at,
      text: edition.texts.get('en'),
      hands: command.hands === 2 ? [hand, { on }] : [hand],
      ends: [],
      pauses: [],
      voided: false,
      erased: false,
    })
    return onwards(this.today)
  }

  #rename(command: Extract<Command, { do: 'rename' }>): Reach | undefined {
    const body = this.#body(command.body)
    const name = `Example Name ${command.name}`
    const from = sayDay(this.today, command.from).span
    if (!body || body.names.at(-1) === name || from.first > this.today) return undefined
    if (body.ended && from.first > body.ended.last) return undefined
    if (body.named && from.last < body.named.first) return undefined
    body.names.push(name)
    body.named = from
    return nowhere
  }

  #correct({ body: at, website, adds, ends }: Extract<Command, { do: 'correct' }>): Reach | undefined {
    const body = this.#body(at)
    if (!body) return undefined
    if ((website === undefined || website === body.website) && adds === undefined && ends === undefined)
      return undefined
    if (ends !== undefined && body.numbers.get(ends) !== 'live') return undefined
    if (adds !== undefined && body.numbers.get(adds) === 'live') return undefined
    const isOthers = (number: number) => this.bodies.some((one) => one !== body && one.numbers.has(number))
    if (adds !== undefined && isOthers(adds)) return undefined
    body.website = website ?? body.website
    if (ends !== undefined) body.numbers.set(ends, 'ended')
    if (adds !== undefined) body.numbers.set(adds, 'live')
    return nowhere
  }

  #announce(command: Extract<Command, { do: 'announce' }>): Reach | undefined {
    const body = this.#body(command.body)
    const on = sayDay(this.today, command.on).span
    return !body || body.ended || on.last <= this.today ? undefined : nowhere
  }

  #end(command: Extract<Command, { do: 'end' }>): Reach | undefined {
    const body = this.#body(command.body)
    const on = sayDay(this.today, command.on).span
    if (!body || body.ended || on.first > this.today) return undefined
    const after = command.successors.map((at) => this.#body(at))
    if (after.includes(body) || new Set(after).size < after.length) return undefined
    if (command.twice && (after.length !== 1 || after[0]?.ended)) return undefined
    // Nothing comes after a body that was gone before it.
    if (after.some((one) => one?.ended && one.ended.last < on.first)) return undefined
    body.ended = on
    return onwards(on.first)
  }

  #withdraw(command: Extract<Command, { do: 'withdraw' | 'reaffirm' }>): Reach | undefined {
    const signing = this.#wanted(command)
    const on = this.today + command.on
    if (!signing || on < effectOf(signing).first) return undefined
    signing.ends.push({ as: 'withdrawn', on })
    return onwards(on)
  }

  #reaffirm(command: Extract<Command, { do: 'withdraw' | 'reaffirm' }>): Reach | undefined {
    const signing = this.#wanted(command)
    if (!signing || command.on > 0 || this.today + command.on < effectOf(signing).first) return undefined
    return nowhere
  }

  #correctSigning(command: Extract<Command, { do: 'correct-signing' }>): Reach | undefined {
    const signing = this.#signing(command.signing)
    const hand = signing?.hands[command.hand - 1]
    if (!signing || !hand || signing.voided) return undefined
    if (!command.decided) return nowhere
    const decided = sayDay(this.today, command.decided).span
    if (decided.first > this.today) return undefined
    const before = effectOf(signing)
    hand.decided = decided
    const after = effectOf(signing)
    return { first: Math.min(before.first, after.first), last: Math.max(before.last, after.last) }
  }

  #suspend(command: Extract<Command, { do: 'suspend' }>): Reach | undefined {
    const signing = this.#condemned(command)
    const from = this.today + command.told + command.from
    if (!signing || command.from < noticeDays || from < effectOf(signing).first) return undefined
    const last = signing.pauses.at(-1)
    if (last?.suspended || (last && from < last.on)) return undefined
    if (command.review <= 0 || command.review > 366) return undefined
    signing.pauses.push({ suspended: true, on: from })
    return onwards(from)
  }

  #reinstate(command: Extract<Command, { do: 'reinstate' }>): Reach | undefined {
    const signing = this.#signing(command.signing)
    const last = signing?.pauses.at(-1)
    const from = this.today + command.from
    if (!signing || signing.voided || !last?.suspended || from < last.on) return undefined
    if (this.#endsOf(signing).some(({ on }) => on <= this.today)) return undefined
    if (!this.#takeTwo(command.by, this.#namesOf(signing))) return undefined
    signing.pauses.push({ suspended: false, on: from })
    return onwards(from)
  }

  #remove(command: Extract<Command, { do: 'remove' }>): Reach | undefined {
    const signing = this.#condemned(command)
    const on = this.today + command.told + command.on
    if (!signing || command.on < noticeDays || on < effectOf(signing).first) return undefined
    signing.ends.push({ as: 'removed', on })
    return onwards(on)
  }

  #void(command: Extract<Command, { do: 'void' }>): Reach | undefined {
    const signing = this.#signing(command.signing)
    if (!signing || signing.voided || !this.#takeTwo(command.by, this.#namesOf(signing))) return undefined
    signing.voided = true
    return { first: -Infinity, last: Infinity }
  }

  #extend(command: Extract<Command, { do: 'extend' }>): Reach | undefined {
    const at = around(command.edition, this.editions.length)
    const edition = at === undefined ? undefined : this.editions[at]
    if (!edition) return undefined
    const moves = (['transition', 'term'] as const).flatMap((which) => {
      const by = command[which]
      return by === undefined ? [] : [{ which, was: edition[which], to: (edition[which] ?? this.today) + by }]
    })
    const first = Math.min(...moves.map(({ was }) => was ?? -Infinity)) + 1
    if (moves.length === 0 || first <= this.today || moves.some(({ was = 0, to }) => to <= was)) return undefined
    for (const { which, to } of moves) edition[which] = to
    return onwards(first)
  }

  #correctText({ edition: at, language, wording, promises, by }: Extract<Command, { do: 'correct-text' }>) {
    const place = around(at, this.editions.length)
    const texts = place === undefined ? undefined : this.editions[place]?.texts
    const same = promises === promisesOfAll && texts?.get(language) !== wording
    if (!texts?.has(language) || !same || !this.#takeTwo(by, [])) return undefined
    texts.set(language, wording)
    return nowhere
  }

  #erase(command: Extract<Command, { do: 'erase' }>): Reach | undefined {
    const signing = this.#signing(command.signing)
    if (!signing || signing.erased) return undefined
    signing.erased = true
    return nowhere
  }

  /** A signing of which the desk knows what its body wants: by itself, or from a signatory it believes. */
  #wanted({ signing: at, way, by }: Extract<Command, { way: Way }>): Signing | undefined {
    const signing = this.#goingOn(at)
    if (!signing || way === 'desk') return signing
    return way === 'confirmed' && by.some((one) => !worksFor(one, this.#namesOf(signing))) ? signing : undefined
  }

  /** A signing of which a panel decided, told the body, and two agree. */
  #condemned(command: { signing: number; decided: number; told: number; by: Desk }): Signing | undefined {
    const signing = this.#goingOn(command.signing)
    if (command.decided > 0 || command.told > 0 || command.told < command.decided) return undefined
    return signing && this.#takeTwo(command.by, this.#namesOf(signing)) ? signing : undefined
  }

  /** Two people of the desk who work for different bodies, one of them not for the body concerned. */
  #takeTwo(by: Desk, names: readonly string[]): boolean {
    const houses = new Set(by.map((one) => fold(people[one] ?? one)))
    return houses.size === 2 && by.some((one) => !worksFor(one, names))
  }

  /** A signing that is neither over nor about to be. */
  #goingOn(at: number): Signing | undefined {
    const signing = this.#signing(at)
    if (!signing || signing.voided || signing.ends.length > 0) return undefined
    return this.#endsOf(signing).some(({ on }) => on <= this.today) ? undefined : signing
  }

  /** What ends a signing, by the first day on which it is over; the first to come is the one that counts. */
  #endsOf({ body, ends }: Signing): readonly { as: 'withdrawn' | 'removed' | 'ended'; on: number }[] {
    const ended = this.bodies[body]?.ended
    // The last day of a body is still a day of it.
    const last = ended ? [{ as: 'ended' as const, on: ended.last + 1 }] : []
    return [...ends, ...last].toSorted((a, b) => a.on - b.on)
  }

  #successorsOf(edition: number): readonly Edition[] {
    return this.editions.filter((one) => {
      let at = one.replaces
      while (at !== undefined && at !== edition) at = this.editions[at]?.replaces
      return at === edition
    })
  }

  #namesOf({ body }: Signing): readonly string[] {
    return this.bodies[body]?.names ?? []
  }

  #body(at: number): Body | undefined {
    const place = around(at, this.bodies.length)
    return place === undefined ? undefined : this.bodies[place]
  }

  #signing(at: number): Signing | undefined {
    const place = around(at, this.signings.length)
    return place === undefined ? undefined : this.signings[place]
  }
}

/** The place that a number names among so many things. */
function around(n: number, count: number): number | undefined {
  return count === 0 ? undefined : n % count
}

const exactly = (days: number) => ({ in: days, precision: 'day' as const })

/** From when a signing counts: the later of its signatures and decisions. */
function effectOf({ hands }: Signing): Span {
  const days = hands.flatMap(({ on, decided }) => [on, ...(decided ? [decided] : [])])
  return { first: Math.max(...days.map(({ first }) => first)), last: Math.max(...days.map(({ last }) => last)) }
}

function worksFor(by: Desk[number], names: readonly string[]): boolean {
  const employer = people[by]
  return employer !== null && names.some((name) => fold(name) === fold(employer))
}
