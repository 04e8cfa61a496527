import * as v from 'valibot'
import type { Organisation, Person } from './cast.ts'

/** The register as its visitors meet it: requests in, answers out. */
export type Door = (request: Request) => Response | Promise<Response>

/** A PNG of one white pixel, as base64. */
const blankPage = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJRU5ErkJggg=='

const codeWords = /Your code is (\d{6})/

/** Whoever is asked to sign, and what was decided before. */
export type Signer = Omit<Person, 'cites'> & { decidedOn?: string; minute?: string }

/** What a sign-up is about. */
export type Wish = {
  /** Where its members are listed, if it signs on their behalf. */
  members?: { list: string; on: string }
  body: Organisation | { registered: string }
  editions: readonly string[]
  people: readonly Signer[]
}

const Begun = v.object({ id: v.string(), session: v.string() })
const Named = v.object({ name: v.string() })
const Kept = v.object({ id: v.string() })
const Session = v.object({ session: v.string() })
const Requests = v.object({
  requests: v.array(v.object({ edition: v.string(), statement: v.string(), signed: v.boolean() })),
})
const Mails = v.object({ mails: v.array(v.object({ address: v.string(), text: v.string() })) })
const Accepted = v.object({ accepted: v.array(v.object({ reference: v.string() })) })
const Performed = v.object({ proposal: v.nullable(v.string()) })
const Certificate = v.object({ entry: v.number() })
const Leaf = v.object({ leaf: v.object({ id: v.string(), body: v.string(), edition: v.string() }) })
const Found = v.object({ bodies: v.array(v.object({ slug: v.string(), name: v.string() })) })

/** People of Example Vale at the API, each with a mailbox, as a program of theirs would go about it. */
export class Visitor {
  readonly #door: Door
  readonly #address: string

  constructor(door: Door, address: string) {
    this.#door = door
    this.#address = address
  }

