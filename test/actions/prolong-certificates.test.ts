import { describe, expect, it } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { issueCertificate } from '../../src/actions/issue-certificate.ts'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { tellProlonging } from '../../src/actions/tell-prolonging.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { formatInstant } from '../../src/core/day.ts'
import { proofLevelOf } from '../../src/core/proof-level.ts'
import { findProlonged } from '../../src/storage/read/certificate-updates.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { signedBy, wishFor } from '../support/erasable.ts'
import { openRegister, type Register } from '../support/register.ts'
import { openAuthorities, withAuthorities } from '../support/time-service.ts'

const day = 86_400_000
const authorities = openAuthorities([400, 800, 1200])
const first = new Map([...authorities].slice(0, 1))

/** A register with one signing whose certificate is as it was issued, at the time of this machine. */
async function issued(): Promise<Register> {
  const register = await openRegister()
  register.clock.now = Date.now()
  await register.signUp()
  await register.accept()
  await register.settle()
  return register
}

/** The present certificate, and what its file says of itself. */
async function present({ parts }: Register) {
  const [signing] = await listSignings(parts.db)
  const certificate = signing && (await findCertificate(parts.db, signing.id))
  if (!certificate) throw new Error('there is no certificate')
  const roots = [...authorities.values()].map(({ root }) => root)
  const read = await unseal(certificate.pdf, parts.keys.seal.root, roots)
  if (!read.valid) throw new Error(`the certificate is ${read.reason}`)
  const kept = await findProlonged(parts.db, signing.id)
  expect(proofLevelOf(kept.updates)).toBe(read.level)
  return { ...certificate, ...read, kept, signing: signing.id }
}

describe('a certificate that was issued', () => {
  it('is time-stamped for long in one run, and begins with what was issued', async () => {
    const register = await issued()
    const before = await present(register)
    expect(before.level).toBe('B-B')
    const parts = withAuthorities(register.parts, authorities)
    await prolongCertificates(parts)
    const after = await present(register)
    expect(after).toMatchObject({ level: 'B-LTA', issued: before.pdf, sha256: before.sha256 })
    expect(after.kept.stamps.map(({ authority, stampedAt }) => [authority, stampedAt])).toEqual([
      ['time1.example', formatInstant(register.clock.now)],
      ['time1.example', formatInstant(register.clock.now)],
    ])
    expect(parts.asked).toEqual(['time1.example/', 'time1.example/revoked.crl', 'time1.example/'])
    await prolongCertificates(parts)
    expect(parts.asked).toHaveLength(3)
    await register.check()
  })

  it('is stamped again, round after round, before what vouches for it runs out', async () => {
    const register = await issued()
    const { pdf } = await present(register)
    const rounds: string[] = []
    const parts = withAuthorities(register.parts, authorities)
    for (const host of authorities.keys()) {
      parts.mood.stamps = (one) => one === host
      await prolongCertificates(parts)
      const { kept } = await present(register)
      const last = kept.stamps.at(-1)
      rounds.push(`${last?.authority} ${kept.updates}`)
      register.clock.now = Date.parse(last?.holdsUntil ?? '') - 91 * day
      const asked = parts.asked.length
      await prolongCertificates(parts)
      expect(parts.asked).toHaveLength(asked)
      register.clock.now += 2 * day
    }
    expect(rounds).toEqual(['time1.example 3', 'time2.example 5', 'time3.example 7'])
    const last = await present(register)
    expect(last).toMatchObject({ level: 'B-LTA', issued: pdf })
    expect(last.stamps).toHaveLength(4)
    await register.check()
  })
})

