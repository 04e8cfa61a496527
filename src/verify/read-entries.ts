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
}

/** Reads the entries of bundle after bundle, and of each the file of its disclosures. */
export function readEntries(read: Source): {
  readonly entries: ReadEntries
  follow: (step: AuditStep) => Promise<void>
} {
  const recorded: Recorded[] = []
  const [strangers, malformed]: [number[], number[]] = [[], []]
  const [untold, mistold]: [string[], string[]] = [[], []]
  const entries = { recorded, strangers, malformed, untold, mistold, values: 0 }

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
        const disclosures = file && unlessMalformed(() => parseTold(file, position, sd))
        if (sd.length > 0 && !file) untold.push(path)
        else if (sd.length > 0 && !disclosures) mistold.push(path)
        recorded.push({ position, entry, disclosures: disclosures ?? [] })
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
    }),
  ),
})

/** The values that are told: exactly the digests of the leaf, each with the disclosure behind it or with none. */
function parseTold(file: Uint8Array, position: number, sd: readonly string[]): readonly Disclosure[] {
  const told = v.safeParse(toldFile, parseJson(parseUtf8(file)))
  if (!told.success || told.output.entry !== position) throw malformedFile()
  const { disclosures } = told.output
  if (disclosures.length !== sd.length || disclosures.some(({ digest }, n) => digest !== sd[n])) throw malformedFile()
  return disclosures.flatMap(({ digest, disclosure }) => {
    if (disclosure === undefined) return []
    if (digestOf(disclosure) !== digest) throw malformedFile()
    return { ...parseDisclosure(disclosure), digest, text: disclosure, public: true }
  })
}

const malformedFile = (): Malformed => new Malformed('malformed disclosures')
const ahead = 16
