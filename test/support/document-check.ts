/** As much of an OpenAPI document as is looked at. */
export type Document = { paths: Readonly<Record<string, Readonly<Record<string, object>>>> }

type Exchange = { method: string; path: string; status: number; headers: Headers; body: unknown }

/**
 * Throws where an answer is not what the document of the same host promises: its status and media type have to be there, and
 * no member or header may be missing, or be there unannounced.
 */
export function checkAgainst(document: Document, { method, path, status, headers, body }: Exchange): void {
  const operation = findOperation(document, method, path)
  if (!operation) {
    if (status >= 400) return
    throw new Error(`${method} ${path} is answered and not in the document`)
  }
  const told = member(operation, 'responses', status >= 400 ? `${Math.floor(status / 100)}XX` : String(status))
  if (told === undefined)
    throw new Error(`${method} ${path} is answered with ${status}, which the document does not say`)
  const wrong = mistakesOfHeaders(document, member(referred(document, told), 'headers'), headers)
  if (wrong.length > 0) throw new Error(`${method} ${path}: ${wrong.join('; ')}`)
  const content = member(referred(document, told), 'content')
  const mediaType = headers.get('content-type')
  if (content === undefined && mediaType === null && body === undefined) return
  const schema = member(content, mediaType ?? 'nothing', 'schema')
  if (schema === undefined) throw new Error(`${method} ${path} is answered with ${status} in ${mediaType}`)
  const mistakes = mistakesOf(document, schema, body, 'the answer')
  if (mistakes.length > 0) throw new Error(`${method} ${path}: ${mistakes.join('; ')}`)
}

/** The same for an answer of the application itself, as it was given to whoever asked for an address. */
export async function checkAnswer(document: Document, method: string, path: string, answer: Response): Promise<void> {
  const { pathname } = new URL(path, 'https://register.example.org')
  if (!pathname.startsWith('/api/v1/') || ['OPTIONS', 'HEAD'].includes(method)) return
  const text = await answer.clone().text()
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  const { status, headers } = answer
  checkAgainst(document, { method, path: pathname.slice('/api/v1'.length), status, headers, body })
}

/** Of the headers that the document knows, those that are announced, and no others. Every answer may have more that it does not know. */
function mistakesOfHeaders(document: Document, announced: unknown, headers: Headers): string[] {
  const known = member(document, 'components', 'headers')
  return Object.keys(typeof known === 'object' ? (known ?? {}) : {}).flatMap((name) => {
    const told = referred(document, member(announced, name))
    const value = headers.get(name)
    if (value === null) return member(told, 'required') === true ? [`the header ${name} is missing`] : []
    if (told === undefined) return [`the header ${name} is not announced`]
    return mistakesOf(document, member(told, 'schema'), value, `the header ${name}`)
  })
}

/** What stands where something refers to. */
function referred(document: Document, told: unknown): unknown {
  const reference = member(told, '$ref')
  return typeof reference !== 'string' ? told : member(document, ...reference.split('/').slice(1))
}

/** What is written out goes before what takes parameters. */
function findOperation(document: Document, method: string, path: string): object | undefined {
  const given = path.split('/')
  const matching = Object.entries(document.paths).filter(([pattern]) => {
    const parts = pattern.split('/')
    return parts.length === given.length && parts.every((part, n) => /^\{.*\}$/.test(part) || part === given[n])
  })
  const own = matching.map(([pattern, methods]) => ({ pattern, operation: methods[method.toLowerCase()] }))
  return own.toSorted((a, b) => a.pattern.split('{').length - b.pattern.split('{').length).find((one) => one.operation)
    ?.operation
}

/** The few words of JSON Schema that our document uses; another one is a mistake of its own. */
function mistakesOf(document: Document, schema: unknown, value: unknown, where: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${where} has no schema`]
  const mistakes: string[] = []
  for (const [word, says] of Object.entries(schema)) {
    switch (word) {
      case '$ref':
        mistakes.push(...mistakesOf(document, referred(document, schema), value, where))
        break
      case 'type':
        if (!isOfType(says, value)) mistakes.push(`${where} is no ${says}`)
        break
      case 'enum':
        if (!Array.isArray(says) || !says.includes(value)) mistakes.push(`${where} is none of the words it may be`)
        break
      case 'const':
        if (says !== value) mistakes.push(`${where} is not ${says}`)
        break
      case 'pattern':
        if (!new RegExp(String(says)).test(String(value))) mistakes.push(`${where} is written otherwise`)
        break
      case 'anyOf': {
        const choices: unknown[] = Array.isArray(says) ? says : []
        const fits = choices.some((choice) => mistakesOf(document, choice, value, where).length === 0)
        if (!fits) mistakes.push(`${where} is none of what it may be`)
        break
      }
      case 'items':
        for (const [n, one] of Array.isArray(value) ? value.entries() : []) {
          mistakes.push(...mistakesOf(document, says, one, `${where}[${n}]`))
        }
        break
      case 'properties':
        for (const [name, one] of Object.entries(typeof value === 'object' ? (value ?? {}) : {})) {
          const told = member(says, name)
          if (told !== undefined) mistakes.push(...mistakesOf(document, told, one, `${where}.${name}`))
          else if (!('additionalProperties' in schema)) mistakes.push(`${where}.${name} is not announced`)
        }
        break
      case 'required':
        for (const name of Array.isArray(says) ? says : []) {
          if (member(value, String(name)) === undefined) mistakes.push(`${where}.${name} is missing`)
        }
        break
      case 'additionalProperties':
        break
      default:
        mistakes.push(`${where}: the check does not know the word ${word}`)
    }
  }
  return mistakes
}

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isSafeInteger(value)
    default:
      return typeof value === type
  }
}

function member(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((held, name) => {
    if (typeof held !== 'object' || held === null || !Object.hasOwn(held, name)) return undefined
    return Object.entries(held).find(([own]) => own === name)?.[1]
  }, value)
}
