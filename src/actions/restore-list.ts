import { addSeconds, parseFullDay, parseInstant } from '../core/day.ts'
import { listType } from '../credentials/list-record.ts'
import { verifyDetached } from '../credentials/verify-detached.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import type { Source } from '../log/audit.ts'
import { write } from '../storage/database.ts'
import type { SignedList } from '../storage/read/lists.ts'
import { saveReturnedList } from '../storage/write/lists.ts'
import type { Parts } from './parts.ts'
import { listTypes, promised, record, signatureType } from './publish-list.ts'

/**
 * Brings back the last list of a copy, if our own key signed it: a register that gave out its number once more would make
 * the next list look older than the one that people hold.
 */
export async function restoreList({ db, keys }: Pick<Parts, 'db' | 'keys'>, read: Source): Promise<void> {
  const files = await Promise.all(
    Object.entries(listTypes).map(async ([name, type]) => signedFile(keys, read, name, type)),
  )
  const list = files.flat().find(({ name }) => name === record)
  const told = list && unlessMalformed(() => parseRecordHead(list.bytes))
  if (!told) return
  const { size, asAt } = told
  await write(
    db,
    saveReturnedList(
      db,
      told,
      files.flat().map((file) => ({ ...file, size, asAt })),
    ),
  )
}

/** A rendering with its signature; neither, where our key did not sign it. */
async function signedFile({ joses }: Parts['keys'], read: Source, name: string, mediaType: string) {
  const [bytes, jws] = [await read(name), await read(`${name}.jws`)]
  const signature = jws && unlessMalformed(() => parseUtf8(jws))
  if (
    !bytes ||
    !jws ||
    !signature ||
    !(await verifyDetached(bytes, signature, {
      typ: listType,
      keys: { keys: joses.map(({ publicKey }) => publicKey) },
    }))
  )
    return []
  return [
    { name, mediaType, bytes: Uint8Array.from(bytes) },
    { name: `${name}.jws`, mediaType: signatureType, bytes: Uint8Array.from(jws) },
  ]
}

function parseRecordHead(list: Uint8Array): SignedList | undefined {
  const [first = ''] = parseUtf8(list).split('\n')
  const head = parseJson(first)
  if (typeof head !== 'object' || head === null || !('log' in head)) return undefined
  const { sequence, asAt, nextUpdate, log } = head
  const size = typeof log === 'object' && log !== null && 'size' in log ? log.size : undefined
  if (typeof sequence !== 'number' || typeof size !== 'number') return undefined
  if (typeof asAt !== 'string' || typeof nextUpdate !== 'string') return undefined
  const signedAt = addSeconds(parseInstant(nextUpdate), -promised)
  return { sequence, size, asAt: parseFullDay(asAt), signedAt, sha256: formatHex(sha256(list)), seen: size }
}
