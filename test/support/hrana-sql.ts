import { HranaError } from './hrana-protocol.ts'

const quotedOrComment = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/
const tokens = new RegExp(String.raw`${quotedOrComment.source}|[?:@$]\w+|\w+|\S`, 'g')

/** The words and signs of an SQL text in lower case, comments left out. */
function readTokens(sql: string): string[] {
  return (sql.match(tokens) ?? []).filter((token) => !/^(?:--|\/\*)/.test(token)).map((token) => token.toLowerCase())
}

/** What has to be known of a statement before it is run. */
export type Reading = { writes: boolean; takesLock: boolean; explains: boolean; parameters: { name: string | null }[] }

const changing = new Set(['insert', 'update', 'delete', 'replace'])
const lockless = new Set(['select', 'values', 'explain', 'pragma', 'commit', 'end', 'rollback', 'savepoint', 'release'])

/** Reads one statement. Refuses none and several: the engine's own `prepare` silently ignores all after the first. */
export function readStatement(sql: string): Reading {
  const words = readTokens(sql)
  const end = findEnd(words)
  const statement = words.slice(0, end)
  const [first, second] = statement
  if (first === undefined) throw new HranaError('SQL_NO_STATEMENT', 'SQL string does not contain any statement')
  if (words.slice(end).some((word) => word !== ';')) {
    throw new HranaError('SQL_MANY_STATEMENTS', 'SQL string contains more than one statement')
  }

  const writes = changing.has(first) || (first === 'with' && statement.some((word) => changing.has(word)))
  const begins = first === 'begin'
  return {
    writes,
    takesLock: begins ? second === 'immediate' || second === 'exclusive' : !lockless.has(first),
    explains: first === 'explain',
    parameters: statement
      .filter((word) => /^(?:\?|[:@$]\w)/.test(word))
      .map((word) => ({ name: word === '?' ? null : word })),
  }
}

/** Where the first statement ends: at its semicolon, and for a trigger at that of its `; END;`. */
function findEnd(words: string[]): number {
  const trigger = words[0] === 'create' && words.slice(1, 3).includes('trigger')
  const end = words.findIndex(
    (word, n) => word === ';' && (!trigger || (words[n - 1] === 'end' && words[n - 2] === ';')),
  )
  return end === -1 ? words.length : end
}
