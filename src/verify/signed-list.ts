import { parseFullDay, type FullDay } from '../core/day.ts'
import { standings, type StandingName } from '../core/standing.ts'
import { listType } from '../credentials/list-record.ts'
import { verifyDetached, type KeySet } from '../credentials/verify-detached.ts'
import { parseBase64 } from '../encoding/base64.ts'
import { parseJson, type Json } from '../encoding/canonical-json.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'

/** `signatories.ndjson` and its detached JWS, as they were fetched. */
export type ListFiles = { readonly list: Uint8Array; readonly jws: Uint8Array }

/** What the signed list says of one entry, and of itself. `nextUpdate` is in milliseconds since 1970. */
export type Listed = {
  readonly asAt: FullDay
  readonly nextUpdate: number
  readonly log: { readonly origin: string; readonly size: number; readonly root: Uint8Array }
  /** The line of the entry, where the list has one. */
  readonly line?: {
    readonly standing: StandingName
    readonly body: string
    readonly reference: string
  }
}

/** What the list says of an entry, or why it says nothing. */
export type ListVerdict =
  ({ readonly valid: true } & Listed) | { readonly valid: false; readonly reason: 'list-malformed' | 'list-unsigned' }

/** Reads the list for one entry, if one of the keys signed it. */
export async function readList({ list, jws }: ListFiles, entry: number, keys: KeySet): Promise<ListVerdict> {
  const signature = unlessMalformed(() => parseUtf8(jws))
  if (signature === undefined || !(await verifyDetached(list, signature, { typ: listType, keys }))) {
    return { valid: false, reason: 'list-unsigned' }
  }
  const listed = unlessMalformed(() => parseListed(parseUtf8(list), entry))
  return listed ? { valid: true, ...listed } : { valid: false, reason: 'list-malformed' }
}

function parseListed(text: string, entry: number): Listed {
  const [first = '', ...lines] = text.split('\n')
  const head = members(parseJson(first))
  const log = members(head['log'])
  const nextUpdate = Date.parse(textOf(head['nextUpdate']))
  if (Number.isNaN(nextUpdate)) throw malformed()
  // Only the lines that may be the one are parsed: there may be a hundred thousand.
  const [found] = lines
    .filter((line) => line.includes(`"entry":${entry}`))
    .map((line) => members(parseJson(line)))
    .filter((line) => line['entry'] === entry)
  return {
    asAt: parseFullDay(textOf(head['asAt'])),
    nextUpdate,
    log: { origin: textOf(log['origin']), size: countOf(log['size']), root: parseBase64(textOf(log['root'])) },
    ...(found && { line: lineOf(found) }),
  }
}

function lineOf(found: Members): NonNullable<Listed['line']> {
  const standing = standings.find((one) => one === found['standing'])
  if (!standing) throw malformed()
  return {
    standing,
    body: textOf(members(found['body'])['name']),
    reference: textOf(found['reference']),
  }
}

type Members = Readonly<Record<string, Json>>

function members(value: Json | undefined): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return Object.fromEntries(Object.entries(value))
}

function textOf(value: Json | undefined): string {
  if (typeof value !== 'string') throw malformed()
  return value
}

function countOf(value: Json | undefined): number {
  if (typeof value !== 'number') throw malformed()
  return value
}

const malformed = (): Malformed => new Malformed('malformed list')