describe('a certificate keeps the level that it has', () => {
  it('where no authority answers, and all are left alone for longer and longer', async () => {
    const register = await issued()
    const parts = withAuthorities(register.parts, first, { stamps: () => false, lists: 'good' })
    const tries: number[] = []
    for (let minute = 0; minute < 240; minute += 1) {
      const asked = parts.asked.length
      await prolongCertificates(parts)
      if (parts.asked.length > asked) tries.push(minute)
      register.clock.now += 60_000
    }
    expect(tries).toEqual([0, 5, 10, 20, 40, 80, 140, 200])
    expect(await present(register)).toMatchObject({ level: 'B-B', kept: { failed: { trouble: 'no-time-stamp' } } })
    expect(register.events).toContainEqual({ kind: 'not-prolonged', trouble: 'no-time-stamp' })
    parts.mood.stamps = () => true
    register.clock.now += 3_600_000
    await prolongCertificates(parts)
    expect(await present(register)).toMatchObject({ level: 'B-LTA', kept: { failed: undefined } })
  })

  it('where no authority answers, and one alone is tried for all that wait', async () => {
    const register = await issued()
    const signUp = await register.signUp({ body: { name: 'Another' }, signatories: [{ address: 'one@vale.example' }] })
    await register.accept(signUp)
    await register.settle()
    const parts = withAuthorities(register.parts, first, { stamps: () => false, lists: 'good' })
    for (let run = 0; run < 3; run += 1) await prolongCertificates(parts)
    expect(parts.asked).toEqual(['time1.example/'])
    expect(await tellProlonging(parts)).toMatchObject({ waiting: 2, failed: { trouble: 'no-time-stamp' } })
  })

  it.each([
    ['does not come', 'silent', 'no-list'],
    ['is too large', 'large', 'no-list'],
    ['is somebody else’s', 'another', 'unfit-list'],
  ] as const)('where the list of revoked ones %s: it is stamped, and goes on later', async (_how, lists, trouble) => {
    const register = await issued()
    const two = new Map([...authorities].slice(0, 2))
    const parts = withAuthorities(register.parts, two, { stamps: () => true, lists })
    await prolongCertificates(parts)
    const stamped = await present(register)
    expect(stamped).toMatchObject({ level: 'B-T', kept: { failed: { trouble } } })
    await prolongCertificates(parts)
    expect((await present(register)).pdf).toEqual(stamped.pdf)

    parts.mood.lists = 'good'
    register.clock.now += 6 * 60_000
    await prolongCertificates(parts)
    const lasting = await present(register)
    expect(lasting).toMatchObject({ level: 'B-LTA', kept: { failed: undefined } })
    expect(lasting.pdf.subarray(0, stamped.pdf.length)).toEqual(stamped.pdf)
    await register.check()
  })

  it('where what vouches for it has run out before anybody was asked', async () => {
    const register = await issued()
    const parts = withAuthorities(register.parts, first)
    register.clock.now += 3 * 366 * day
    await prolongCertificates(parts)
    expect(parts.asked).toEqual([])
    expect(await present(register)).toMatchObject({ level: 'B-B', kept: { failed: { trouble: 'too-late' } } })
  })

  it('where what was made of it cannot be read back', async () => {
    const register = await issued()
    const parts = withAuthorities(register.parts, first)
    // Somebody else's certificates are no longer those that were read when the time-stamp came.
    const stamper = async (imprint: Uint8Array) => {
      const stamp = await parts.stamper?.(imprint)
      return stamp && { ...stamp, token: Uint8Array.from(stamp.token).fill(0, 40, 50) }
    }
    await prolongCertificates({ ...parts, stamper })
    expect(await present(register)).toMatchObject({ level: 'B-B', kept: { failed: { trouble: 'not-read-back' } } })
  })
})

it('one that shows what is erased goes with all that was added to it, and the one in its stead is stamped anew', async () => {
  const register = await signedBy({})
  register.clock.now = Date.now()
  const parts = withAuthorities(register.parts, first)
  await prolongCertificates(parts)
  const before = await present(register)
  await erasePerson(parts, await wishFor(register))
  await register.settle()
  expect(await present(register)).toMatchObject({ level: 'B-B', number: 2 })
  await prolongCertificates(parts)
  const after = await present(register)
  expect(after).toMatchObject({ level: 'B-LTA', number: 2, updates: 3 })
  expect(after.sha256).not.toBe(before.sha256)
  await register.check()
})

it('of instances that prolong at once one wins, and the others throw theirs away', async () => {
  const register = await issued()
  const instances = (await register.instances(4)).map((parts) => withAuthorities(parts, authorities))
  await Promise.all(instances.map(async (parts) => prolongCertificates(parts)))
  const certificate = await present(register)
  expect(certificate).toMatchObject({ level: 'B-LTA', updates: 3 })
  expect(instances.flatMap(({ asked }) => asked).length).toBeGreaterThan(3)
  await Promise.all(instances.map(async (parts) => issueCertificate(parts, certificate.signing)))
  expect((await present(register)).pdf).toEqual(certificate.pdf)
  await register.check()
})
