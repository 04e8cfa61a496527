/** A form as it stands on a page: where it goes, and what it would send if its button were pressed now. */
export type Form = {
  method: string
  action: string
  button: string
  /** Hidden and visible fields with what stands in them, ticked boxes and chosen options. */
  values: ReadonlyMap<string, readonly string[]>
  /** Every field, and for those with choices the choices. */
  offered: ReadonlyMap<string, readonly string[]>
}

/** One answer of a host, as a browser without JavaScript sees it. */
export class Sheet {
  readonly method: string
  readonly address: URL
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly html: string

  constructor(method: string, address: URL, answer: Response, bytes: Uint8Array<ArrayBuffer>) {
    this.method = method
    this.address = address
    this.status = answer.status
    this.headers = answer.headers
    this.bytes = bytes
    this.html = new TextDecoder().decode(bytes)
  }

  get isPage(): boolean {
    return (this.headers.get('content-type') ?? '').startsWith('text/html')
  }

  get title(): string {
    return textOf(/<title>([^]*?)<\/title>/.exec(this.html)?.[1] ?? '')
  }

  get heading(): string {
    return textOf(/<h1\b[^>]*>([^]*?)<\/h1>/.exec(this.html)?.[1] ?? '')
  }

  /** What can be read between header and footer. */
  get text(): string {
    return textOf(/<main\b[^>]*>([^]*?)<\/main>/.exec(this.html)?.[1] ?? '')
  }

  get links(): readonly string[] {
    return [...this.html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => plain(href))
  }

  get ids(): readonly string[] {
    return [...this.html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => plain(id))
  }

  /** The lines of the error summary: the field each leads to, and its words. */
  get mistakes(): ReadonlyMap<string, string> {
    const summary = /<div class="govuk-error-summary"[^]*?<\/ul>/.exec(this.html)?.[0] ?? ''
    const lines = summary.matchAll(/<a href="#([^"]*)">([^]*?)<\/a>/g)
    return new Map([...lines].map(([, field = '', words = '']) => [plain(field), textOf(words)]))
  }

  get forms(): readonly Form[] {
    return [...this.html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].map(([, head = '', inner = '']) =>
      readForm(head, inner),
    )
  }

  /** The form with a button of this name. */
  form(button: string): Form {
    const found = this.forms.find((form) => form.button === button)
    if (!found) {
      const buttons = this.forms.map((form) => form.button).join(', ')
      throw new Error(
        `${this.address.pathname} (${this.status}, ${this.title}) has no button ${button}, only: ${buttons}`,
      )
    }
    return found
  }
}

/** How a browser asks: over the network, or an application in this process. */
export type Ask = (address: URL, init: RequestInit) => Promise<Response>

/** A browser without JavaScript: it keeps cookies, follows redirects and sends forms. */
export class Browser {
  /** Everything that came back, redirects too. */
  readonly seen: Sheet[] = []
  readonly url: string
  #cookies: { name: string; value: string; path: string }[] = []

  readonly #request: Ask

  constructor(url: string, request: Ask = fetch) {
    this.url = url
    this.#request = request
  }

  async open(path: string, headers: Record<string, string> = {}): Promise<Sheet> {
    return this.#follow('GET', new URL(path, this.url), headers)
  }

  async head(path: string): Promise<Sheet> {
    return this.#ask('HEAD', new URL(path, this.url), {})
  }

  /** Presses a button after filling in some fields; a field or choice that is not on the page is a mistake of the test. */
  async press(page: Sheet, button: string, answers: Record<string, string | readonly string[]> = {}): Promise<Sheet> {
    const form = page.form(button)
    const values = new Map(form.values)
    for (const [name, answer] of Object.entries(answers)) {
      const offered = form.offered.get(name)
      const given = [answer].flat()
      if (!offered) throw new Error(`${page.address.pathname} has no field ${name}`)
      const strange = offered.length > 0 ? given.filter((one) => !offered.includes(one)) : []
      if (strange.length > 0) throw new Error(`${name} on ${page.address.pathname} offers no ${strange.join(', ')}`)
      values.set(name, given)
    }
    const sent = new URLSearchParams([...values].flatMap(([name, given]) => given.map((value) => [name, value])))
    const address = new URL(form.action, page.address)
    if (form.method === 'get') {
      address.search = String(sent)
      return this.#follow('GET', address, {})
    }
    return this.#follow('POST', address, { origin: new URL(this.url).origin }, sent)
  }

