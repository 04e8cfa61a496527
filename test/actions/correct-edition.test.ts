import { describe, expect, it } from 'vitest'
import compact from '../../templates/editions/shropshire-compact-2014.en.md'
import { stamp } from '../../src/actions/parts.ts'
import { approveProposal, performAct } from '../../src/actions/perform-act.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { findEdition } from '../../src/storage/read/editions.ts'
import { listCorrections } from '../../src/storage/read/corrections.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { faults, openRegister } from '../support/register.ts'

const corrected = compact.replace('before it becomes a dispute', 'before it turns into a dispute')
const address = '/editions/shropshire-compact-2014.en.md'
const former = (sha256: string) => address.replace('md', `${sha256}.md`)

async function signedRegister() {
  const register = await openRegister()
  const { parts } = register
  await register.accept(await register.signUp())
  await register.settle()
  const [first, second] = await listCoordinators(parts.db)
  const edition = await findEdition(parts.db, 'shropshire-compact-2014')
  if (!first || !second || !edition) throw new Error('two people run the desk of the demonstration')
  const propose = async (text: string) => {
    const id = stamp(parts).id()
    const act = { act: 'correct-edition', edition: edition.id, language: 'en', text, reason: 'A slip.' } as const
    await performAct(parts, act, first, id)
    return id
  }
  const read = async (path: string) => {
    const answer = await appOf(parts).request(path)
    return { status: answer.status, text: await answer.text() }
  }
  const [was] = edition.texts
  return { ...register, first, second, edition, propose, read, was: was?.sha256 ?? '' }
}

describe('a slip in the text of an edition', () => {
  it('is put right by two coordinators, and whoever signed before signed the text of before', async () => {
    const { parts, second, first, edition, propose, read, was, check } = await signedRegister()
    const before = await logSize(parts.db)
    const id = await propose(corrected)
    await expect(approveProposal(parts, id, first)).rejects.toMatchObject({ kind: 'second-approver' })
    expect([await logSize(parts.db), (await read(address)).text]).toEqual([before, compact])

    await approveProposal(parts, id, second)
    expect((await read(address)).text).toBe(corrected)
    expect((await read(former(was))).text).toBe(compact)
    expect((await read(former('0'.repeat(64)))).status).toBe(404)
    const [signing] = await listSignings(parts.db)
    expect(signing?.text).toBe(was)
    const certificate = await browserBefore(parts).open(`/certificates/${signing?.reference}`)
    expect(certificate.links).toContain(former(was))
    // Nobody who signed it had signed another text then.
    const earlier = await browserBefore(parts).open(`/certificates/${signing?.reference}?log-size=${before}`)
    expect(earlier.links).not.toContain(former(was))
    expect((await listCorrections(parts.db, edition.id, before)).length).toBe(0)
    const page = await browserBefore(parts).open('/editions/shropshire-compact-2014')
    expect(page.text).toMatch(/Corrected on 4 March 2026 ?; meaning unchanged/)
    expect(page.text).toMatch(/taken out: becomes ?, end of what was taken out put in: turns into/)
    expect(page.links).toContain(former(was))
    await check()
  })

  it.each(faults)('is put right once, with its text, after a write that %s', async (fault) => {
    const register = await signedRegister()
    const { parts, second, propose, read, edition } = register
    const id = await propose(corrected)
    register.breakNextWrite(fault)
    await expect(approveProposal(parts, id, second)).rejects.toThrow('went dead')
    await Promise.all([1, 2].map(async () => approveProposal(parts, id, second)))
    expect((await read(address)).text).toBe(corrected)
    expect(await listCorrections(parts.db, edition.id)).toHaveLength(1)
    await register.check()
  })

  it.each([
    ['a number', corrected.replace('1.2 Raise', '1.9 Raise'), '1.2 for “all” is missing'],
    [
      'who is bound',
      corrected
        .replace('#### VCS groups', '#### We will all\n\n1.9 Talk.\n\n#### VCS groups')
        .replace(/#### We will all\n\n1\.1[^#]*/, ''),
      'missing',
    ],
    ['the name of the edition', corrected.replace('edition: 2014', 'edition: 2015'), '2015'],
    ['nothing', compact, 'This is the text as it is'],
    ['its form', corrected.replace('## Values', '## Values '), 'Line '],
  ])('is no slip where it changes %s', async (_what, text, words) => {
    const { parts, propose } = await signedRegister()
    const before = await logSize(parts.db)
    await expect(propose(text)).rejects.toMatchObject({ field: 'text', words: expect.stringContaining(words) })
    expect(await logSize(parts.db)).toBe(before)
  })

  it('leaves the bundle of a certificate with the text that was signed', async () => {
    const { parts, second, propose, settle } = await signedRegister()
    await approveProposal(parts, await propose(corrected), second)
    await settle()
    const [signing] = await listSignings(parts.db)
    if (!signing) throw new Error('nothing was signed')
    const zip = await (await appOf(parts).request(`/certificates/${signing.reference}.zip`)).arrayBuffer()
    const held = parseZip(new Uint8Array(zip), 10_000_000).get('shropshire-compact-2014.en.md')
    expect(held && parseUtf8(held)).toBe(compact)
  })
})
