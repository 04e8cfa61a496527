import { beforeAll, describe, expect, it } from 'vitest'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { parsePolicy } from '../../src/log/policy.ts'
import { verifyWitnessed } from '../../src/log/quorum.ts'
import { makeNeighbour } from '../log/neighbour.ts'
import { enterDeskByApi, Program } from '../support/api-client.ts'

/** The register as a witness of somebody else's log, c2sp.org/tlog-witness. */
export function witnessSuite(url: () => string): void {
  describe('as a witness', () => {
    let session: string
    beforeAll(async () => {
      session = await enterDeskByApi(await Program.of(url()))
    })

    /** A log that nobody has seen before, watched from now on. */
    const neighbour = async () => {
      const made = makeNeighbour(`${crypto.randomUUID()}.example/log`)
      const body = { logKey: made.vkey, logAddress: `https://${made.origin}`, witnessKey: '', witnessAddress: '' }
      const answer = await (await Program.of(url())).ask('POST', '/desk/neighbours', { session, body })
      expect(answer.status).toBe(201)
      const vkey = (await (await fetch(`${url()}/witness/vkey`)).text()).trimEnd()
      const policy = parsePolicy(`log ${made.vkey}\nwitness w ${vkey}\nquorum w\n`)
      const shown = `${url()}/witness/${formatHex(sha256(formatUtf8(made.origin)))}/checkpoint`
      return { ...made, policy, shown }
    }
    const add = async (body: string | Uint8Array<ArrayBuffer>) =>
      fetch(`${url()}/witness/add-checkpoint`, { method: 'POST', body })

    it('cosigns a log as it grows, and shows the last checkpoint with both signatures', async () => {
      const { honest, noteOf, policy, shown } = await neighbour()
      expect((await fetch(shown)).status).toBe(404)
      for (const [old, size] of [
        [0, 5],
        [5, 5],
        [5, 20],
      ] as const) {
        // oxlint-disable-next-line no-await-in-loop -- one checkpoint after the other
        const answer = await add(await honest.request(old, size))
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
        // oxlint-disable-next-line no-await-in-loop -- one checkpoint after the other
        const note = (await noteOf(honest.head(size))) + (await answer.text())
        expect(verifyWitnessed(note, policy)).toMatchObject({ valid: true, checkpoint: { size } })
      }
      const last = await fetch(shown)
      expect(last.headers.get('access-control-allow-origin')).toBe('*')
      expect(verifyWitnessed(await last.text(), policy)).toMatchObject({ valid: true, checkpoint: honest.head(20) })
    })

    it('says the size it is at, and refuses a history that was rewritten', async () => {
      const { honest, rewritten } = await neighbour()
      expect((await add(await honest.request(0, 20))).status).toBe(200)
      const stale = await add(await honest.request(5, 30))
      expect([stale.status, stale.headers.get('content-type')]).toEqual([409, 'text/x.tlog.size'])
      expect(await stale.text()).toBe('20\n')
      expect((await add(await rewritten.request(20, 30))).status).toBe(422)
      expect((await add(await rewritten.request(20, 20))).status).toBe(422)
      expect((await add(await honest.request(20, 30))).status).toBe(200)
    })

    it('refuses who is not watched, what is not signed and what it cannot read', async () => {
      const { origin, honest } = await neighbour()
      expect((await add(await makeNeighbour('nobody.example/log').honest.request(0, 5))).status).toBe(404)
      expect((await add(await makeNeighbour(origin, 8).honest.request(0, 5))).status).toBe(403)
      expect((await add(await honest.request(9, 5))).status).toBe(400)
      expect((await add('old 0\n')).status).toBe(400)
      expect((await add(Uint8Array.of(0xff, 0xfe))).status).toBe(400)
      expect((await add((await honest.request(0, 5)) + '\n'.repeat(70_000))).status).toBe(400)
    })

    it.each([2, 8])('never cosigns two histories, though %i requests come at once', async (count) => {
      const { honest, rewritten, policy, shown } = await neighbour()
      const bodies = await Promise.all(
        Array.from({ length: count }, async (_, n) => (n % 2 === 0 ? honest : rewritten).request(0, 20 + n)),
      )
      const answers = await Promise.all(bodies.map(add))
      const told = answers.map(({ status }) => status)
      expect(told.filter((status) => status === 200)).toHaveLength(1)
      expect(told.filter((status) => status === 409)).toHaveLength(count - 1)
      const n = told.indexOf(200)
      const checkpoint = (n % 2 === 0 ? honest : rewritten).head(20 + n)
      expect(verifyWitnessed(await (await fetch(shown)).text(), policy)).toMatchObject({ valid: true, checkpoint })
    })
  })
}
