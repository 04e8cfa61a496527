import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { issueCertificate } from '../../src/actions/issue-certificate.ts'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { head } from '../../src/core/stamp.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { findSigning, listSignings } from '../../src/storage/read/signings.ts'
import { certificateDigest } from '../../src/storage/read/standings.ts'
import { disclosures } from '../../src/storage/schema.ts'
import { append } from '../../src/storage/write/append.ts'
import { eraseAgain } from '../../src/storage/write/erasure.ts'
import { dumpTables } from '../support/dump.ts'
import { dumpRows, ffion, holds, proofsOf, secretsOf, signedBy, wishFor } from '../support/erasable.ts'
import { readPage } from '../support/read-page.ts'
import { faults, openRegister, type Register, type SignUpWords } from '../support/register.ts'
import { filesOfFolder, findTraces } from '../support/traces.ts'

const minute = 'Minute 12/26 of Llanfair'
const one: SignUpWords = { signatories: [{ role: 'Clerk to Llanfair', mandate: 'resolution', minute }] }

it(
  'leaves neither value nor salt in the folder, and every proof that was made before and after it holds',
  { timeout: 60_000 },
  async () => {
    const register = await signedBy(one)
    const { parts } = register
    const secrets = [...(await secretsOf(register)), ffion.address, ffion.name, minute, 'Clerk to Llanfair']
    const before = await proofsOf(parts)
    expect(new Set(findTraces(secrets, filesOfFolder(register.folder)).map((trace) => trace.split(': ')[0]))).toContain(
      'register.db-wal',
    )

    const erased = await erasePerson(parts, await wishFor(register))
    expect(erased).toHaveLength(1)
    await register.settle()
    await register.publish()
    expect(findTraces(secrets, filesOfFolder(register.folder))).toEqual([])
    for (const proof of [...before, ...(await proofsOf(parts))])
      expect(holds([parts.keys.logs[0].vkey], proof)).toBe(true)
    await register.check()
  },
)

it('takes away what was chosen; the private record has its digest and stays', async () => {
  const register = await signedBy(one)
  const { parts } = register
  const { disclosures: about } = await tellPerson(parts, ffion)
  const name = about.find((each) => each.name === 'signatory.1.name')
  await erasePerson(parts, await wishFor(register, { digests: [name?.digest ?? ''], kept: false }))
  await register.settle()
  const left = (await tellPerson(parts, ffion)).disclosures.map((each) => each.name)
  expect(left).toEqual([])
  const [signing] = await listSignings(parts.db)
  expect(signing?.signatures).toMatchObject([{ name: null, role: 'Clerk to Llanfair', minute }])
  const fields = (await parts.db.select().from(disclosures)).filter(({ position }) => position === signing?.position)
  expect(fields.map((each) => each.name).toSorted()).toEqual([
    'approver.1',
    'evidence.1',
    'signatory.1.minute',
    'signatory.1.role',
    'statement.1',
  ])
  await register.check()
})

it('is pressed twice and done once; what is gone cannot be erased again', async () => {
  const register = await signedBy({})
  const wish = await wishFor(register)
  const first = await erasePerson(register.parts, wish)
  const before = await dumpTables(register.parts.db)
  expect(await erasePerson(register.parts, wish)).toEqual(first)
  await register.settle()
  await expect(erasePerson(register.parts, { ...wish, key: stamp(register.parts).id() })).rejects.toMatchObject({
    kind: 'already-done',
  })
  expect((await dumpTables(register.parts.db))['disclosures']).toEqual(before['disclosures'])
  await register.check()
})

it('of nothing is refused, and what is told of one person is not the other’s', async () => {
  const register = await signedBy({ signatories: [{}, { name: 'Sean Second' }] })
  const { parts } = register
  const nothing = await wishFor(register, { digests: [], kept: false })
  await expect(erasePerson(parts, nothing)).rejects.toMatchObject({ kind: 'field-invalid', field: 'digest' })
  const { disclosures: hers } = await tellPerson(parts, ffion)
  const { disclosures: his } = await tellPerson(parts, {
    address: parseMailAddress('second@vale.example'),
    name: undefined,
  })
  expect(hers.map((each) => each.name)).toEqual(['evidence.1', 'signatory.1.name', 'signatory.1.role', 'statement.1'])
  expect(his.map((each) => each.name)).toEqual(['evidence.2', 'signatory.2.name', 'signatory.2.role', 'statement.2'])
  await erasePerson(parts, await wishFor(register))
  await register.settle()
  const [signing] = await listSignings(parts.db)
  expect(signing?.signatures).toMatchObject([
    { name: null, role: null },
    { name: 'Sean Second', role: 'Clerk' },
  ])
  const { disclosures: still } = await tellPerson(parts, { address: ffion.address, name: 'Sean Second' })
  expect(still).toEqual(his)
  await register.check()
})

it('reaches every signing of a person, and every version of what was put right', async () => {
  const register = await openRegister()
  const { parts, editions } = register
  await register.signUp({ editions })
  await register.accept()
  await register.settle()
  register.clock.now += 60_000
  await register.signUp({ body: { name: 'Another Parish Council' } })
  await register.accept()
  await register.settle()
  await correctRole(register, 'Clerk & Treasurer')
  const erased = await erasePerson(parts, await wishFor(register))
  expect(erased.map(({ reference }) => reference)).toEqual(['EX-00001', 'EX-00002', 'EX-00003', 'EX-00001'])
  await register.settle()
  expect(findTraces(['Ffion Tŷ', 'Clerk & Treasurer'], filesOfFolder(register.folder))).toEqual([])
  for (const { signatures, issues } of await listSignings(parts.db)) {
    expect(signatures).toMatchObject([{ name: null, role: null }])
    expect(issues).toHaveLength(2)
  }
  await register.check()
})

