import fc, { type GeneratorValue } from 'fast-check'
import * as v from 'valibot'
import { operations } from '../../src/api/v1/operations.ts'
import type { Form } from './client.ts'
import { brokenBodies, hostileJson, hostileText, mediaTypes } from './hostile.ts'
import { everybody, type Person } from './stage.ts'

/** A request that somebody might send; `typed` is what a person would expect to find in the form again. */
export type Request = {
  route: string
  method: string
  path: string
  person: Person
  headers: Record<string, string>
  body?: string | FormData
  typed?: ReadonlyMap<string, string>
}

/** What is known to exist: values for the parameters of addresses, and the forms of pages by the shape of their action. */
export type Known = {
  routes: readonly { method: string; path: string }[]
  parameters: Readonly<Record<string, readonly string[]>>
  forms: ReadonlyMap<string, Form>
}

/** Draws a request to any route: some of it as it should be, some of it not. */
export function drawRequest(g: GeneratorValue, { routes, parameters, forms }: Known): Request {
  const { method: own, path: pattern } = g(fc.constantFrom, ...routes)
  const rarely = (n: number) => g(fc.nat, n) === 0
  const method = rarely(30) ? g(fc.constantFrom, 'PUT', 'DELETE', 'PATCH', 'POST', 'HEAD', 'OPTIONS', 'GET') : own
  const address = pattern.replaceAll(/:(\w+)(\{.*?\}(?=\/|$))?/g, (_all: string, name: string) => {
    const good = parameters[name] ?? []
    if (good.length > 0 && !rarely(4)) return g(fc.constantFrom, ...good)
    return inAddress(g(hostileText), rarely(4))
  })
  const request: Request = {
    route: `${own} ${pattern}`,
    method,
    path: address + drawQuery(g, `${own} ${pattern}`, forms),
    person: rarely(1) ? g(fc.constantFrom, ...everybody) : suitedTo(address),
    headers: drawHeaders(g),
  }
  if (method === 'GET' || method === 'HEAD') return request
  if (rarely(8)) {
    return {
      ...request,
      body: g(fc.constantFrom, ...brokenBodies),
      headers: { ...request.headers, 'content-type': g(fc.constantFrom, ...mediaTypes) },
    }
  }
  if (pattern.startsWith('/api/')) return { ...request, body: drawJson(g, own, pattern) }
  const form = forms.get(shapeOfAddress(address))
  if (form) return { ...request, ...drawForm(g, form) }
  // Nobody typed this here: it is no form of this address.
  const { typed: _nowhere, ...strange } = drawForm(g, g(fc.constantFrom, ...forms.values()))
  return { ...request, ...strange }
}

/** Whoever is most likely let in at an address. */
function suitedTo(address: string): Person {
  if (/\/desk(\/|$)/.test(address)) return 'coordinator'
  if (/\/requests(\/|$)/.test(address)) return 'signatory'
  return /\/(codes?|confirmations)(\/|$)/.test(address) ? 'invited' : 'preparer'
}

/** An address without what stands for something in it: ids, tokens and slugs. */
export function shapeOfAddress(address: string): string {
  return address.replaceAll(/\/[0-9a-f-]{36}(?=\/|$)|(?<=\/links)\/[^/]+|(?<=\/requests)\/[^/]+/g, '/:')
}

/** What a program expects of an operation, with something else here and there. */
function drawJson(g: GeneratorValue, method: string, path: string): string {
  const operation = operations.find((one) => one.method.toUpperCase() === method && `/api/v1${one.path}` === path)
  const worst = g(fc.nat, 3) === 0
  const json = JSON.stringify(operation ? drawValue(g, operation.body, worst ? 2 : 8) : g(hostileJson))
  return json ?? ''
}

const Shape = v.looseObject({
  type: v.string(),
  entries: v.optional(v.record(v.string(), v.unknown())),
  item: v.optional(v.unknown()),
  wrapped: v.optional(v.unknown()),
  options: v.optional(v.array(v.unknown())),
})

