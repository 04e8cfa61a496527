import * as v from 'valibot'
import { Instant } from '../core/day.ts'
import type { Recorded } from '../core/recorded.ts'
import { showBehind } from '../core/shown.ts'
import { listLines, sortByName } from '../core/signatory-list.ts'
import { formatListCsv, formatListJson } from '../credentials/list.ts'
import { formatRecordHead, formatRecordLines, listType } from '../credentials/list-record.ts'
import { parseKeySet, verifyDetached } from '../credentials/verify-detached.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import type { SoundLog, Source } from '../log/audit.ts'
import type { Finding } from './finding.ts'
import { RecordHead } from './record-head.ts'
import type { Stop } from './replay-past.ts'

const names = ['signatories.ndjson', 'signatories.json', 'signatories.csv'] as const
const keysPath = '.well-known/jwks.json'

/** The list as it is served: what its first line says, its files and their signatures. `faults` where it is none. */
export type PublicList =
  | { readonly head: RecordHead; readonly address: string; readonly files: readonly SignedFile[] }
  | { readonly fault: Finding }
type SignedFile = { readonly name: (typeof names)[number]; readonly bytes: Uint8Array }

/**
 * Reads the list in each of its forms, each signed by a key of the register. Whoever asks while a new one is published gets
 * files of two lists: they are asked for again before anything is said against them.
 */
export async function readPublicList(read: Source, again = true): Promise<PublicList> {
  const found = await readOnce(read)
  return 'fault' in found && again ? readPublicList(read, false) : found
}

async function readOnce(read: Source): Promise<PublicList> {
  const fault = (holds: Finding['holds'], words: string) => ({ fault: { about: 'list', holds, words } as const })
  const paths = [keysPath, ...names.flatMap((name) => [name, `${name}.jws`])]
  const answers = await Promise.all(paths.map(async (path) => [path, await read(path)] as const))
  const missing = answers.find(([, bytes]) => !bytes)
  if (missing) return fault('unknown', `The list could not be checked, because ${missing[0]} is missing.`)
  const given = new Map(answers)
  const bytesOf = (path: string) => given.get(path) ?? new Uint8Array()

  const keys = unlessMalformed(() => parseKeySet(parseUtf8(bytesOf(keysPath))))
  if (!keys) return fault('no', `${keysPath} is not a set of keys.`)
  for (const name of names) {
    const jws = unlessMalformed(() => parseUtf8(bytesOf(`${name}.jws`)))
    const isSigned = jws !== undefined && (await verifyDetached(bytesOf(name), jws, { typ: listType, keys }))
    if (!isSigned) return fault('no', `${name} is not signed by a key of this register.`)
  }
  const text = unlessMalformed(() => parseUtf8(bytesOf(names[0]))) ?? ''
  const [first = '', second = ''] = text.split('\n')
  const head = v.safeParse(
    RecordHead,
    unlessMalformed(() => parseJson(first)),
  )
  if (!head.success) return fault('no', `${names[0]} does not begin as a list does.`)
  const files = names.map((name) => ({ name, bytes: bytesOf(name) }))
  return { head: head.output, address: addressIn(second), files }
}

/** Where the register says that it is found; the log does not say it, so the list is believed, and every line alike. */
function addressIn(line: string): string {
  const [, address = ''] = /"certificate":"(https?:\/\/[^"]*)\/certificates\/[^"/]*"/.exec(line) ?? []
  return address
}

/** Makes the served list anew from the entries: where to stop for it, and what came of it. */
export function remakePublicList(list: PublicList, recorded: readonly Recorded[], log: SoundLog, now: Instant) {
  if ('fault' in list) return { stops: [], conclude: () => list.fault }
  const { head, address, files } = list
  const { size } = head.log
  const made = new Map<string, Uint8Array>()
  const look: Stop['look'] = (rows) => {
    const root = log.rootAt(size)
    const from = { origin: log.checkpoint.origin, size, root }
    const { asAt, sequence, nextUpdate } = head
    const promise = { sequence, nextUpdate }
    const lines = listLines(rows, asAt)
    const named = { asAt, lines: sortByName(lines, rows) }
    const shown = showBehind(rows, (position) => recorded[position]?.disclosures ?? [])
    const record = formatRecordHead({ asAt, lines }, from, promise) + formatRecordLines(lines, shown, address)
    made.set('signatories.ndjson', formatUtf8(record))
    made.set('signatories.json', formatUtf8(formatListJson(named, from, address, promise)))
    made.set('signatories.csv', formatUtf8(formatListCsv(named, from, address)))
  }
  const say = (holds: Finding['holds'], words: string): Finding => ({ about: 'list', holds, words })
  const conclude = (): Finding => {
    if (size > log.checkpoint.size)
      return say('unknown', 'The list could not be checked, because it is newer than the checkpoint.')
    const wrong = files.find(({ name, bytes }) => !equalBytes(bytes, made.get(name) ?? new Uint8Array()))
    if (wrong) return say('no', `${wrong.name} is not the list that the entries and what is told of them give.`)
    const isLogged = recorded.some(
      ({ entry }) => entry.type === 'list.published' && entry.size === size && entry.asAt === head.asAt,
    )
    if (!isLogged)
      return say('unknown', 'The list is what the entries give, but no entry says yet that it was published.')
    if (head.nextUpdate < now)
      return say(
        'unknown',
        `The list is what the entries give, but whether it is the latest could not be checked: it promised a newer one by ${head.nextUpdate}.`,
      )
    return say(
      'yes',
      `List number ${head.sequence} is what the first ${size} entries give, line for line and in each of its forms, and is signed. The next is due by ${head.nextUpdate}.`,
    )
  }
  return { stops: size > log.checkpoint.size ? [] : [{ size, look }], conclude }
}
