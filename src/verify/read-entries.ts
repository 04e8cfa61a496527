import * as v from 'valibot'
import { digestOf, parseDisclosure, type Disclosure } from '../core/disclosure.ts'
import { entryTypes, parseLeaf, type Entry } from '../core/entry.ts'
import type { Recorded } from '../core/recorded.ts'
import { parseCanonicalJson, parseJson } from '../encoding/canonical-json.ts'
import { Malformed, unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { askAhead } from '../log/ahead.ts'
import type { AuditStep, Source } from '../log/audit.ts'
import { parseBundle } from '../log/bundle.ts'

/** The entries of a log as they are read, with what is told of their disclosures. */
export type ReadEntries = {
  readonly recorded: readonly Recorded[]
  /** Positions of entries of a kind that this verifier does not know. */
  readonly strangers: readonly number[]
  /** Positions of entries that are none. */
  readonly malformed: readonly number[]
  /** Files of disclosures that are not there, and that say something else than the leaf. */
  readonly untold: readonly string[]
  readonly mistold: readonly string[]
  /** How many values there are, told or not. */
  readonly values: number
  /** Digests of which it is said that an entry erased them, and which. */
  readonly claimed: ReadonlyMap<string, number>
}

/** Reads the entries of bundle after bundle, and of each the file of its disclosures. */
export function readEntries(read: Source): {
  readonly entries: ReadEntries
  follow: (step: AuditStep) => Promise<void>
} {
  const recorded: Recorded[] = []
  const [strangers, malformed]: [number[], number[]] = [[], []]
  const [untold, mistold]: [string[], string[]] = [[], []]
  const claimed = new Map<string, number>()
  const entries = { recorded, strangers, malformed, untold, mistold, claimed, values: 0 }

  const follow = async ({ from, to, bundle }: AuditStep) => {
    const found = parseBundle(bundle, to - from).map((leaf, n) => ({ position: from + n, entry: readLeaf(leaf) }))
    const telling = askAhead(found, ahead, async ({ position, entry }) => {
      const sd = entry instanceof Object ? (entry.sd ?? []) : []
      const path = disclosuresPath(position)
      return { position, entry, sd, path, file: sd.length > 0 ? await read(path) : undefined }
    })
    for await (const { position, entry, sd, path, file } of telling) {
      if (entry === 'stranger') strangers.push(position)
      else if (entry === 'malformed') malformed.push(position)
      else {
        entries.values += sd.length
        const told = file && unlessMalformed(() => parseTold(file, position, sd))
        if (sd.length > 0 && !file) untold.push(path)
        else if (sd.length > 0 && !told) mistold.push(path)
        for (const { digest, erased } of told ?? []) if (erased !== undefined) claimed.set(digest, erased)
        recorded.push({ position, entry, disclosures: (told ?? []).flatMap(({ disclosed }) => disclosed ?? []) })
      }
    }
  }
  return { entries, follow }
}

/** Where a register tells what is behind the digests of an entry. */
export function disclosuresPath(position: number): string {
  return `log/disclosures/${position}`
}

/** A leaf that only a newer verifier can read is no fault of the log. */
function readLeaf(leaf: Uint8Array): Entry | 'stranger' | 'malformed' {
  const entry = unlessMalformed(() => parseLeaf(leaf))
  if (entry) return entry
  const json = unlessMalformed(() => parseCanonicalJson(leaf))
  return v.is(newer, json) ? 'stranger' : 'malformed'
}

const newer = v.union([
  v.looseObject({
    type: v.pipe(
      v.string(),
      v.check((type) => !entryTypes.some((known) => known === type)),
    ),
  }),
  v.looseObject({ type: v.string(), v: v.pipe(v.number(), v.integer(), v.minValue(2)) }),
])

const toldFile = v.strictObject({
  entry: v.number(),
  disclosures: v.array(
    v.strictObject({
      digest: v.string(),
      disclosure: v.optional(v.string()),
      withheld: v.optional(v.literal(true)),
      erased: v.optional(v.number()),
    }),
  ),
})

type Told = { readonly digest: string; readonly disclosed?: Disclosure; readonly erased?: number }

/** What is told of exactly the digests of the leaf: the disclosure behind each, that it is withheld, or which entry erased it. */
function parseTold(file: Uint8Array, position: number, sd: readonly string[]): readonly Told[] {
  const read = v.safeParse(toldFile, parseJson(parseUtf8(file)))
  if (!read.success || read.output.entry !== position) throw malformedFile()
  const { disclosures } = read.output
  if (disclosures.length !== sd.length || disclosures.some(({ digest }, n) => digest !== sd[n])) throw malformedFile()
  return disclosures.map(({ digest, disclosure, withheld, erased }): Told => {
    if ([disclosure, withheld, erased].filter((fate) => fate !== undefined).length !== 1) throw malformedFile()
    if (erased !== undefined) return { digest, erased }
    if (disclosure === undefined) return { digest }
    if (digestOf(disclosure) !== digest) throw malformedFile()
    return { digest, disclosed: { ...parseDisclosure(disclosure), digest, text: disclosure, public: true } }
  })
}

const malformedFile = (): Malformed => new Malformed('malformed disclosures')
const ahead = 16
