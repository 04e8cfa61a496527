import * as v from 'valibot'
import { findProof } from '../../actions/prove-entry.ts'
import { proveGrowth } from '../../actions/prove-growth.ts'
import { formatBase64 } from '../../encoding/base64.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash, type TreeHead } from '../../log/tree.ts'
import { readIndex } from '../log.ts'
import { nothing, operation } from '../operation.ts'

const hash = v.string()
const treeHead = v.object({ size: v.number(), root: hash })
const size = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/, 'Write a number of entries'), v.transform(Number))

/** Proofs of the log as JSON; hashes are in base64, as in a checkpoint. */
export const proofOperations = [
  operation(
    {
      method: 'get',
      path: '/proofs/inclusion/:index',
      summary: 'The proof that an entry is in the log, and the checkpoint that it leads to (RFC 6962, section 2.1.1)',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        index: v.number(),
        leafHash: hash,
        hashes: v.array(hash),
        tree: treeHead,
        checkpoint: v.string(),
      }),
    },
    async ({ parts, at }) => {
      const { index, leaf, hashes, published } = await findProof(parts.db, readIndex(at('index')))
      return {
        index,
        leafHash: formatBase64(leafHash(sha256, leaf)),
        hashes: hashes.map(formatBase64),
        tree: told(published),
        checkpoint: published.note,
      }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/proofs/consistency',
      summary: 'The proof that the log of one size begins with that of an earlier one (RFC 6962, section 2.1.2)',
      query: v.object({ from: size, to: v.optional(size) }),
      body: nothing,
      status: 200,
      answer: v.object({ from: treeHead, to: treeHead, hashes: v.array(hash) }),
    },
    async ({ parts, query }) => {
      const { from, to, hashes } = await proveGrowth(parts.db, query.from, query.to)
      return { from: told(from), to: told(to), hashes: hashes.map(formatBase64) }
    },
  ),
]

const told = ({ size: entries, root }: TreeHead) => ({ size: entries, root: formatBase64(root) })
