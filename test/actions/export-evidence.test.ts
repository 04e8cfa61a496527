import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trustedFiles } from '../../src/actions/bundle-certificate.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { erasePerson, findGoing } from '../../src/actions/erase-person.ts'
import { askChange } from '../../src/actions/ask-change.ts'
import { bundleEvidence, signEvidence } from '../../src/actions/export-evidence.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { remindSignatory } from '../../src/actions/renew-link.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { formatInstant, parseFullDay } from '../../src/core/day.ts'
import { disclose } from '../../src/core/disclosure.ts'
import { formatLeaf } from '../../src/core/entry.ts'
import { formatEvidence, parseEvidence } from '../../src/core/evidence.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import { formatEvidenceFile, parseEvidenceFile, type EvidenceFile } from '../../src/core/evidence-file.ts'
import { formatBase64Url } from '../../src/encoding/base64.ts'
import { formatCanonicalJson, formatCanonicalText } from '../../src/encoding/canonical-json.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { acts } from '../../src/storage/private-schema.ts'
import { findEntryAt } from '../../src/storage/read/entries.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { findTrust } from '../../src/verify/bundle.ts'
import { sayEvidence } from '../../src/verify/evidence-words.ts'
import { verifyEvidence } from '../../src/verify/evidence.ts'
import { browserBefore } from '../support/app.ts'
import { ffion, wishFor } from '../support/erasable.ts'
import { hand, paperRegister, scan } from '../support/paper.ts'
import { openRegister, type Register } from '../support/register.ts'
import { withSignatory } from '../support/signing-passkey.ts'
import { openAuthorities, withAuthorities } from '../support/time-service.ts'
import { linkIn, mailedCode, requireMail } from '../support/walk-pages.ts'

const day = 86_400_000

/** A register on which Ffion has signed, and what is signed of it at any time. */
async function signedRegister() {
  const register = await openRegister()
  const id = await register.signUp()
  await register.accept()
  await register.settle()
  await register.publish()
  const signUp = await requireSignUp(register.parts, id)
  const edition = signUp.draft.editions[0]!.edition
  const tell = async (kept = signUp) => signEvidence(register.parts, kept, { edition, signatory: 1 })
  return { register, id, signUp, edition, tell }
}

/** What holds of a file by the keys of its register, in the order in which it is judged: signed, recorded, logged, told. */
async function judged({ parts }: Pick<Register, 'parts'>, file: Uint8Array, jws: string): Promise<readonly string[]> {
  const trust = findTrust(await trustedFiles(parts))
  return (await verifyEvidence({ file, jws: formatUtf8(jws) }, trust)).findings.map(({ holds }) => holds)
}

const whole = ['yes', 'yes', 'yes', 'yes']
const namesIn = (file: Uint8Array) => parseEvidenceFile(file).disclosures.map(({ name }) => name)