  /** Sends a form as another site would: with the cookies, from another origin. */
  async pressElsewhere(page: Sheet, button: string): Promise<Sheet> {
    const address = new URL(page.form(button).action, page.address)
    return this.#ask('POST', address, { origin: 'https://elsewhere.example' }, new URLSearchParams())
  }

  /** Holds a session that was opened elsewhere. */
  sit(name: string, value: string, path: string): void {
    this.#cookies.push({ name, value, path })
  }

  async #follow(method: string, from: URL, headers: Record<string, string>, body?: URLSearchParams): Promise<Sheet> {
    let sheet = await this.#ask(method, from, headers, body)
    for (let hops = 0; sheet.status >= 301 && sheet.status <= 303; hops += 1) {
      if (hops === 10) throw new Error(`${from.pathname} leads in circles`)
      const location = sheet.headers.get('location') ?? ''
      // Each hop needs the cookies that the one before has set.
      // oxlint-disable-next-line no-await-in-loop
      sheet = await this.#ask('GET', new URL(location, sheet.address), {})
    }
    return sheet
  }

  async #ask(method: string, address: URL, headers: Record<string, string>, body?: URLSearchParams): Promise<Sheet> {
    const cookie = this.#cookies
      .filter(({ path }) => address.pathname === path || address.pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const answer = await this.#request(address, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(cookie && { cookie }) },
      ...(body && { body }),
    })
    answer.headers.getSetCookie().forEach((line) => this.#keep(line))
    const sheet = new Sheet(method, address, answer, new Uint8Array(await answer.arrayBuffer()))
    this.seen.push(sheet)
    return sheet
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const [name = '', value = ''] = pair.split('=')
    const path = /Path=([^;]*)/i.exec(line)?.[1] ?? '/'
    this.#cookies = this.#cookies.filter((one) => one.name !== name || one.path !== path)
    if (!attributes.some((one) => /^max-age=0$/i.test(one))) this.#cookies.push({ name, value, path })
  }
}

/** What can be read in a piece of a page. */
export function textOf(html: string): string {
  return plain(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function plain(escaped: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return escaped.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => names[name] ?? '')
}

function readForm(head: string, inner: string): Form {
  const values = new Map<string, string[]>()
  const offered = new Map<string, string[]>()
  const add = (to: Map<string, string[]>, name: string, value: string) => to.set(name, [...(to.get(name) ?? []), value])
  for (const [, tag = ''] of inner.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(tag, 'name')
    const value = attribute(tag, 'value')
    if (!/\btype="(checkbox|radio)"/.test(tag)) {
      add(values, name, value)
      offered.set(name, [])
      continue
    }
    add(offered, name, value)
    if (/\schecked(=|\s|\/|$)/.test(tag)) add(values, name, value)
  }
  for (const [, tag = '', options = ''] of inner.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
    const chosen = all.find((option) => /\sselected(=|\s|\/|$)/.test(option)) ?? all[0] ?? ''
    values.set(attribute(tag, 'name'), [attribute(chosen, 'value')])
    offered.set(
      attribute(tag, 'name'),
      all.map((option) => attribute(option, 'value')),
    )
  }
  for (const [, tag = '', words = ''] of inner.matchAll(/<textarea\b([^>]*)>([^]*?)<\/textarea>/g)) {
    values.set(attribute(tag, 'name'), [plain(words)])
    offered.set(attribute(tag, 'name'), [])
  }
  const button = textOf(/<button\b[^>]*>([^]*?)<\/button>/.exec(inner)?.[1] ?? '')
  const method = attribute(head, 'method').toLowerCase()
  return { method, action: attribute(head, 'action'), button, values, offered }
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}
