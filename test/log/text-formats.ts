import { Malformed } from '../../src/encoding/malformed.ts'
import { formatBase64 } from '../../src/encoding/base64.ts'
import {
  formatAddCheckpoint,
  formatSizeAnswer,
  parseAddCheckpoint,
  parseSizeAnswer,
} from '../../src/log/add-checkpoint.ts'
import { formatBundle, parseBundle } from '../../src/log/bundle.ts'
import { formatCheckpoint, parseCheckpoint } from '../../src/log/checkpoint.ts'
import { formatCosignature, parseCosignature } from '../../src/log/cosignature.ts'
import { parseHashLine } from '../../src/log/hash-line.ts'
import { formatNote, formatSignatures, parseNote, parseSignatures, signNote } from '../../src/log/note.ts'
import { formatPolicy, parsePolicy } from '../../src/log/policy.ts'
import { formatTile, parseTile } from '../../src/log/tile.ts'
import { formatTlogProof, parseTlogProof } from '../../src/log/tlog-proof.ts'
import { formatVkey, parseVkey } from '../../src/log/vkey.ts'
import { formatMarkLine, parseMarkLines } from '../../src/storage/mark.ts'
import { cosignerOf, keyOf } from './signing.ts'

/** A format of the log: a text in it, and what reading and printing makes of any text. The law is that this changes nothing. */
export type TextFormat = { name: string; sample: string; print: (text: string) => string }

const hash = (n: number) => new Uint8Array(32).fill(n)
const log = keyOf('example.org/log', hash(7))
const witness = cosignerOf('example.net/witness', hash(5))
const text = formatCheckpoint({ origin: log.key.name, size: 1234, root: hash(3) })
const line = await witness.cosigner.cosign(text, 1_700_000_000)
const note = (await signNote(text, [log.signer])) + formatSignatures([line])
const policy = {
  logs: [{ key: log.key, url: 'https://example.org/log' }],
  witnesses: [
    { name: 'é', key: witness.key, url: 'https://example.net/witness' },
    { name: 'b', key: cosignerOf('example.com/b', hash(6)).key },
  ],
  groups: [{ name: 'both', threshold: 2, members: ['é', 'b'] }],
  quorum: 'both',
}
// Bytes as a text has them: one letter for each.
const lettersOf = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const bytesOf = (letters: string) => {
  if (/[^\0-\xff]/.test(letters)) throw new Malformed('not bytes')
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}

/** Every format of the log and its witnesses that somebody else may have written. */
export const textFormats: readonly TextFormat[] = [
  { name: 'note', sample: note, print: (some) => formatNote(parseNote(some)) },
  {
    name: 'signature lines',
    sample: formatSignatures([line]),
    print: (some) => formatSignatures(parseSignatures(some)),
  },
  { name: 'vkey', sample: formatVkey(log.key), print: (some) => formatVkey(parseVkey(some)) },
  {
    name: 'checkpoint',
    sample: `${text}extension\n`,
    print: (some) => {
      const checkpoint = parseCheckpoint(some)
      return formatCheckpoint(checkpoint) + checkpoint.extensions.map((extension) => `${extension}\n`).join('')
    },
  },
  {
    name: 'cosignature',
    sample: lettersOf(line.signature),
    print: (some) => lettersOf(formatCosignature(parseCosignature(bytesOf(some)))),
  },
  {
    name: 'policy',
    sample: `# ours\n${formatPolicy(policy)}`,
    // Spacing and comments are not kept: what is printed has to mean the same, and to print as itself.
    print: (some) => {
      const printed = formatPolicy(parsePolicy(some))
      return formatPolicy(parsePolicy(printed)) === printed ? some : printed
    },
  },
  {
    name: 'proof file',
    sample: formatTlogProof({ extra: hash(9), index: 77, hashes: [hash(1)], checkpoint: note }),
    print: (some) => formatTlogProof(parseTlogProof(some)),
  },
  {
    name: 'add-checkpoint request',
    sample: formatAddCheckpoint({ old: 77, proof: [hash(1)], note }),
    print: (some) => formatAddCheckpoint(parseAddCheckpoint(some)),
  },
  {
    name: 'size of a witness',
    sample: formatSizeAnswer(1234567),
    print: (some) => formatSizeAnswer(parseSizeAnswer(some)),
  },
  { name: 'tile address', sample: 'tile/1/x001/x234/067.p/112', print: (some) => formatTile(parseTile(some)) },
  { name: 'tree hash', sample: formatBase64(hash(1)), print: (some) => formatBase64(parseHashLine(some)) },
  {
    name: 'mark',
    sample: formatMarkLine({ size: 5, root: hash(1) }) + formatMarkLine({ size: 12, root: hash(2) }),
    // A last line without its end is not read: it was never answered for. The same line twice is the same line.
    print: (some) => {
      const lines = parseMarkLines(some).map(formatMarkLine)
      const whole = some.slice(0, some.lastIndexOf('\n') + 1)
      const read = [...new Set(whole.split(/(?<=\n)/))].filter((one) => one !== '')
      return read.join('') === lines.join('') ? some : lines.join('')
    },
  },
  {
    name: 'bundle',
    sample: lettersOf(formatBundle([hash(1), new Uint8Array(5), new Uint8Array()])),
    print: (some) => lettersOf(formatBundle(parseBundle(bytesOf(some), 3))),
  },
]
