import { afterAll, expect, it } from 'vitest'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { appOf } from '../support/app.ts'
import { othersFind, stampsOf } from '../support/others-find.ts'
import { openRegister } from '../support/register.ts'
import { openAuthorities, withAuthorities } from '../support/time-service.ts'

const endings: (() => void)[] = []
afterAll(() => endings.forEach((tidy) => tidy()))

const start = Date.now()
const daysLater = (days: number) => start + days * 86_400_000
const authorities = openAuthorities([400, 800, 1200])
const register = await openRegister(undefined, (tidy) => void endings.push(tidy))
register.clock.now = start
await register.signUp({ body: { name: 'Cyngor Tŷ’r Dŵr' }, signatories: [{ name: 'Angharad Ŷ Dŵr' }] })
await register.accept()
await register.settle()
const parts = withAuthorities(register.parts, authorities)
const served = async () => {
  const answer = await appOf(parts).request('/certificates/EX-00001.pdf')
  return new Uint8Array(await answer.arrayBuffer())
}

/** As it was issued, at B-LTA, and after one and two more rounds, each by another authority and in another year, before what vouches for the last runs out. */
const issued = await served()
const stages: (readonly [string, Uint8Array])[] = []
for (const [n, host] of [...authorities.keys()].entries()) {
  register.clock.now = daysLater([0, 350, 750][n] ?? 0)
  parts.mood.stamps = (one) => one === host
  await prolongCertificates(parts)
  stages.push([`served after ${n} more rounds`, await served()])
}

const roots = { seal: parts.keys.seal.root, time: [...authorities.values()].map(({ root }) => root) }
othersFind(stages, { issued, roots, names: ['Cyngor Tŷ’r Dŵr', 'Angharad Ŷ Dŵr'] })

it('each round added a time-stamp to what was issued', () => {
  expect(stages.map(([, bytes]) => stampsOf(bytes).length)).toEqual([2, 3, 4])
  for (const [, bytes] of stages) expect(bytes.subarray(0, issued.length)).toEqual(issued)
})
