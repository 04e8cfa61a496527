import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSize } from './checkpoint.ts'
import { parseHashLine } from './hash-line.ts'

/**
 * A proof file, c2sp.org/tlog-proof: where an entry stands, its inclusion proof with the leaf's sibling first, and the
 * checkpoint note verbatim. `extra` is not authenticated; in ours it is the leaf, which its hash then authenticates.
 */
export type TlogProof = {
  readonly extra?: Uint8Array
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  readonly checkpoint: string
}

/** The parts of a proof file. The checkpoint is judged apart. */
export function parseTlogProof(file: string): TlogProof {
  // The first blank line; the checkpoint has one of its own.
  const parting = file.indexOf('\n\n')
  const checkpoint = file.slice(parting + 2)
  if (parting < 0 || checkpoint === '') throw malformed()
  const [header, ...lines] = file.slice(0, parting).split('\n')
  if (header !== firstLine) throw malformed()

  const extra = lines[0]?.startsWith(extraPrefix) ? parseBase64(lines[0].slice(extraPrefix.length)) : undefined
  const [index = '', ...hashes] = extra ? lines.slice(1) : lines
  if (!index.startsWith(indexPrefix) || hashes.length > maximumHashes) throw malformed()
  const proof = { index: parseSize(index.slice(indexPrefix.length)), hashes: hashes.map(parseHashLine), checkpoint }
  return extra ? { extra, ...proof } : proof
}

/** The text of a proof file. */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    firstLine,
    ...(extra ? [extraPrefix + formatBase64(extra)] : []),
    `${indexPrefix}${index}`,
    ...hashes.map(formatBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

const malformed = (): Malformed => new Malformed('malformed proof file')
const firstLine = 'c2sp.org/tlog-proof@v1'
const extraPrefix = 'extra '
const indexPrefix = 'index '
// An index has at most 63 bits.
const maximumHashes = 63
