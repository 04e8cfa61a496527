/** As much of an OpenAPI document as is looked at. */
export type Document = { paths: Readonly<Record<string, Readonly<Record<string, object>>>> }

type Exchange = { method: string; path: string; status: number; body: unknown }

/** Throws where an answer is not what the document of the same host promises: no member may be missing, or be there unannounced. */
export function checkAgainst(document: Document, { method, path, status, body }: Exchange): void {
  const operation = findOperation(document, method, path)
  if (!operation) {
    if (status === 404) return
    throw new Error(`${method} ${path} is answered and not in the document`)
  }
  const refused = status >= 400
  const answer = member(operation, 'responses', refused ? 'default' : String(status))
  if (answer === undefined)
    throw new Error(`${method} ${path} is answered with ${status}, which the document does not say`)
  const schema = member(answer, 'content', refused ? 'application/problem+json' : 'application/json', 'schema')
  if (schema === undefined && body === undefined) return
  const mistakes = mistakesOf(document, schema ?? {}, body, 'the answer')
  if (mistakes.length > 0) throw new Error(`${method} ${path}: ${mistakes.join('; ')}`)
}

function findOperation(document: Document, method: string, path: string): object | undefined {
  const matching = Object.entries(document.paths).find(([pattern]) => {
    const parts = pattern.split('/')
    const given = path.split('/')
    return parts.length === given.length && parts.every((part, n) => /^\{.*\}$/.test(part) || part === given[n])
  })
  return matching?.[1][method.toLowerCase()]
}

/** The few words of JSON Schema that our document uses; another one is a mistake of its own. */
function mistakesOf(document: Document, schema: unknown, value: unknown, where: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${where} has no schema`]
  const mistakes: string[] = []
  for (const [word, says] of Object.entries(schema)) {
    switch (word) {
      case '$ref':
        mistakes.push(...mistakesOf(document, member(document, ...String(says).split('/').slice(1)), value, where))
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
