import type { Door } from './visitor.ts'

/** What somebody holds in their browser: a session by the name of its seat. */
export type Seats = Readonly<Record<string, string>>

/** Somebody at the pages of the register, as a browser without scripts opens them and sends their forms. */
export class PageVisitor {
  readonly #door: Door
  readonly #address: string

  constructor(door: Door, address: string) {
    this.#door = door
    this.#address = address
  }

  async open(path: string, seats: Seats): Promise<string> {
    const answer = await this.#ask(path, { headers: { cookie: cookieOf(seats) } })
    const page = await answer.text()
    if (answer.status !== 200) throw new Error(`GET ${path} was answered with ${answer.status}`)
    return page
  }

  /** Sends a form; gives where it led to, and the session that came with it, if one did. */
  async press(
    path: string,
    answers: Readonly<Record<string, string>>,
    seats: Seats = {},
  ): Promise<{ place: string; session: string }> {
    const headers = { cookie: cookieOf(seats), origin: this.#address }
    const answer = await this.#ask(path, { method: 'POST', headers, body: new URLSearchParams(answers) })
    const page = await answer.text()
    if (answer.status >= 400) throw new Error(`POST ${path} was answered with ${answer.status}: ${mistakesOf(page)}`)
    const [, session = ''] = /^\w+=([\w-]+);/.exec(answer.headers.getSetCookie()[0] ?? '') ?? []
    return { place: answer.headers.get('location') ?? '', session }
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    return this.#door(new Request(`${this.#address}${path}`, init))
  }
}

/** A day as the three boxes of a form hold it. */
export function boxesOf(name: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

function cookieOf(seats: Seats): string {
  return Object.entries(seats)
    .map(([name, session]) => `${name}=${session}`)
    .join('; ')
}

/** What a page says is wrong. */
function mistakesOf(page: string): string {
  return Array.from(page.matchAll(/<a href="#[^"]*">([^<]*)<\/a>/g), ([, words]) => words).join('; ')
}
