import { Campaigner } from './campaigner.ts'
import type { Organisation, Person } from './cast.ts'
import { Visitor, type Door, type Signer } from './visitor.ts'

/** Where the story is played: a door to knock at, a clock that only goes forward, and somebody to tell how far it is. */
export type Stage = {
  door: Door
  address: string
  now: () => number
  /** Moves the clock to a moment, in milliseconds since 1970, unless that has gone by. */
  moveTo: (moment: number) => void
  /** Waits until everything has been done that was left to go on after an answer. */
  settle: () => Promise<void>
  tell: (words: string) => void
  /** The last mail to somebody comes back. */
  returned: (address: string) => Promise<void>
}

/** How far a sign-up gets. */
export type Extent =
  | 'draft'
  | 'sent'
  | 'at-board'
  | 'half-signed'
  | 'awaiting-board'
  | 'awaiting-check'
  | 'returned'
  | 'declined'
  | 'turned-down'
  | 'accepted'

const minute = 60_000
const hour = 60 * minute

const coordinators = {
  first: 'coordinator@example.org',
  second: 'approver@example.org',
}

/** An act that is told of by the day on which it is decided: `at(3)` is three days later. */
type Decision = (at: (days: number) => string) => Promise<object>

/** Plays one sign-up after the other, everybody's part in it, in the time that people take. */
export class Player {
  readonly #stage: Stage
  readonly #visitor: Visitor
  readonly campaigner: Campaigner
  readonly #registered = new Set<string>()
  /** References by body and edition. */
  readonly #references = new Map<string, string>()
  #played = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.#visitor = new Visitor(stage.door, stage.address)
    this.campaigner = new Campaigner(stage, this.#visitor)
  }

  async signUp(who: Organisation, editions: readonly string[], until: Extent = 'accepted'): Promise<void> {
    const reached = await this.#play(who, editions, until)
    this.#played += 1
    this.#stage.tell(`${String(this.#played).padStart(2)}  ${dayOf(this.#stage.now())}  ${who.name}: ${reached}`)
  }

  /** The coordinator puts organisations on the register that have not signed. */
  async register(some: readonly Organisation[]): Promise<void> {
    this.#pass(hour)
    const session = await this.#visitor.enterDesk(coordinators.first)
    for (const who of some) {
      await this.#visitor.register(session, who)
      this.#registered.add(who.name)
      this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${who.name}: on the register, has not signed`)
    }
    await this.#stage.settle()
  }

  /** A sheet that was signed by hand: one types it in, the other holds it against its scan. */
  async signOnPaper(who: Organisation, editions: readonly string[]): Promise<void> {
    await this.register([who])
    this.#pass(hour)
    const sheet = { slug: await this.#visitor.slugOf(who.name), editions, people: who.people }
    const on = dayOf(this.#stage.now() - 4 * 24 * hour)
    const id = await this.#visitor.transcribe(await this.#visitor.enterDesk(coordinators.first), sheet, on)
    this.#pass(3 * hour)
    const references = await this.#visitor.accept(await this.#visitor.enterDesk(coordinators.second), id, [
      'paper-seen',
    ])
    this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${who.name}, on paper: ${references.join(', ')}`)
    await this.#stage.settle()
  }

