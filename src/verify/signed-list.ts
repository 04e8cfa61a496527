import * as v from 'valibot'
import { standings } from '../core/standing.ts'
import { listType } from '../credentials/list-record.ts'
import { verifyDetached, type KeySet } from '../credentials/verify-detached.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { RecordHead } from './record-head.ts'

/** `signatories.ndjson` and its detached JWS, as they were fetched. */
export type ListFiles = { readonly list: Uint8Array; readonly jws: Uint8Array }

/** What the signed list says of itself and of one entry; there is no line where it does not have one. */
export type Listed = { readonly head: RecordHead; readonly line?: v.InferOutput<typeof Line> }

const Line = v.object({
  entry: v.number(),
  standing: v.picklist(standings),
  body: v.object({ name: v.string() }),
  reference: v.string(),
})

/** What the list says, or why it says nothing. */
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
  const head = read(RecordHead, first)
  // Only the lines that may be the one are parsed: there may be a hundred thousand.
  const line = lines
    .filter((one) => one.includes(`"entry":${entry}`))
    .map((one) => read(Line, one))
    .find((one) => one.entry === entry)
  return line ? { head, line } : { head }
}

function read<Schema extends v.GenericSchema>(schema: Schema, line: string): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, parseJson(line))
  if (!parsed.success) throw new Malformed('malformed list')
  return parsed.output
}
