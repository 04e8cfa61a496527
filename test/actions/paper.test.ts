import { describe, expect, it } from 'vitest'
import compact from '../../templates/editions/shropshire-compact-2014.en.md'
import { erasePerson, findGoing } from '../../src/actions/erase-person.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { stamp } from '../../src/actions/parts.ts'
import { approveProposal, performAct } from '../../src/actions/perform-act.ts'
import { returnSignUp } from '../../src/actions/return-sign-up.ts'
import { sheetOf } from '../../src/actions/signing-sheet.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { parseDisclosure } from '../../src/core/disclosure.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { stateOf } from '../../src/core/sign-up.ts'
import { asText } from '../../src/core/told.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { findEdition } from '../../src/storage/read/editions.ts'
import { findEntryAt, listDisclosures, logSize } from '../../src/storage/read/entries.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { findScan } from '../../src/storage/read/scans.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { browserBefore } from '../support/app.ts'
import { tokenFor } from '../support/stage.ts'
import { atPaperField } from '../../src/web/read-paper.ts'
import { hand, paperRegister, scan } from '../support/paper.ts'
import { readPage } from '../support/read-page.ts'
import { faults } from '../support/register.ts'

const seen = ['paper-seen', 'phone-back'] as const

describe('the text of what was signed on paper', () => {
  /** A register whose sheet is out, and how a slip of the text that it names is put right. */
  async function sheetIsOut() {
    const register = await paperRegister()
    const { parts, first, second } = register
    const id = await register.start()
    const [printed] = (await sheetOf(parts, await register.read(id))).editions
    const edition = await findEdition(parts.db, 'shropshire-compact-2014')
    if (!printed || !edition) throw new Error('a sheet names an edition')
    const correct = async (text: string) => {
      const proposal = stamp(parts).id()
      const act = { act: 'correct-edition', edition: edition.id, language: 'en', text, reason: 'A slip.' } as const
      await performAct(parts, act, first, proposal)
      await approveProposal(parts, proposal, second)
    }
    const entered = async () => {
      const [accepted] = await register.accept(id, second, seen)
      const found = accepted && (await findEntryAt(parts.db, accepted.entry))
      return found?.entry.type === 'signing.recorded' ? found.entry.text : undefined
    }
    return { ...register, id, printed: printed.sha256, correct, entered }
  }
  const corrected = compact.replace('before it becomes a dispute', 'before it turns into a dispute')

  it('is the one that the sheet names, where a slip was put right since it was printed', async () => {
    const { id, printed, correct, entered, transcribe, check } = await sheetIsOut()
    await correct(corrected)
    const blamed = { kind: 'field-invalid', fields: [{ field: 'texts.0', words: expect.any(String) }] }
    await expect(transcribe(id)).rejects.toMatchObject(blamed)
    await expect(transcribe(id, [hand], scan, ['0'.repeat(64)])).rejects.toMatchObject(blamed)
    await transcribe(id, [hand], scan, [printed])
    expect(await entered()).toBe(printed)
    await check()
  })

  it('is asked for on the form where the sheet may name one of two, and nowhere else', async () => {
    const { parts, first, id, printed, correct } = await sheetIsOut()
    const browser = browserBefore(parts)
    browser.sit('desk', await tokenFor(parts, 'coordinator', first.id), '/desk')
    const path = `/desk/sign-ups/${id}/paper`
    expect((await browser.open(path)).form('Keep for a second coordinator').offered.has('text-1')).toBe(false)
    await correct(corrected)
    const form = (await browser.open(path)).form('Keep for a second coordinator')
    expect(form.offered.get('text-1')).toContain(printed)
    expect(atPaperField({ field: 'texts.0', words: 'Which?' })).toEqual({ field: 'text-1', words: 'Which?' })
  })

  it('stays what was typed in, though a slip is put right before it is accepted', async () => {
    const { id, printed, correct, entered, transcribe } = await sheetIsOut()
    await transcribe(id)
    await correct(corrected)
    expect(await entered()).toBe(printed)
  })

  it('is the present one, where the slip was put right before the sheet could be printed', async () => {
    const { clock, start, correct, transcribe, read, printed } = await sheetIsOut()
    await correct(corrected)
    clock.now += 2 * 86_400_000
    const later = await start()
    await transcribe(later)
    const [chosen] = (await read(later)).draft.editions
    expect(chosen?.text).toMatch(/^[0-9a-f]{64}$/)
    expect(chosen?.text).not.toBe(printed)
  })
})