  /** Begins a sign-up and gives its answers. */
  async prepare(name: string, { body, editions, people, members }: Wish): Promise<{ id: string; session: string }> {
    const begun = v.parse(Begun, await this.#ask('POST', '/sign-ups', { body: { name, email: mailboxOf({ name }) } }))
    const about =
      'registered' in body
        ? { registered: body.registered }
        : {
            body: described(body),
          }
    await this.#ask('PATCH', `/sign-ups/${begun.id}`, {
      session: begun.session,
      body: {
        ...about,
        editions: editions.map((edition) => ({ edition, language: 'en' })),
        signatories: people.map(tell),
        ...(members && { members }),
      },
    })
    return begun
  }

  /** Goes on with a sign-up that an invitation began: who signs, and sends it. */
  async goOn({ id, session }: { id: string; session: string }, people: readonly Signer[]): Promise<void> {
    await this.#ask('PATCH', `/sign-ups/${id}`, { session, body: { signatories: people.map(tell) } })
    await this.send({ id, session })
  }

  async send({ id, session }: { id: string; session: string }): Promise<void> {
    await this.#ask('POST', `/sign-ups/${id}/request`, { session })
  }

  /** Confirms a mailbox by the link and the code that came to it, and signs everything that is asked. */
  async sign({ name, role, ...person }: Person): Promise<void> {
    const mailbox = mailboxOf({ name, ...person })
    const token = await this.mailed(mailbox, /\/sign\/links\/([\w-]+)/)
    const invited = v.parse(Session, await this.#ask('POST', '/links', { body: { token } }))
    const code = await this.mailed(mailbox, codeWords)
    const { session } = v.parse(Session, await this.#ask('POST', '/confirmations', { ...invited, body: { code } }))
    const { requests } = v.parse(Requests, await this.#ask('GET', '/requests', { session }))
    for (const { edition, statement } of requests.filter(({ signed }) => !signed)) {
      const body = { name, role, authorised: true, read: true, statement }
      await this.#ask('POST', `/requests/${edition}/signature`, { session, body })
    }
  }

  /** Comes to the desk; gives the session there. */
  async enterDesk(email: string): Promise<string> {
    await this.#ask('POST', '/desk/codes', { body: { email } })
    const code = await this.mailed(email, codeWords)
    return v.parse(Session, await this.#ask('POST', '/desk/sessions', { body: { email, code } })).session
  }

  /** Puts an organisation on the register that has not signed. */
  async register(session: string, who: Organisation): Promise<void> {
    await this.#ask('POST', '/desk/bodies', { session, body: described(who) })
  }

  /** Accepts a sign-up; gives the references, none while a second approver is awaited. */
  async accept(session: string, id: string, check: readonly string[]): Promise<readonly string[]> {
    const answer = await this.#ask('POST', `/desk/sign-ups/${id}/acceptance`, { session, body: { check } })
    return v.parse(Accepted, answer).accepted.map(({ reference }) => reference)
  }

  /** Sends a sign-up back to its preparer. */
  async sendBack(session: string, id: string, reason: string): Promise<void> {
    await this.#ask('POST', `/desk/sign-ups/${id}/return`, { session, body: { reason } })
  }

  /** Turns a sign-up down for good. */
  async turnDown(session: string, id: string, ground: string): Promise<void> {
    await this.#ask('POST', `/desk/sign-ups/${id}/refusal`, { session, body: { ground } })
  }

  /** The address on the register of an organisation by its name. */
  async slugOf(name: string): Promise<string> {
    const { bodies } = v.parse(Found, await this.#ask('GET', `/bodies?${new URLSearchParams({ q: name })}`))
    const found = bodies.find((one) => one.name === name)
    if (!found) throw new Error(`${name} is not on the register`)
    return found.slug
  }

  /** What a coordinator decides; gives the proposal, where a second one has to agree. */
  async decide(session: string, act: object): Promise<string | null> {
    return v.parse(Performed, await this.#ask('POST', '/desk/acts', { session, body: { act } })).proposal
  }

  /** A second coordinator agrees. */
  async agree(session: string, proposal: string): Promise<void> {
    await this.#ask('POST', `/desk/proposals/${proposal}/agreement`, { session })
  }

  /** The ids of a signing, its body and its edition, as its entry in the log says them. */
  async idsOf(reference: string): Promise<{ id: string; body: string; edition: string }> {
    const { entry } = v.parse(Certificate, await this.#ask('GET', `/certificates/${reference}`))
    return v.parse(Leaf, await this.#ask('GET', `/entries/${entry}`)).leaf
  }

  /** Tells the coordinator that something is wrong on a page. */
  async report(about: string, words: string): Promise<void> {
    await this.#ask('POST', '/reports', { body: { about, words, email: 'reader@example.org' } })
  }

  /** Says when the board looks at it. */
  async sayBoardDay({ id, session }: { id: string; session: string }, on: string): Promise<void> {
    await this.#ask('POST', `/sign-ups/${id}/board-day`, { session, body: { on } })
  }

  /** Types in at the desk what came back on paper, with its scan: here a blank page. */
  async transcribe(
    session: string,
    who: { slug: string; editions: readonly string[]; people: readonly Person[] },
    on: string,
  ) {
    const editions = who.editions.map((edition) => ({ edition, language: 'en' }))
    const { id } = v.parse(
      Kept,
      await this.#ask('POST', '/desk/papers', { session, body: { body: who.slug, editions } }),
    )
    const signatories = who.people.map(({ name, role, mandate, withheld }) => ({
      name,
      role,
      mandate,
      on,
      nameShown: !withheld,
    }))
    await this.#ask('POST', `/desk/sign-ups/${id}/paper`, { session, body: { signatories, scan: blankPage } })
    return id
  }

  /** What people call an edition. */
  async nameOf(edition: string): Promise<string> {
    return v.parse(Named, await this.#ask('GET', `/editions/${edition}`)).name
  }

  /** Imports the CSV files of a set. */
  async importSet(session: string, files: Readonly<Record<string, string>>): Promise<void> {
    await this.#ask('POST', '/desk/imports', { session, body: { files } })
  }

  /** Begins to write an edition. */
  async draftEdition(session: string, draft: object): Promise<void> {
    await this.#ask('POST', '/desk/drafts', { session, body: { draft } })
  }

  /** Says no, as whoever prepares. */
  async decline({ id, session }: { id: string; session: string }, reason: string): Promise<void> {
    await this.#ask('POST', `/sign-ups/${id}/decline`, { session, body: { reason } })
  }

  /** What the last mail to somebody says. */
  async mailed(address: string, pattern: RegExp): Promise<string> {
    const { mails } = v.parse(Mails, await this.#ask('GET', '/mailbox'))
    for (const mail of mails) {
      const found = mail.address === address ? pattern.exec(mail.text)?.[1] : undefined
      if (found) return found
    }
    throw new Error(`no mail to ${address} has ${pattern}`)
  }

  async #ask(method: string, path: string, { session, body }: { session?: string; body?: object } = {}) {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(session && { authorization: `Bearer ${session}` }),
    }
    const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await this.#door(new Request(`${this.#address}/api/v1${path}`, sent))
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`)
    const told: unknown = text === '' ? undefined : JSON.parse(text)
    return told
  }
}

function described({ name, kind, number }: Organisation) {
  const website = `https://example.org/${slugOf(name)}`
  return { name, kind, area: 'Example Vale', website, ...(number && { identifiers: [number] }) }
}

function tell({ withheld, hosted, ...person }: Signer) {
  return { ...person, email: mailboxOf({ name: person.name, ...(hosted && { hosted }) }), nameShown: !withheld }
}

/** Everybody has one mailbox, at a domain that nobody has. */
export function mailboxOf({ name, hosted }: Pick<Person, 'name' | 'hosted'>): string {
  return `${slugOf(name)}@${hosted ? 'example-vale.gov.uk' : 'example.org'}`
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-')
}
