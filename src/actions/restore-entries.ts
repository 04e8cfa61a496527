import { digestOf, parseDisclosure, type Disclosure } from '../core/disclosure.ts'
import { parseLeaf } from '../core/entry.ts'
import { Refusal } from '../core/refusal.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { parseJson, type Json } from '../encoding/canonical-json.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { askAhead } from '../log/ahead.ts'
import type { Source } from '../log/audit.ts'
import { parseBundle } from '../log/bundle.ts'
import { bundlesOf, formatTile, rangeOfTile } from '../log/tile.ts'
import { appendReturned } from '../storage/write/restore.ts'
import type { RestoreParts } from './restore-log.ts'

/** Which entries, and the digests of the bundles that were proved to hold them, by the first entry of each. */
type Wanted = { from: number; to: number; digests: ReadonlyMap<number, Uint8Array> }

/** Puts the entries of a proved copy back, bundle by bundle, with what is disclosed of them there. */
export async function restoreEntries(
  { db, read, hash, tell }: RestoreParts,
  { from, to, digests }: Wanted,
): Promise<void> {
  for (const tile of bundlesOf(to)) {
    const range = rangeOfTile(tile)
    if (range.to <= from) continue
    const bundle = await read(`log/${formatTile(tile)}`)
    const proved = digests.get(range.from)
    if (!bundle || !proved || !equalBytes(hash(bundle), proved)) {
      throw new Refusal('field-invalid', 'The copy changed while it was read. Start the import again.')
    }
    const leaves = parseBundle(bundle, tile.width)
      .map((leaf, n) => ({ position: range.from + n, leaf }))
      .filter(({ position }) => position >= from)
    const returned = []
    for await (const one of askAhead(leaves, 8, async (entry) => withDisclosures(read, entry))) returned.push(one)
    await appendReturned(db, returned)
    tell(`${range.to.toLocaleString('en-GB')} of ${to.toLocaleString('en-GB')} entries are there.`)
  }
}

async function withDisclosures(read: Source, entry: { position: number; leaf: Uint8Array }) {
  const { sd = [] } = parseLeaf(entry.leaf)
  const bytes = sd.length > 0 ? await read(`log/disclosures/${entry.position}`) : undefined
  return { ...entry, disclosures: bytes ? disclosuresOf(bytes, sd) : [] }
}

/** What is told of an entry, as far as its leaf bears it out: anything else was never said by this register. */
function disclosuresOf(bytes: Uint8Array, sd: readonly string[]): readonly Disclosure[] {
  const told = unlessMalformed(() => parseJson(parseUtf8(bytes)))
  const texts = listTexts(told).filter((text) => sd.includes(digestOf(text)))
  return [...new Set(texts)].flatMap((text) => {
    const named = unlessMalformed(() => parseDisclosure(text))
    return named ? [{ ...named, text, digest: digestOf(text), public: true }] : []
  })
}

function listTexts(told: Json | undefined): readonly string[] {
  if (!isRecord(told)) return []
  const { disclosures } = told
  if (!Array.isArray(disclosures)) return []
  return disclosures.flatMap((one: Json) =>
    isRecord(one) && typeof one['disclosure'] === 'string' ? [one['disclosure']] : [],
  )
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
