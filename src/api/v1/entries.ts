import * as v from 'valibot'
import { Refusal } from '../../core/refusal.ts'
import { formatHex } from '../../encoding/hex.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { leafHash } from '../../log/tree.ts'
import { findEntryAt } from '../../storage/read/entries.ts'
import { listFates } from '../../storage/read/erasures.ts'
import { findPublished } from '../../storage/read/log.ts'
import { readIndex } from '../log.ts'
import { nothing, operation } from '../operation.ts'

const disclosed = v.object({ digest: v.string(), name: v.string(), value: v.unknown() })
const withheld = v.object({ digest: v.string(), withheld: v.literal(true) })
/** By the entry of this number. */
const erased = v.object({ digest: v.string(), erased: v.number() })

/** The log, entry by entry, for people's programs; proofs are under `/log`. */
export const entryOperations = [
  operation(
    {
      method: 'get',
      path: '/entries/:index',
      summary: 'One entry of the log, what of it is disclosed or was erased, and whether a checkpoint covers it yet',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        index: v.number(),
        published: v.boolean(),
        leaf: v.objectWithRest({ v: v.literal(1), id: v.string(), type: v.string(), at: v.string() }, v.unknown()),
        leafHash: v.string(),
        disclosures: v.array(v.union([disclosed, withheld, erased])),
      }),
    },
    async ({ parts, at }) => {
      const index = readIndex(at('index'))
      const found = await findEntryAt(parts.db, index)
      if (!found) throw new Refusal('not-found', 'There is no such entry in the log.')
      return {
        index,
        published: index < ((await findPublished(parts.db))?.size ?? 0),
        leaf: { ...found.entry },
        leafHash: formatHex(leafHash(sha256, found.leaf)),
        disclosures: (await listFates(parts.db, found)).map((fate) => {
          if (!('disclosed' in fate)) return fate
          const { name, value } = fate.disclosed
          return { digest: fate.digest, name, value }
        }),
      }
    },
  ),
]