  /** What was signed before there was a register. */
  async importSet(words: string, files: () => Promise<Readonly<Record<string, string>>>): Promise<void> {
    await this.#visitor.importSet(await this.#visitor.enterDesk(coordinators.first), await files())
    this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${words}`)
    await this.#stage.settle()
  }

  /** An edition that nobody has agreed to. */
  async draftEdition(words: string, draft: () => Promise<object>): Promise<void> {
    await this.#visitor.draftEdition(await this.#visitor.enterDesk(coordinators.first), await draft())
    this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${words}`)
  }

  /** A signing by whose and of what, as acts name it. */
  async signing(name: string, edition: string): Promise<{ signing: string }> {
    return { signing: (await this.#idsOf(`${name} ${edition}`)).id }
  }

  /** An organisation that has signed, as acts name it. */
  async body(name: string): Promise<{ body: string }> {
    const key = [...this.#references.keys()].find((one) => one.startsWith(`${name} example-`)) ?? name
    return { body: (await this.#idsOf(key)).body }
  }

  /** What people call an edition. */
  async nameOf(edition: string): Promise<string> {
    return this.#visitor.nameOf(edition)
  }

  /** An edition that an organisation has signed, as acts name it. */
  async edition(name: string, edition: string): Promise<{ edition: string }> {
    return { edition: (await this.#idsOf(`${name} ${edition}`)).edition }
  }

  /** What takes two. */
  async agree(words: string, act: Decision): Promise<void> {
    const proposal = await this.decide(words, act)
    if (proposal === null) throw new Error(`${words}: nobody had to agree`)
    this.#pass(3 * hour)
    await this.#visitor.agree(await this.#visitor.enterDesk(coordinators.second), proposal)
    await this.#stage.settle()
  }

  /** What one coordinator decides; gives the proposal, where a second one has to agree. */
  async decide(words: string, act: Decision): Promise<string | null> {
    this.#pass(hour)
    const session = await this.#visitor.enterDesk(coordinators.first)
    const at = (days: number) => dayOf(this.#stage.now() + days * 24 * hour)
    const proposal = await this.#visitor.decide(session, await act(at))
    await this.#stage.settle()
    this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${words}`)
    return proposal
  }

  /** A reader reports a mistake. */
  async report(page: string, words: string): Promise<void> {
    await this.#visitor.report(page, words)
    this.#stage.tell(`    ${dayOf(this.#stage.now())}  ${page}: a mistake is reported`)
  }

  async #idsOf(key: string) {
    const reference = this.#references.get(key)
    if (!reference) throw new Error(`nobody has signed: ${key}`)
    return this.#visitor.idsOf(reference)
  }

  async #play(who: Organisation, editions: readonly string[], until: Extent): Promise<string> {
    const visitor = this.#visitor
    const known = this.#registered.has(who.name)
    const body = known ? { registered: await visitor.slugOf(who.name) } : who
    const people = who.people.map((person) => this.#decided(person))
    const collective = people.some(({ mandate }) => mandate === 'on-behalf-of-members')
    const members = { list: 'https://example.org/members', on: dayOf(this.#stage.now() - 30 * 24 * hour) }
    const wish = { body, editions, people, ...(collective && { members }) }
    const begun = await visitor.prepare(`Officer of ${who.name}`, wish)
    if (until === 'draft') return until
    this.#pass(20 * minute)
    await visitor.send(begun)
    if (until === 'sent') return until
    if (until === 'at-board') {
      await visitor.sayBoardDay(begun, dayOf(this.#stage.now() + 21 * 24 * hour))
      return until
    }
    if (until === 'declined') {
      this.#pass(2 * hour)
      await visitor.decline(begun, 'Our members want to wait a year.')
      return until
    }
    for (const [n, person] of who.people.entries()) {
      this.#pass(n === 0 ? 3 * hour : 20 * hour)
      await visitor.sign(person)
      if (until === 'half-signed') return until
    }
    if (until === 'awaiting-board' || until === 'awaiting-check') return until
    this.#pass(5 * hour)
    if (until === 'returned') return this.#return(begun.id)
    if (until === 'turned-down') {
      const ground = 'This is a business: only public bodies and voluntary organisations sign.'
      await visitor.turnDown(await visitor.enterDesk(coordinators.first), begun.id, ground)
      return until
    }
    const references = await this.#accept(begun.id, who)
    this.#registered.add(who.name)
    for (const [n, reference] of references.entries()) this.#references.set(`${who.name} ${editions[n]}`, reference)
    // What follows an answer is done at the time of that answer, so that a certificate says when it was made.
    await this.#stage.settle()
    return references.join(', ')
  }

  /** What is not by office was decided some days before. */
  #decided({ cites, ...person }: Person): Signer {
    if (person.mandate === 'office' || person.undecided) return person
    const decidedOn = dayOf(this.#stage.now() - 12 * 24 * hour)
    return { ...person, decidedOn, ...(cites && { minute: `Minute ${this.#played + 1} of ${decidedOn.slice(0, 4)}` }) }
  }

  async #accept(id: string, who: Organisation): Promise<readonly string[]> {
    const [first] = who.people
    const checks = ['phone-back', ...(first?.cites ? ['minute-seen'] : []), ...(first?.hosted ? ['host-domain'] : [])]
    const references = await this.#visitor.accept(await this.#visitor.enterDesk(coordinators.first), id, checks)
    if (references.length > 0) return references
    // It is the coordinator's own employer: somebody who works elsewhere looks as well.
    this.#pass(2 * hour)
    return this.#visitor.accept(await this.#visitor.enterDesk(coordinators.second), id, checks)
  }

  async #return(id: string): Promise<string> {
    const reason = 'Please ask somebody who is a director to sign: the name is not on the list of directors.'
    await this.#visitor.sendBack(await this.#visitor.enterDesk(coordinators.first), id, reason)
    return 'returned'
  }

  #pass(time: number): void {
    this.#stage.moveTo(this.#stage.now() + time)
  }
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