describe('what was signed on paper', () => {
  it('is on the register when a second coordinator has held it against the scan, and the certificate says how', async () => {
    const register = await paperRegister()
    const { parts, first, second } = register
    const id = await register.start()
    await register.transcribe(id)
    expect(stateOf(await register.read(id))).toBe('awaiting-check')
    expect((await register.mailbox(second.address))[0]?.subject).toContain('waits for your check')
    const [accepted] = await register.accept(id, second, seen)
    const entry = accepted && (await findEntryAt(parts.db, accepted.entry))
    expect(entry?.entry).toMatchObject({
      type: 'signing.recorded',
      method: 'paper',
      check: ['paper-seen', 'phone-back'],
      approvers: 2,
      signatures: [{ on: '2026-02-27', mandate: 'resolution', decidedOn: '2026-02-20' }],
    })
    const held = (await listDisclosures(parts.db, accepted?.entry ?? 0)).map(({ text, public: shown }) => {
      return { ...parseDisclosure(text), shown }
    })
    const valueOf = (name: string) => held.find((one) => one.name === name)
    expect(valueOf('transcriber')).toMatchObject({ value: first.name, shown: false })
    expect(valueOf('approver.2')).toMatchObject({ value: second.name, shown: false })
    const evidence = valueOf('evidence.1')
    expect(evidence?.shown).toBe(false)
    expect(JSON.parse(asText(evidence?.value ?? null) ?? '')).toMatchObject({
      method: 'paper',
      scan: formatHex(sha256(scan)),
    })
    expect(asText(evidence?.value ?? null)).not.toContain('Hilda Hand')
    await register.settle()
    await register.publish()
    const [signing] = await listSignings(parts.db)
    const certificate = signing && (await findCertificate(parts.db, signing.id))
    const page = await readPage(new Uint8Array(certificate?.pdf ?? []))
    expect(page.text).toContain('On paper, which the register then entered')
    await register.check()
  })

  it.each(faults)('is there once, however often it is accepted, after a write that %s', async (fault) => {
    const register = await paperRegister()
    const id = await register.start()
    await register.transcribe(id)
    register.breakNextWrite(fault)
    await expect(register.accept(id, register.second, seen)).rejects.toThrow('went dead')
    const answers = await Promise.all([1, 2].map(async () => register.accept(id, register.second, seen)))
    expect(answers[0]).toEqual(answers[1])
    expect(await listSignings(register.parts.db)).toHaveLength(1)
    await register.check()
  })

  it.each(faults)('is typed in once after a write that %s', async (fault) => {
    const register = await paperRegister()
    const id = await register.start()
    register.breakNextWrite(fault)
    await expect(register.transcribe(id)).rejects.toThrow('went dead')
    await register.transcribe(id)
    expect(
      (await register.mailbox(register.second.address)).filter(({ subject }) => /your check/.test(subject)),
    ).toHaveLength(1)
    expect((await register.read(id)).paper).toMatchObject({ signatories: [hand] })
  })

  it.each([
    ['by whoever typed it', 'first', seen, 'second-approver'],
    ['without a look at the scan', 'second', ['phone-back'], 'field-invalid'],
  ] as const)('is not accepted %s', async (_how, who, levels, kind) => {
    const register = await paperRegister()
    const id = await register.start()
    await register.transcribe(id)
    const size = await logSize(register.parts.db)
    await expect(register.accept(id, register[who], levels)).rejects.toMatchObject({ kind })
    expect(await logSize(register.parts.db)).toBe(size)
  })

  it('takes the place of what was asked online, and of that alone', async () => {
    const register = await paperRegister()
    const online = await register.signUp()
    await register.transcribe(online)
    const { signatures, paper, draft } = await register.read(online)
    expect([signatures, paper?.signatories, draft.signatories.length]).toEqual([[], [hand], 1])
    const [accepted] = await register.accept(online, register.second, seen)
    expect(accepted?.reference).toBe('EX-00001')
    // Who was asked by mail did not sign: what is disclosed of the entry is not about them.
    const { disclosures } = await tellPerson(register.parts, {
      address: parseMailAddress('ffion@vale.example'),
      name: undefined,
    })
    expect(disclosures).toEqual([])
    await register.check()
  })

  it('goes back with its scan, when something is wrong with it', async () => {
    const register = await paperRegister()
    const id = await register.start()
    await register.transcribe(id)
    await returnSignUp(register.parts, id, 'The day cannot be read')
    expect(await findScan(register.parts.db, id)).toBeUndefined()
    expect(stateOf(await register.read(id))).toBe('returned')
    await expect(register.accept(id, register.second, seen)).rejects.toMatchObject({ kind: 'already-done' })
  })

  it.each([
    ['a day that has not come', { on: parseFullDay('2026-03-05') }, 'signatories.0.on'],
    ['a letter that no certificate can show', { name: '山' }, 'signatories.0.name'],
  ])('is not typed in with %s', async (_what, change, field) => {
    const register = await paperRegister()
    const id = await register.start()
    await expect(register.transcribe(id, [{ ...hand, ...change }])).rejects.toMatchObject({ fields: [{ field }] })
  })
})

describe('the scan', () => {
  it('goes with the person who is erased, whom nobody knows but by name', async () => {
    const register = await paperRegister()
    const { parts } = register
    const id = await register.start()
    await register.transcribe(id)
    await register.accept(id, register.second, seen)
    expect(await findScan(parts.db, id)).toMatchObject({ mediaType: 'application/pdf' })
    const asker = { address: undefined, name: 'Hilda Hand' }
    const told = await tellPerson(parts, asker)
    expect(told.disclosures.map(({ name }) => name)).toContain('evidence.1')
    const [name] = told.disclosures.filter((one) => one.name === 'signatory.1.name')
    const wish = {
      ...asker,
      digests: [name?.digest ?? ''],
      kept: false,
      ground: 'objection',
      key: stamp(parts).id(),
    } as const
    expect((await findGoing(parts, wish)).map((one) => one.name)).toEqual(['signatory.1.name'])
    await erasePerson(parts, wish)
    expect(await findScan(parts.db, id)).toBeUndefined()
    await register.check()
  })

  it('is kept as long as the evidence of a signature, and not a day longer', async () => {
    const register = await paperRegister()
    const { parts, clock } = register
    const id = await register.start()
    await register.transcribe(id)
    await register.accept(id, register.second, seen)
    await register.settle()
    const evidence = 2190 * 86_400_000
    clock.now += evidence - 1000
    await eraseOld(parts)
    expect(await findScan(parts.db, id)).toBeDefined()
    clock.now += 2000
    await eraseOld(parts)
    expect(await findScan(parts.db, id)).toBeUndefined()
  })
})
