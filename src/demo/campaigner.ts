import { boxesOf, PageVisitor } from './page-visitor.ts'
import type { Organisation } from './cast.ts'
import type { Stage } from './player.ts'
import { mailboxOf, type Visitor } from './visitor.ts'

const coordinator = 'coordinator@example.org'
const day = 86_400_000

/** Forms that begin something carry the name of the press. */
const keys = {
  campaign: '019cb857-fca0-7c79-82ee-35c7f74b6a01',
  event: '019cb857-fca0-7c79-82ee-35c7f74b6a02',
  prospect: '019cb857-fca0-7c79-82ee-35c7f74b6a03',
} as const

/** A renewal campaign, as its coordinator and those whom it invites play it. */
export class Campaigner {
  readonly #stage: Stage
  readonly #visitor: Visitor
  readonly #pages: PageVisitor
  #seated: { session: string; until: number } | undefined

  constructor(stage: Stage, visitor: Visitor) {
    this.#stage = stage
    this.#visitor = visitor
    this.#pages = new PageVisitor(stage.door, stage.address)
  }

  /** Everybody who has signed one edition is to sign the next. */
  async begin(name: string, from: string, to: string): Promise<void> {
    const dates = {
      ...boxesOf('opens', this.#on(0)),
      ...boxesOf('reach', this.#on(80)),
      ...boxesOf('closes', this.#on(110)),
    }
    const editions = {
      from: await this.#choice('/desk/campaigns', await this.#visitor.nameOf(from)),
      to: await this.#choice('/desk/campaigns', await this.#visitor.nameOf(to)),
    }
    await this.#atDesk('/desk/campaigns', { campaign: name, ...editions, target: '', key: keys.campaign, ...dates })
    this.#tell(name)
  }

  /** The coordinator has looked whether an organisation still exists, and whom to write to. */
  async check(who: Organisation): Promise<void> {
    const [person] = who.people
    if (!person) throw new Error(`nobody speaks for ${who.name}`)
    const { name, role } = person
    const contact = { name, role, email: mailboxOf({ name }), phone: '', language: 'en' }
    await this.#atDesk(`${await this.#placeOf(who)}/check`, { found: 'exists', ...contact })
  }

  async leaveOut(who: Organisation): Promise<void> {
    await this.#atDesk(`${await this.#placeOf(who)}/check`, { found: 'by-hand' })
  }

  async sendWave(number: number): Promise<void> {
    await this.#atDesk(`/desk/campaigns/${keys.campaign}/waves/${number}/sending`, {})
    await this.#stage.settle()
    this.#tell(`Wave ${number} of the campaign is sent`)
  }

  /** The last mail to somebody comes back. */
  async bounce(who: Organisation): Promise<void> {
    await this.#stage.returned(addressOf(who))
  }

  async call(who: Organisation, words: string): Promise<void> {
    await this.#atDesk(`${await this.#placeOf(who)}/notes`, {
      noted: 'call',
      words,
      key: keys.campaign.replace(/01$/, '04'),
    })
    this.#tell(`${who.name}: a call`)
  }

  async decline(who: Organisation, reason: string): Promise<void> {
    await this.#answer(who, '/decline', { reason })
  }

  async sayBoardDay(who: Organisation, days: number): Promise<void> {
    await this.#answer(who, '/board-day', boxesOf('board', this.#on(days)))
  }

  /** Presses the button behind the link; gives the sign-up that it began. */
  async start(who: Organisation): Promise<{ id: string; session: string }> {
    const { place, session } = await this.#answer(who, '', {})
    const [, id = ''] = /^\/sign\/([\w-]{36})/.exec(place) ?? []
    return { id, session }
  }

  /** Begins, says who signs, and so many of them sign. */
  async sign(who: Organisation, signatures: number): Promise<void> {
    const begun = await this.start(who)
    this.#pass(20)
    await this.#visitor.goOn(begun, who.people)
    for (const person of who.people.slice(0, signatures)) {
      this.#pass(60)
      await this.#visitor.sign(person)
    }
    await this.#stage.settle()
  }

  async court(name: string, step: string, days: number): Promise<void> {
    const owner = await this.#choice('/desk/prospects', 'Robin Example')
    const wish = {
      prospect: name,
      kind: 'faith-group',
      owner,
      step,
      key: keys.prospect,
      ...boxesOf('by', this.#on(days)),
    }
    await this.#atDesk('/desk/prospects', wish)
    this.#tell(`${name}: somebody courts them`)
  }

  /** A meeting at which some sign that have not begun. */
  async planEvent(name: string, edition: string, comers: readonly Organisation[]): Promise<void> {
    const text = await this.#choice('/desk/events', await this.#visitor.nameOf(edition))
    const wish = { name, edition: text, key: keys.event, ...boxesOf('on', this.#on(9)) }
    await this.#atDesk('/desk/events', wish)
    for (const who of comers) await this.#atDesk(`/desk/events/${keys.event}/bodies`, { body: who.name })
    this.#tell(`${name} is planned`)
  }

  async #answer(who: Organisation, path: string, answers: Readonly<Record<string, string>>) {
    const token = await this.#visitor.mailed(addressOf(who), /\/sign\/invitations\/([\w-]+)/)
    const answered = await this.#pages.press(`/sign/invitations/${token}${path}`, answers)
    this.#tell(`${who.name}: answers the invitation`)
    return answered
  }

  async #atDesk(path: string, answers: Readonly<Record<string, string>>): Promise<void> {
    await this.#pages.press(path, answers, { desk: await this.#desk() })
  }

  /** The address of an organisation's page in the campaign. */
  async #placeOf({ name, kind }: Organisation): Promise<string> {
    const desk = await this.#desk()
    const page = await this.#pages.open(`/desk/campaigns/${keys.campaign}/bodies?kind=${kind}`, { desk })
    const links = page.matchAll(/href="(\/desk\/campaigns\/[\w-]+\/bodies\/[\w-]+)">\s*([^<]*?)\s*</g)
    const found = Array.from(links).find(([, , words]) => words === name)?.[1]
    if (!found) throw new Error(`${name} is not in the campaign`)
    return found
  }

  /** What a list on a page of the desk calls something. */
  async #choice(path: string, words: string): Promise<string> {
    const page = await this.#pages.open(path, { desk: await this.#desk() })
    const offered = page.matchAll(/<(?:option|input)\b[^>]*value="([\w.-]+)"[^>]*>(?:<label[^>]*>)?\s*([^<]*?)\s*</g)
    const found = Array.from(offered).find(([, , named]) => named === words)?.[1]
    if (!found) throw new Error(`${path} offers no ${words}`)
    return found
  }

  /** One sitting at the desk: whoever asks for a second code at once cannot tell the two apart. */
  async #desk(): Promise<string> {
    if (this.#seated && this.#stage.now() < this.#seated.until) return this.#seated.session
    this.#pass(1)
    const session = await this.#visitor.enterDesk(coordinator)
    this.#seated = { session, until: this.#stage.now() + 3_600_000 }
    return session
  }

  #pass(minutes: number): void {
    this.#stage.moveTo(this.#stage.now() + minutes * 60_000)
  }

  #on(days: number): string {
    return new Date(this.#stage.now() + days * day).toISOString().slice(0, 10)
  }

  #tell(words: string): void {
    this.#stage.tell(`    ${this.#on(0)}  ${words}`)
  }
}

function addressOf({ people }: Organisation): string {
  return mailboxOf({ name: people[0]?.name ?? '' })
}
