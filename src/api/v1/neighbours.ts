import * as v from 'valibot'
import { addNeighbour } from '../../actions/add-neighbour.ts'
import { removeWitness, stopWatching } from '../../actions/remove-neighbour.ts'
import { setQuorum } from '../../actions/set-quorum.ts'
import { tellNeighbours, type ToldNeighbours } from '../../actions/tell-neighbours.ts'
import { troubles } from '../../core/trouble.ts'
import { looseLine } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'

const head = v.object({ size: v.number(), root: v.string() })
const moment = v.nullable(v.string())

const neighbours = v.object({
  own: v.object({
    logKey: v.string(),
    logAddress: v.string(),
    witnessKey: v.nullable(v.string()),
    witnessAddress: v.string(),
  }),
  head: v.nullable(head),
  needed: v.number(),
  witnesses: v.array(
    v.object({
      name: v.string(),
      key: v.string(),
      address: v.nullable(v.string()),
      counted: v.boolean(),
      cosigned: v.nullable(v.object({ size: v.number(), at: v.string() })),
      behind: v.number(),
      trouble: v.nullable(v.object({ kind: v.picklist(troubles), since: v.string() })),
    }),
  ),
  logs: v.array(
    v.object({
      origin: v.string(),
      key: v.string(),
      address: v.string(),
      cosigned: v.nullable(v.object({ ...head.entries, at: v.string() })),
      endedAt: moment,
      contradictions: v.array(v.string()),
    }),
  ),
})

/** How a coordinator arranges with neighbouring registers that each watches the other. */
export const neighbourOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/neighbours',
      scope: 'read:desk',
      summary: 'The witnesses of this register, the logs that it witnesses, and what to hand over to a neighbour',
      query: nothing,
      body: nothing,
      status: 200,
      answer: neighbours,
    },
    async ({ parts }) => {
      return tell(await tellNeighbours(parts))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/neighbours',
      summary: 'Take on a neighbour: their log, their witness, or both; a repeat changes nothing',
      query: nothing,
      body: v.object({ logKey: looseLine, logAddress: looseLine, witnessKey: looseLine, witnessAddress: looseLine }),
      status: 201,
      answer: neighbours,
    },
    async ({ parts, body }) => {
      await addNeighbour(parts, body)
      return tell(await tellNeighbours(parts))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/neighbours/quorum',
      summary:
        'Set how many of all witnesses have to cosign before anything is published: none, or at least a majority',
      query: nothing,
      body: v.object({
        needed: v.pipe(v.number('Send a number'), v.safeInteger('Send a whole number'), v.minValue(0)),
      }),
      status: 201,
      answer: neighbours,
    },
    async ({ parts, body: { needed } }) => {
      await setQuorum(parts, needed)
      return tell(await tellNeighbours(parts))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/neighbours/removal',
      summary: 'Ask a witness no more, by its key, or witness a log no more, by its origin',
      query: nothing,
      body: v.object({ witness: v.exactOptional(v.string()), log: v.exactOptional(v.string()) }),
      status: 201,
      answer: neighbours,
    },
    async ({ parts, body: { witness, log } }) => {
      if (witness !== undefined) await removeWitness(parts, witness)
      if (log !== undefined) await stopWatching(parts, log)
      return tell(await tellNeighbours(parts))
    },
  ),
]

function tell({ own, head: present, needed, witnesses, logs }: ToldNeighbours): v.InferInput<typeof neighbours> {
  return {
    own: { ...own, witnessKey: own.witnessKey ?? null },
    head: present ?? null,
    needed,
    witnesses: witnesses.map(({ name, vkey, address, counted, cosigned, behind, trouble }) => ({
      name,
      key: vkey,
      address: address ?? null,
      counted,
      cosigned: cosigned ?? null,
      behind,
      trouble: trouble ? { kind: trouble.trouble, since: trouble.since } : null,
    })),
    logs: logs.map(({ origin, vkey, address, cosigned, endedAt, contradictions }) => ({
      origin,
      key: vkey,
      address,
      cosigned: cosigned ?? null,
      endedAt: endedAt ?? null,
      contradictions: [...contradictions],
    })),
  }
}