it('of a preparer touches no entry, and what they prepared stays on the register', async () => {
  const register = await signedBy({})
  const { parts } = register
  const mina = { address: parseMailAddress('mina@vale.example'), name: undefined }
  const before = await listSignings(parts.db)
  expect(await erasePerson(parts, { ...(await wishFor(register)), ...mina, digests: [], kept: true })).toEqual([])
  await register.settle()
  expect(findTraces(['mina@vale.example', 'Mina Preparer'], filesOfFolder(register.folder))).toEqual([])
  expect(await listSignings(parts.db)).toEqual(before)
  await register.check()
})

describe('the certificate', () => {
  it('that showed a name is gone at once, and one by role follows that says so', async () => {
    const register = await signedBy({})
    const { parts } = register
    const [signing] = await listSignings(parts.db)
    const old = await findCertificate(parts.db, signing!.id)
    expect((await readPage(old!.pdf)).text).toContain('Ffion Tŷ, Clerk')
    const { disclosures: about } = await tellPerson(parts, ffion)
    const name = about.find((each) => each.name === 'signatory.1.name')
    await erasePerson(asleep(parts), await wishFor(register, { digests: [name!.digest] }))
    const waiting = await findSigning(parts.db, 'EX-1')
    expect([await findCertificate(parts.db, signing!.id), certificateDigest(waiting!)]).toEqual([undefined, undefined])
    await register.settle()
    await register.publish()
    const anew = await findCertificate(parts.db, signing!.id)
    expect(anew?.number).toBe(2)
    expect((await readPage(anew!.pdf)).text).toContain('Clerk (name erased on 4 March 2026)')
    const issued = await findSigning(parts.db, 'EX-1')
    expect([issued?.issues[0]?.pdf, certificateDigest(issued!)]).toEqual([old?.sha256, anew?.sha256])
    expect(anew?.sha256).toBe(formatHex(sha256(anew!.pdf)))
    await register.check()
  })

  it('that is being made while its name is erased does not come back with it', async () => {
    const register = await openRegister()
    await register.signUp()
    const { parts } = register
    // Accepted and covered, and nobody has certified it yet.
    register.breakNextWrite('failed and was not kept', 3)
    await register.accept()
    await register.settle()
    const [signing] = await listSignings(parts.db)
    expect(signing?.issues).toEqual([])
    let isFirst = true
    const [sealer] = parts.keys.sealers
    const sign: typeof sealer.sign = async (message) => {
      if (isFirst) {
        isFirst = false
        await erasePerson(asleep(parts), await wishFor(register))
      }
      return sealer.sign(message)
    }
    await issueCertificate({ ...parts, keys: { ...parts.keys, sealers: [{ ...sealer, sign }] } }, signing!.id)
    const served = await findCertificate(parts.db, signing!.id)
    expect((await readPage(served!.pdf)).text).not.toContain('Ffion')
    expect((await findSigning(parts.db, 'EX-1'))?.issues).toHaveLength(1)
    await register.publish()
    await register.check()
  })

  it('stays as it is where only the private record goes', async () => {
    const register = await signedBy({})
    const { disclosures: about } = await tellPerson(register.parts, ffion)
    const digests = about.filter((each) => each.name.startsWith('evidence')).map(({ digest }) => digest)
    await erasePerson(register.parts, await wishFor(register, { digests }))
    await register.settle()
    await register.publish()
    expect((await findSigning(register.parts.db, 'EX-1'))?.issues).toHaveLength(1)
    await register.check()
  })
})

it.each(faults)('an erasure whose write %s is made good by pressing again', async (fault) => {
  const register = await signedBy({})
  const wish = await wishFor(register)
  register.breakNextWrite(fault)
  await expect(erasePerson(register.parts, wish)).rejects.toThrow('went dead')
  await erasePerson(register.parts, wish)
  await register.settle()
  expect(register.isWhole()).toBe(true)
  expect(findTraces([ffion.name], filesOfFolder(register.folder))).toEqual([])
  await register.check()
})

it('what a backup brings back goes again', async () => {
  const register = await signedBy(one)
  const { parts } = register
  const backup = await dumpRows(register)
  const secrets = [...(await secretsOf(register)), ffion.address]
  await erasePerson(parts, await wishFor(register))
  await register.settle()
  await parts.db.$client.batch(backup, 'write')
  const returned = await openDatabase({ url: `file:${join(register.folder, 'register.db')}` })
  expect(await eraseAgain(returned)).toBe(5)
  await returned.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  expect(await eraseAgain(returned)).toBe(0)
  returned.$client.close()
  expect(findTraces(secrets, filesOfFolder(register.folder))).toEqual([])
  await register.publish()
  await register.check()
})

/** The first signing's role is put right: a second version of one value. */
async function correctRole({ parts }: Register, role: string): Promise<void> {
  const [signing] = await listSignings(parts.db)
  const { common, disclosures: told } = head(stamp(parts), [{ name: 'signatory.1.role', value: role, public: true }])
  const entry = { ...common, type: 'signing.corrected', signing: signing!.id, signature: 1 } as const
  await append(parts.db, { key: 'correction', size: await logSize(parts.db), drafts: [{ entry, disclosures: told }] })
  expect((await listSignings(parts.db))[0]?.signatures).toMatchObject([{ role }])
}

/** A host whose publishing dies each time. */
function asleep(parts: Parts): Parts {
  const read = () => Promise.reject(new Error('asleep'))
  return { ...parts, mark: { ...parts.mark, read }, later: (work) => void work.catch(() => undefined) }
}
