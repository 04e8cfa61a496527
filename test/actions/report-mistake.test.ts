import { describe, expect, it } from 'vitest'
import { answerReport, tellReport, tellReports } from '../../src/actions/answer-report.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { stamp } from '../../src/actions/parts.ts'
import { reportMistake } from '../../src/actions/report-mistake.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { faults, openRegister } from '../support/register.ts'

const day = 86_400_000
const wanda = parseMailAddress('Wanda@example.org')
const body = { about: '/bodies/example-vale-parish-council', words: 'The name is wrong', address: wanda }

async function signedRegister() {
  const register = await openRegister()
  await register.signUp()
  await register.accept()
  return { ...register, key: () => stamp(register.parts).id() }
}

describe('a mistake that somebody reports', () => {
  it.each([
    ['/bodies/example-vale-parish-council', 'Example Vale Parish Council', '/bodies/example-vale-parish-council'],
    ['/certificates/EX-1', 'Certificate EX-00001, Example Vale Parish Council', '/certificates/EX-00001'],
    ['/editions/shropshire-compact-2014/themes/2', 'Shropshire Compact 2014', '/editions/shropshire-compact-2014'],
    ['/', 'The register', '/'],
  ])('at %s is about %s', async (about, name, place) => {
    const { parts, key } = await signedRegister()
    await reportMistake(parts, { ...body, about }, key())
    expect((await tellReports(parts)).map(({ subject }) => subject)).toMatchObject([{ name, place }])
  })

  it('at an entry leads to the body and the signing that the entry is about', async () => {
    const { parts, key } = await signedRegister()
    const signing = await findSigning(parts.db, 'EX-1')
    await reportMistake(parts, { ...body, about: `/log/entries/${signing?.position}` }, key())
    const [told] = await tellReports(parts)
    expect(told?.subject).toMatchObject({ body: 'example-vale-parish-council', reference: 'EX-00001' })
  })

  it.each(['/bodies/nobody', '/log/entries/9999', '/log/entries/01', '//elsewhere.example', '/desk', ''])(
    'at %s is about nothing, and not kept',
    async (about) => {
      const { parts, key } = await signedRegister()
      await expect(reportMistake(parts, { ...body, about }, key())).rejects.toMatchObject({ kind: 'not-found' })
      expect(await tellReports(parts)).toEqual([])
    },
  )

  it.each(faults)('is kept once, however often it is sent, after a write that %s', async (fault) => {
    const register = await signedRegister()
    const key = register.key()
    register.breakNextWrite(fault)
    await expect(reportMistake(register.parts, body, key)).rejects.toThrow('went dead')
    await Promise.all([1, 2].map(() => reportMistake(register.parts, body, key)))
    expect(await tellReports(register.parts)).toHaveLength(1)
  })

  it('is one of so many a day about one thing, and another day has room again', async () => {
    const register = await signedRegister()
    const parts = { ...register.parts, limits: { ...register.parts.limits, mailsPerDay: 3 } }
    const report = () => reportMistake(parts, body, register.key())
    for (let n = 0; n < 3; n += 1) await report()
    await expect(report()).rejects.toMatchObject({ kind: 'too-many-tries' })
    await reportMistake(parts, { ...body, about: '/' }, register.key())
    register.clock.now += day + 1000
    await report()
    expect(await tellReports(parts)).toHaveLength(5)
  })
})

describe('the answer to a report', () => {
  const answer = { outcome: 'corrected', answer: 'It is put right.' } as const

  it.each(faults)('is mailed once to whoever waits for it, after a write that %s', async (fault) => {
    const register = await signedRegister()
    const { parts, mailbox } = register
    const id = register.key()
    await reportMistake(parts, body, id)
    register.breakNextWrite(fault)
    await expect(answerReport(parts, id, answer)).rejects.toThrow('went dead')
    await Promise.all([1, 2].map(() => answerReport(parts, id, answer)))
    const mails = await mailbox(wanda)
    expect(mails.map(({ subject }) => subject)).toEqual(['What you told us about Example Vale Parish Council'])
    expect(mails[0]?.text).toContain('It is put right.')
    expect(await tellReports(parts)).toEqual([])
  })

  it('is mailed to nobody who left no address, and is given once', async () => {
    const { parts, key, mailbox } = await signedRegister()
    const id = key()
    await reportMistake(parts, { ...body, address: undefined }, id)
    await answerReport(parts, id, answer)
    expect(await mailbox(wanda)).toEqual([])
    await expect(answerReport(parts, id, { ...answer, outcome: 'no-mistake' })).rejects.toMatchObject({
      kind: 'already-done',
    })
  })
})

describe('what somebody reported', () => {
  it('is found and erased under their address, whatever its case', async () => {
    const { parts, key } = await signedRegister()
    await reportMistake(parts, body, key())
    await reportMistake(parts, { ...body, words: 'Ask WANDA@example.org', address: undefined }, key())
    const asker = { address: parseMailAddress('wanda@example.org'), name: undefined }
    expect((await tellPerson(parts, asker)).reports).toHaveLength(2)
    await erasePerson(parts, { ...asker, digests: [], kept: true, ground: 'objection', key: key() })
    expect(await tellReports(parts)).toEqual([])
  })

  it('is erased with the name of somebody who signed, where it speaks of them', async () => {
    const { parts, key } = await signedRegister()
    await reportMistake(parts, { ...body, words: 'Ffion Tŷ has left', address: undefined }, key())
    const asker = { address: parseMailAddress('ffion@vale.example'), name: undefined }
    const { disclosures } = await tellPerson(parts, asker)
    const digests = disclosures.filter(({ name }) => name === 'signatory.1.name').map(({ digest }) => digest)
    await erasePerson(parts, { ...asker, digests, kept: false, ground: 'objection', key: key() })
    expect(await tellReports(parts)).toEqual([])
  })

  it('is erased after its time, which begins with the answer', async () => {
    const { parts, key, clock } = await signedRegister()
    const [open, closed] = [key(), key()]
    await reportMistake(parts, body, open)
    await reportMistake(parts, { ...body, address: undefined }, closed)
    clock.now += 20 * day
    await answerReport(parts, closed, { outcome: 'no-mistake', answer: 'The minute says so.' })
    clock.now += 75 * day
    await eraseOld(parts)
    expect(await tellReports(parts)).toEqual([])
    expect(await tellReport(parts, closed)).toMatchObject({ outcome: 'no-mistake' })
    clock.now += 20 * day
    await eraseOld(parts)
    await expect(tellReport(parts, closed)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
