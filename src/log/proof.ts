import { equalBytes } from '../encoding/bytes.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { nodeHash, type TreeHead } from './tree.ts'

/** The claim that the entry with leaf hash `leaf` stands at `index` in the tree of `size` entries under `root`. */
type Inclusion = TreeHead & {
  readonly leaf: Uint8Array
  readonly index: number
  readonly proof: readonly Uint8Array[]
}

/** The claim that the tree `to` begins with all the entries of the tree `from`. */
type Consistency = { readonly from: TreeHead; readonly to: TreeHead; readonly proof: readonly Uint8Array[] }

/** Verifies an inclusion proof, RFC 9162 §2.1.3.2. */
export function verifyInclusion(hash: Sha256, { leaf, index, size, proof, root }: Inclusion): boolean {
  if (![leaf, ...proof].every(isHash) || !isCount(index) || !isCount(size) || index >= size) return false
  let fn = index
  let sn = size - 1
  let reached = leaf
  for (const sibling of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      reached = nodeHash(hash, sibling, reached)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      reached = nodeHash(hash, reached, sibling)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(reached, root)
}

/**
 * Verifies a consistency proof, RFC 9162 §2.1.4.2. From size 0 nothing can be proved, so it is false: whoever lets a log
 * begin at 0 decides that before asking.
 */
export function verifyConsistency(hash: Sha256, { from, to, proof }: Consistency): boolean {
  if (!proof.every(isHash) || !isCount(from.size) || !isCount(to.size)) return false
  if (from.size === 0 || from.size > to.size) return false
  if (from.size === to.size) return proof.length === 0 && equalBytes(from.root, to.root)
  if (proof.length === 0) return false

  let fn = from.size - 1
  let sn = to.size - 1
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  // Having halved down to 0 means that the old tree is one complete subtree, whose hash the proof leaves out.
  const [first, ...rest] = fn === 0 ? [from.root, ...proof] : proof
  if (!first) return false
  let old = first
  let grown = first
  for (const sibling of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      old = nodeHash(hash, sibling, old)
      grown = nodeHash(hash, sibling, grown)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      grown = nodeHash(hash, grown, sibling)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(old, from.root) && equalBytes(grown, to.root)
}

const isHash = (bytes: Uint8Array): boolean => bytes.length === 32
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
// A shift would cut to 32 bits.
const half = (n: number): number => Math.floor(n / 2)
