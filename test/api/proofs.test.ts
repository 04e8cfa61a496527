import * as v from 'valibot'
import { expect, it } from 'vitest'
import { parseBase64 } from '../../src/encoding/base64.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { verifyConsistency, verifyInclusion } from '../../src/log/proof.ts'
import { appOf } from '../support/app.ts'
import { openRegister } from '../support/register.ts'

const hash = v.pipe(v.string(), v.transform(parseBase64))
const Head = v.object({ size: v.number(), root: hash })
const Inclusion = v.object({ index: v.number(), leafHash: hash, hashes: v.array(hash), tree: Head })
const Consistency = v.object({ from: Head, to: Head, hashes: v.array(hash) })

it('proves every entry and every pair of sizes to a program, and refuses what was not published', async () => {
  const register = await openRegister()
  await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()
  const ask = async (path: string) => appOf(register.parts).request(`/api/v1/proofs/${path}`)
  const whole = v.parse(Consistency, await (await ask('consistency?from=1')).json())
  const { size } = whole.to
  expect(size).toBeGreaterThan(7)
  for (let to = 1; to <= size; to += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { index, leafHash, hashes, tree } = v.parse(Inclusion, await (await ask(`inclusion/${to - 1}`)).json())
    expect(tree).toEqual(whole.to)
    expect(verifyInclusion(sha256, { index, leaf: leafHash, proof: hashes, ...tree })).toBe(true)
    for (let from = 1; from <= to; from += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await ask(`consistency?from=${from}&to=${to}`)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const proved = v.parse(Consistency, await answer.json())
      expect([proved.from.size, proved.to.size]).toEqual([from, to])
      expect(verifyConsistency(sha256, { from: proved.from, to: proved.to, proof: proved.hashes })).toBe(true)
    }
  }
  const refused = [`consistency?from=1&to=${size + 1}`, 'consistency?from=5&to=4', 'consistency?from=0', 'consistency']
  expect(await Promise.all(refused.map(async (path) => (await ask(path)).status))).toEqual([422, 422, 422, 422])
  expect((await ask(`inclusion/${size}`)).status).toBe(404)
})