describe('the evidence of a signature', () => {
  it('says what was shown and done, by whom, and where the log and the certificate have it', async () => {
    const { register, tell } = await signedRegister()
    const { file, jws } = await tell()
    expect(await judged(register, file, jws)).toEqual(whole)
    const told = parseEvidenceFile(file)
    const [signing] = await listSignings(register.parts.db)
    expect(told.evidence).toMatchObject({
      v: 2,
      method: 'online',
      consent: ['I am authorised to sign for this organisation', 'I have read the Shropshire Compact 2014'],
      text: signing?.text,
      events: [{ event: 'started' }, { event: 'confirmed' }],
    })
    expect(told.events.map(({ event }) => event)).toEqual(['started', 'confirmed', 'signed', 'accepted'])
    expect(Object.fromEntries(told.disclosures.map(({ name, value }) => [name, value]))).toMatchObject({
      'signatory.1.name': ffion.name,
      'signatory.1.address': ffion.address,
      'client.address': '192.0.2.7',
    })
    const [leaf] = register.parts.keys.sealers[0].chain
    const certificate = await findCertificate(register.parts.db, signing!.id)
    expect(told.receipt).toMatchObject({
      reference: signing?.reference,
      entry: signing?.position,
      check: { method: 'online', levels: ['mailbox', 'phone-back'], by: ['Robin Example'] },
      certificates: [{ sha256: formatHex(sha256(certificate!.pdf)) }],
      seal: { fingerprint: formatHex(sha256(leaf!)) },
      served: { sha256: formatHex(sha256(certificate!.pdf)), level: 'B-B', stamps: [] },
    })
    expect(sayEvidence(told).join(' ')).toContain(`${ffion.name}, Clerk, pressed the button to sign the Shropshire`)
  })

  it('says how far the certificate has come since it was issued, and which authorities stamped it', async () => {
    // What vouches for the time-stamp counts from when it is made.
    const authorities = openAuthorities([400])
    const register = await openRegister()
    register.clock.now = Date.now()
    const id = await register.signUp()
    await register.accept()
    await register.settle()
    const parts = withAuthorities(register.parts, authorities)
    await prolongCertificates(parts)
    const signUp = await requireSignUp(parts, id)
    const { file } = await signEvidence(parts, signUp, { edition: signUp.draft.editions[0]!.edition, signatory: 1 })
    const { receipt } = parseEvidenceFile(file)
    const stampedAt = formatInstant(register.clock.now)
    expect(receipt?.served).toMatchObject({
      level: 'B-LTA',
      stamps: [{ authority: 'time1.example', serial: expect.any(String), stampedAt }, { stampedAt }],
    })
    expect(receipt?.served?.sha256).not.toBe(receipt?.certificates[0]?.sha256)
  })

  it('is there before anybody has accepted it, and then says that no entry has it', async () => {
    const register = await openRegister()
    const id = await register.signUp()
    const signUp = await requireSignUp(register.parts, id)
    const { file, jws } = await signEvidence(register.parts, signUp, {
      edition: signUp.draft.editions[0]!.edition,
      signatory: 1,
    })
    expect(await judged(register, file, jws)).toEqual(['yes', 'unknown', 'unknown', 'yes'])
    expect(parseEvidenceFile(file)).not.toHaveProperty('receipt')
  })

  it('is of nobody who has not signed', async () => {
    const { register, signUp, edition } = await signedRegister()
    await expect(signEvidence(register.parts, signUp, { edition, signatory: 2 })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('of a signature by hand names the scan, who typed it and who held it against the scan', async () => {
    const register = await paperRegister()
    const { parts, first, second } = register
    const id = await register.start()
    await register.transcribe(id)
    await register.accept(id, second, ['paper-seen', 'phone-back'])
    await register.settle()
    await register.publish()
    const signUp = await register.read(id)
    const { file, jws } = await signEvidence(parts, signUp, {
      edition: signUp.draft.editions[0]!.edition,
      signatory: 1,
    })
    expect(await judged(register, file, jws)).toEqual(whole)
    const told = parseEvidenceFile(file)
    expect(told.evidence).toMatchObject({ method: 'paper', scan: formatHex(sha256(scan)), signedOn: hand.on })
    expect(Object.fromEntries(told.disclosures.map(({ name, value }) => [name, value]))).toMatchObject({
      'approver.2': second.name,
      'signatory.1.minute': hand.minute,
      'signatory.1.name': hand.name,
      transcriber: first.name,
    })
    expect(told.events.map(({ event }) => event)).toEqual(['transcribed', 'accepted'])
  })

  it('of what somebody asked for later is quoted by the account of it', async () => {
    const { register } = await signedRegister()
    const [signing] = await listSignings(register.parts.db)
    const chair = { name: 'Nia Newcomer', role: 'Chair', address: parseMailAddress('nia@vale.example') }
    const on = parseFullDay('2026-03-04')
    const id = await askChange(register.parts, chair, { purpose: 'reaffirm', signing: signing!.id, on })
    await register.sign(chair.address)
    await register.accept(id)
    await register.settle()
    await register.publish()
    const signUp = await requireSignUp(register.parts, id)
    const { file, jws } = await signEvidence(register.parts, signUp, { edition: signing!.edition, signatory: 1 })
    expect(await judged(register, file, jws)).toEqual(whole)
    expect(parseEvidenceFile(file).evidence).toMatchObject({
      act: 're-affirm its signing of the Shropshire Compact 2014 as of 4 March 2026',
    })
  })

  it('has what the carrier said of each mail, and what nobody said is not there', async () => {
    const register = await openRegister()
    const { parts, clock } = register
    const { id } = await register.start()
    await fillInSignUp(parts, id, register.answers())
    await sendSignUp(parts, id)
    await sendMails(parts)
    clock.now += 3_600_000
    await sendMails(parts)
    await remindSignatory(parts, id, 1)
    await sendMails(parts)
    clock.now += 60_000
    await register.sign(ffion.address)
    const signUp = await requireSignUp(parts, id)
    const { file } = await signEvidence(parts, signUp, { edition: signUp.draft.editions[0]!.edition, signatory: 1 })
    expect(parseEvidenceFile(file).evidence).toMatchObject({
      events: ['sent', 'reminded', 'delivered', 'started', 'confirmed'].map((event) => ({ event })),
    })
  })

  it('is had back weeks later by whoever signed, through a new link to their mailbox and a code', async () => {
    const { register, signUp, edition } = await signedRegister()
    const { parts, clock } = register
    const browser = browserBefore(parts)
    const asked = await requireMail(browser, ffion.address, 'please sign')
    clock.now += 20 * day
    const spent = await browser.open(linkIn(asked))
    expect(spent.title).toContain('This link has been used')
    await browser.press(spent, 'Email me a new link')
    clock.now += 1000
    const sent = await requireMail(browser, ffion.address, 'the record of your signature')
    const code = await browser.press(await browser.open(linkIn(sent)), 'Email me a code')
    const page = await browser.press(code, 'Continue', { code: await mailedCode(browser, ffion.address) })
    expect(page.text).toContain('You have signed')
    const answer = await browser.open(page.links.find((href) => href.endsWith('/evidence.zip')) ?? '')
    const files = parseZip(answer.bytes, 1_000_000)
    const { evidence } = parseEvidenceFile((await signEvidence(parts, signUp, { edition, signatory: 1 })).file)
    expect(parseEvidenceFile(files.get('evidence.json')!).evidence).toEqual(evidence)
  })

  it('comes with what it is checked with', async () => {
    const { register, signUp, edition } = await signedRegister()
    const files = parseZip(await bundleEvidence(register.parts, signUp, { edition, signatory: 1 }), 1_000_000)
    const papers = { file: files.get('evidence.json')!, jws: files.get('evidence.json.jws') }
    const { findings } = await verifyEvidence(papers, findTrust(files))
    expect(findings.map(({ holds }) => holds)).toEqual(whole)
    expect(parseUtf8(files.get('README.txt')!)).toContain('It is private')
  })
})

describe('a signature that a passkey approved as well', () => {
  it('is shown to be one by its record alone, after name and browser are gone, and by no other', async () => {
    const register = await withSignatory()
    const { parts, id } = register
    await register.approve(await register.press())
    await register.accept()
    await register.settle()
    await register.publish()
    const signUp = await requireSignUp(parts, id)
    const signed = { edition: signUp.draft.editions[0]!.edition, signatory: 1 }
    const { file, jws } = await signEvidence(parts, signUp, signed)
    expect(await judged(register, file, jws)).toEqual([...whole, 'yes'])
    await erasePerson(parts, await wishFor(register, { digests: await digestOfName(register) }))
    const bare = await signEvidence(parts, { ...signUp, signatures: [] }, signed)
    expect(parseUtf8(bare.file)).not.toContain(ffion.name)
    expect(await judged(register, bare.file, bare.jws)).toEqual([...whole, 'yes'])

    const told = parseEvidenceFile(file)
    const record = recordOf(told)
    if (record.method !== 'online' || !record.passkey) throw new Error('there is no passkey')
    const evidence = { ...record, passkey: { ...record.passkey, counter: 7 } }
    const changed = formatEvidenceFile({ ...told, evidence })
    expect(await judged(register, changed, jws)).toEqual(['no', 'no', 'yes', 'yes', 'no'])
  })
})

describe('a record of version 1', () => {
  it('is exported and judged as it was kept, and goes with the name that is in it', async () => {
    const register = await openRegister()
    const { parts } = register
    const id = await register.signUp()
    const { signatures } = await requireSignUp(parts, id)
    const { edition, text, statement } = signatures[0]!
    const client = formatCanonicalText({ address: '192.0.2.7', agent: 'Firefox', salt: 'AAAAAAAAAAAAAAAAAAAAAA' })
    const record = {
      v: 1,
      signUp: id,
      signatory: 1,
      edition,
      language: 'en',
      text,
      statement,
      body: 'Example Vale Parish Council',
      name: ffion.name,
      role: 'Clerk',
      sentTo: ffion.address,
      mandate: 'office',
      sentAt: null,
      signedAt: '2026-03-04T10:15:00Z',
      confirmedBy: 'mailed-code',
      carrier: 'mailbox',
      client: formatBase64Url(sha256(formatUtf8(client))),
    }
    await parts.db.update(acts).set({ evidence: formatCanonicalText(record), client })
    await register.accept()
    await register.settle()
    await register.publish()
    const signUp = await requireSignUp(parts, id)
    const { file, jws } = await signEvidence(parts, signUp, { edition, signatory: 1 })
    expect(await judged(register, file, jws)).toEqual(whole)
    expect(parseEvidenceFile(file)).toMatchObject({ evidence: record, client, disclosures: [] })
    const lied = { ...parseEvidenceFile(file), client: client.replace('192', '193') }
    expect((await judged(register, formatCanonicalJson(lied), jws)).at(-1)).toBe('no')

    const going = await findGoing(parts, await wishFor(register, { digests: await digestOfName(register) }))
    expect(going.map(({ name }) => name).toSorted()).toEqual(['evidence.1', 'signatory.1.name'])
  })
})

describe('from what is stored alone, the digest of the record holds', () => {
  it('when browser and network address have had their time, and when the name is erased', async () => {
    const { register, id, signUp, tell } = await signedRegister()
    const first = await tell()
    register.clock.now += 90 * day + 1000
    await eraseOld(register.parts)
    const later = await tell(await requireSignUp(register.parts, id))
    expect(await judged(register, later.file, later.jws)).toEqual(whole)
    expect(namesIn(first.file).filter((name) => !namesIn(later.file).includes(name))).toEqual([
      'client.address',
      'client.agent',
      'client.session',
    ])

    await erasePerson(register.parts, await wishFor(register, { digests: await digestOfName(register) }))
    await register.settle()
    // The sign-up went with the name: nothing is left but the entry and what it discloses.
    const last = await tell({ ...signUp, signatures: [] })
    expect(await judged(register, last.file, last.jws)).toEqual(whole)
    expect(namesIn(last.file)).toEqual(['signatory.1.role', 'statement.1'])
    expect(parseUtf8(last.file)).not.toContain(ffion.name)
    expect(sayEvidence(parseEvidenceFile(last.file))[0]).toMatch(/^Somebody whose name is not told here, Clerk, /)
    // Whoever has the older file still shows what it shows.
    expect(await judged(register, first.file, first.jws)).toEqual(whole)
    await register.check()
  })

  it('for no file with another byte anywhere, or another byte in its signature', { timeout: 60_000 }, async () => {
    const { register, tell } = await signedRegister()
    const { file, jws } = await tell()
    const trust = findTrust(await trustedFiles(register.parts))
    const whichever = fc.integer({ min: 0, max: file.length + jws.length - 1 })
    await fc.assert(
      fc.asyncProperty(whichever, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const [first, second] = [Uint8Array.from(file), formatUtf8(jws)]
        const [bytes, n] = at < file.length ? [first, at] : [second, at - file.length]
        bytes[n] = (bytes[n] ?? 0) ^ by
        const { findings } = await verifyEvidence({ file: first, jws: second }, trust)
        expect(findings[0]?.holds).toBe('no')
      }),
      { numRuns: 400 },
    )
  })

  it('for no record and no value that differs, though somebody signed them anew', async () => {
    const { register, tell } = await signedRegister()
    const told = parseEvidenceFile((await tell()).file)
    const [value] = told.disclosures
    const other = told.disclosures.map((one) => (one === value ? { ...one, value: '198.51.100.9' } : one))
    const salt = new Uint8Array(16)
    const anybody = disclose(salt, { name: 'signatory.1.name', value: 'Anybody Else', public: false })
    const anew = { ...recordOf(told), mandate: 'delegated' } as const
    const recorded = disclose(salt, { name: 'evidence.1', value: formatEvidence(anew), public: false }).text
    const changed: readonly (readonly [Partial<EvidenceFile>, readonly string[]])[] = [
      [{ evidence: anew, recorded }, ['no', 'yes', 'yes']],
      [{ disclosures: [anybody] }, ['yes', 'yes', 'no']],
      [{ evidence: { ...recordOf(told), signatory: 2 } }, ['no', 'yes', 'yes']],
      [{ evidence: anew }, ['no', 'yes', 'yes']],
      [{ disclosures: other }, ['yes', 'yes', 'no']],
      [{ disclosures: [...told.disclosures, ...told.disclosures] }, ['yes', 'yes', 'no']],
      [{ disclosures: told.disclosures.slice(2) }, ['yes', 'yes', 'yes']],
      [{ receipt: { ...told.receipt!, entry: 1 } }, ['yes', 'no', 'yes']],
      [{ receipt: { ...told.receipt!, leafHash: 'ab'.repeat(32) } }, ['yes', 'no', 'yes']],
    ]
    const signer = register.parts.keys.joses[0]
    for (const [change, holds] of changed) {
      const file = formatCanonicalJson({ ...told, ...change })
      expect(await judged(register, file, await signer.signDetached(file, 'evidence+jws'))).toEqual(['yes', ...holds])
    }
  })

  it('for no entry that says something else was signed, whatever digests it has', async () => {
    const { register, tell } = await signedRegister()
    const { file } = await tell()
    const trust = findTrust(await trustedFiles(register.parts))
    const entry = (await findEntryAt(register.parts.db, parseEvidenceFile(file).receipt!.entry))?.entry
    if (entry?.type !== 'signing.recorded') throw new Error('this is not the entry of a signing')
    const holdsBy = async (leaf: Uint8Array) => (await verifyEvidence({ file, leaf }, trust)).findings[1]?.holds
    expect(await holdsBy(formatLeaf(entry))).toBe('yes')
    expect(await holdsBy(formatLeaf({ ...entry, text: 'ab'.repeat(32) }))).toBe('no')
    expect(await holdsBy(formatLeaf({ ...entry, edition: entry.body }))).toBe('no')
  })

  it('under no signature that was made for something else', async () => {
    const { register, tell } = await signedRegister()
    const { file } = await tell()
    const list = await register.parts.keys.joses[0].signDetached(file, 'signatory-list+jws')
    expect(await judged(register, file, list)).toEqual(['no', 'yes', 'yes', 'yes'])
  })
})

async function digestOfName({ parts }: Pick<Register, 'parts'>): Promise<string[]> {
  const { disclosures } = await tellPerson(parts, ffion)
  return disclosures.filter(({ name }) => name === 'signatory.1.name').map(({ digest }) => digest)
}

function recordOf(told: EvidenceFile) {
  const record = parseEvidence(formatCanonicalText(told.evidence))
  if (record.v === 1) throw new Error('a new record is of version 2')
  expect(formatEvidence(record)).toBe(formatCanonicalText(told.evidence))
  return record
}