function drawValue(g: GeneratorValue, schema: unknown, sound: number, name = ''): unknown {
  if (g(fc.nat, sound) === 0) return g(hostileJson)
  const { type, entries, item, wrapped, options } = v.parse(Shape, schema)
  if (entries) {
    const members = Object.entries(entries).map(([key, member]) => [key, drawValue(g, member, sound, key)] as const)
    return Object.fromEntries(g(fc.nat, sound) === 0 ? [...members, [g(hostileText), g(hostileJson)]] : members)
  }
  if (item) return Array.from({ length: g(fc.nat, 3) }, () => drawValue(g, item, sound, name))
  if (wrapped) return g(fc.boolean) ? undefined : drawValue(g, wrapped, sound, name)
  if (options) {
    const option = g(fc.constantFrom, ...options)
    return typeof option === 'object' ? drawValue(g, option, sound, name) : option
  }
  return type === 'boolean' ? g(fc.boolean) : plausible(name)
}

/** What the fields of a form would send, with something else in some of them. */
function drawForm(g: GeneratorValue, { offered, values }: Form): Pick<Request, 'headers' | 'body' | 'typed'> {
  const worst = g(fc.nat, 3) === 0
  const pairs = [...offered].flatMap(([name, choices]): [string, string][] => {
    const sound = choices.length > 0 ? g(fc.constantFrom, ...choices) : values.get(name)?.[0] || plausible(name)
    switch (g(fc.nat, worst ? 5 : 15)) {
      case 0:
      case 1:
        return [[name, g(hostileText)]]
      case 2:
        return []
      case 3:
        return [
          [name, sound],
          [name, g(hostileText)],
        ]
      default:
        return [[name, sound]]
    }
  })
  if (g(fc.nat, 6) === 0) pairs.push([g(hostileText), g(hostileText)])
  const once = pairs.filter(([name]) => pairs.filter(([other]) => other === name).length === 1)
  const typed = new Map(
    once.filter(([name]) => offered.get(name)?.length === 0).map(([name, text]) => [name, text.toWellFormed()]),
  )
  if (g(fc.nat, 5) > 0) {
    const body = String(new URLSearchParams(pairs))
    return { body, typed, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  }
  const body = new FormData()
  for (const [name, text] of pairs) body.append(name, text)
  return { body, headers: {} }
}

function drawQuery(g: GeneratorValue, route: string, forms: Known['forms']): string {
  if (g(fc.nat, 2) > 0) return ''
  const operation = operations.find((one) => `${one.method.toUpperCase()} /api/v1${one.path}` === route)
  const entries = operation ? v.parse(Shape, operation.query).entries : undefined
  const names = entries
    ? Object.keys(entries)
    : [...forms.values()].flatMap(({ method, offered }) => (method === 'get' ? [...offered.keys()] : []))
  const asked = Array.from({ length: g(fc.nat, 4) }, () => {
    const name = g(fc.nat, 5) === 0 || names.length === 0 ? g(hostileText) : g(fc.constantFrom, ...names)
    return `${inAddress(name, false)}=${inAddress(g(hostileText), g(fc.nat, 9) === 0)}`
  })
  return `?${asked.join('&')}`
}

function drawHeaders(g: GeneratorValue): Record<string, string> {
  const odd = {
    origin: ['null', 'https://elsewhere.example', 'nonsense'],
    cookie: ['desk=%zz', 'preparer==;;=', 'signatory="a; b"', '__proto__=1'],
    authorization: ['Bearer ', 'Bearer x', 'Basic eDp5', 'Bearer '.repeat(9)],
    'accept-encoding': ['gzip;q=nan', '*'],
    'if-none-match': ['*', '"', 'W/'],
    range: ['bytes=5-2', 'bytes=0-99999999999'],
    'x-forwarded-host': ['elsewhere.example'],
    'content-length': ['0', '999999999999'],
  }
  if (g(fc.nat, 5) > 0) return {}
  const [name, values] = g(fc.constantFrom, ...Object.entries(odd))
  return { [name]: g(fc.constantFrom, ...values) }
}

/** A text as part of an address; as it stands where somebody forgot to encode it. */
function inAddress(text: string, raw: boolean): string {
  const short = text.slice(0, 2000).toWellFormed()
  return raw ? short.replaceAll(/[\0-\x20#?]/g, '%') : encodeURIComponent(short)
}

/** What people write into a field of this name. */
function plausible(name: string): string {
  const known: readonly [RegExp, string][] = [
    [/mail/, 'ann@example.org'],
    [/day$/, '14'],
    [/month$/, '3'],
    [/year$/, '2026'],
    [/code/, '123456'],
    [/edition/, 'shropshire-compact-2014'],
    [/language/, 'en'],
    [/On$/, '2026-03-04'],
  ]
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? 'Ann Example'
}
