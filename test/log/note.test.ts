import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { formatHex, parseHex } from '../../src/encoding/hex.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import {
  formatNote,
  isKeyName,
  parseNote,
  signNote,
  verifyNote,
  type NoteVerdict,
  type NoteVerifier,
} from '../../src/log/note.ts'
import { formatVkey, keyIdOf, noteVerifier, parseVkey } from '../../src/log/vkey.ts'
import { vectorsPresent } from '../support/vectors.ts'
import { knownCases, readKnown } from './known.ts'
import { isRefused, reprinted } from './manglings.ts'
import { keyOf } from './signing.ts'

const outcomeOf = (verdict: NoteVerdict) => (verdict.valid ? 'verified' : verdict.reason)

const verifyBytes = (note: Uint8Array, verifiers: NoteVerifier[]): NoteVerdict =>
  isRefused(() => parseUtf8(note)) ? { valid: false, reason: 'malformed' } : verifyNote(parseUtf8(note), verifiers)

describe.runIf(vectorsPresent)('signed-note vectors', () => {
  const [notes, vkeys] = ['signed-note/notes.json', 'signed-note/vkeys.json']
  const known = () => [noteVerifier(parseVkey(readKnown(notes, v.object({ vkey: v.string() })).vkey))]

  it.each(knownCases(notes, 'cases', v.object({ name: v.string(), note: v.string(), outcome: v.string() })))(
    '$name: $outcome',
    ({ note, outcome }) => {
      expect(outcomeOf(verifyNote(note, known()))).toBe(outcome)
      expect(isRefused(() => parseNote(note))).toBe(outcome === 'malformed')
      expect(reprinted(note, (text) => formatNote(parseNote(text)))).toBe(note)
    },
  )

  it.each(knownCases(notes, 'bytes', v.object({ name: v.string(), noteHex: v.string(), outcome: v.string() })))(
    '$name: $outcome',
    ({ noteHex, outcome }) => {
      expect(outcomeOf(verifyBytes(parseHex(noteHex), known()))).toBe(outcome)
    },
  )

  it.each(knownCases(notes, 'alsoVerifies', v.object({ vkey: v.string(), note: v.string() })))(
    '$vkey signed a real note',
    ({ vkey, note }) => {
      expect(outcomeOf(verifyNote(note, [noteVerifier(parseVkey(vkey))]))).toBe('verified')
    },
  )

  const vector = v.object({
    vkey: v.string(),
    name: v.string(),
    id: v.string(),
    type: v.number(),
    publicKeyHex: v.string(),
  })

  it.each(knownCases(vkeys, 'keys', vector))('$vkey is read', ({ vkey, name, id, type, publicKeyHex }) => {
    const key = parseVkey(vkey)
    expect([key.name, formatHex(keyIdOf(key)), formatHex(key.publicKey)]).toEqual([name, id, publicKeyHex])
    expect(key.type).toBe(type === 1 ? 'ed25519' : 'cosignature')
    expect(formatVkey(key)).toBe(vkey)
  })

  it.each(knownCases(vkeys, 'refused', v.object({ vkey: v.string() })))('$vkey is refused', ({ vkey }) =>
    expect(() => parseVkey(vkey)).toThrow(Malformed),
  )

  it('a checkpoint of sigsum is rebuilt byte for byte', async () => {
    const texts = ['seedHex', 'publicKeyHex', 'origin', 'keyId', 'rootHex', 'note'] as const
    const schema = v.object({ ...v.entriesFromList(texts, v.string()), size: v.number() })
    const sigsum = readKnown('signed-note/sigsum-checkpoint.json', schema)
    const { key, signer } = keyOf(sigsum.origin, parseHex(sigsum.seedHex))
    expect([formatHex(key.publicKey), formatHex(keyIdOf(key))]).toEqual([sigsum.publicKeyHex, sigsum.keyId])
    const text = formatCheckpoint({ origin: key.name, size: sigsum.size, root: parseHex(sigsum.rootHex) })
    expect(await signNote(text, [signer])).toBe(sigsum.note)
  })
})

const ours = keyOf('example.org/log', new Uint8Array(32).fill(7))
const theirs = keyOf('example.net/log', new Uint8Array(32).fill(8))
const known = [noteVerifier(ours.key)]

describe('a signed note', () => {
  it('is opened by each of its keys, and blank lines belong to the text', async () => {
    const text = 'one\n\n\ntwo\n\n'
    const note = await signNote(text, [theirs.signer, ours.signer])
    for (const { key } of [ours, theirs]) {
      const verdict = verifyNote(note, [noteVerifier(key)])
      expect(verdict).toMatchObject({ valid: true, text, signatures: [{ name: key.name, keyId: keyIdOf(key) }] })
    }
    expect(verifyNote(note, [...known, noteVerifier(theirs.key)])).toMatchObject({ signatures: { length: 2 } })
    expect(verifyNote(note, [])).toEqual({ valid: false, reason: 'unsigned' })
  })

  it('prints as it was read, whatever the text', async () => {
    const line = fc.string({ unit: 'binary' }).filter((text) => !/[\p{Cc}]/u.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
        const text = `${lines.join('\n')}\n`
        const note = await signNote(text, [ours.signer])
        expect(parseNote(note).text).toBe(text)
        expect(formatNote(parseNote(note))).toBe(note)
        expect(parseUtf8(formatUtf8(note))).toBe(note)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['without a final newline', 'text'],
    ['with a carriage return', 'text\r\n'],
    ['with a tab', 'a\ttab\n'],
    ['with half a character', 'text\ud800\n'],
    ['that is empty', ''],
  ])('is not made of a text %s', async (_what, text) => {
    await expect(signNote(text, [ours.signer])).rejects.toThrow(Malformed)
  })

  it('is not made without a signer', async () => {
    await expect(signNote('text\n', [])).rejects.toThrow(Malformed)
  })

  it('verifies in no proper substring and with no bumped byte', async () => {
    const note = await signNote('example.org/log\n5\n', [ours.signer])
    for (let from = 0; from <= note.length; from++) {
      for (let to = from; to < note.length + Math.sign(from); to++) {
        expect(verifyNote(note.slice(from, to), known).valid).toBe(false)
      }
    }
    const bytes = formatUtf8(note)
    for (let at = 0; at < bytes.length; at++) {
      for (const bump of [1, 255])
        expect(verifyBytes(bytes.with(at, (bytes[at]! + bump) % 256), known).valid).toBe(false)
    }
  })

  it('may hold the same good line twice, and seventeen lines, but not a hundred and one', async () => {
    const note = await signNote('text\n', [ours.signer])
    const [, line] = note.split('\n\n')
    expect(verifyNote(note + line, known).valid).toBe(true)
    const stranger = (n: number) => `— stranger${n} ${formatBase64(new Uint8Array(68).fill(n))}\n`
    const strangers = (count: number) => Array.from({ length: count }, (_, n) => stranger(n)).join('')
    expect(parseNote(note + strangers(16)).signatures.length).toBe(17)
    expect(verifyNote(note + strangers(16), known).valid).toBe(true)
    expect(verifyNote(note + strangers(99), known).valid).toBe(true)
    expect(verifyNote(note + strangers(100), known)).toEqual({ valid: false, reason: 'malformed' })
  })

  it('is not signed by a key whose name only contains the name, or is contained in it, nor by half of a key', async () => {
    const note = await signNote('text\n', [ours.signer])
    const verifier = noteVerifier(ours.key)
    const { name, keyId } = verifier
    for (const similar of [name.slice(1), name.slice(0, -1), `${name}s`, `a${name}`, name.toUpperCase()]) {
      expect(verifyNote(note, [{ ...verifier, name: similar }])).toEqual({ valid: false, reason: 'unsigned' })
    }
    for (const other of [keyId.slice(0, 3), keyId.with(3, keyId[3]! ^ 1), new Uint8Array()]) {
      expect(verifyNote(note, [{ ...verifier, keyId: other }])).toEqual({ valid: false, reason: 'unsigned' })
    }
  })

  it('is not good because one of its signatures is', async () => {
    const note = await signNote('text\n', [ours.signer, theirs.signer])
    const spoilt = formatNote({
      text: 'text\n',
      signatures: parseNote(note).signatures.map((line, n) =>
        n === 1 ? { ...line, signature: line.signature.with(0, line.signature[0]! ^ 1) } : line,
      ),
    })
    const both = [...known, noteVerifier(theirs.key)]
    expect([verifyNote(note, both).valid, verifyNote(spoilt, known).valid]).toEqual([true, true])
    expect(verifyNote(spoilt, both)).toEqual({ valid: false, reason: 'bad-signature' })
  })

  it('ends in a newline and nothing else', async () => {
    const note = await signNote('text\n', [ours.signer])
    for (const end of ['', 'x', ' ', '=']) {
      expect(verifyNote(note.slice(0, -1) + end, known)).toEqual({ valid: false, reason: 'malformed' })
    }
  })

  it('satisfies every known key of that name and ID, should two share both', async () => {
    const note = await signNote('text\n', [ours.signer])
    const twin = { ...noteVerifier(ours.key), verify: () => false }
    expect(verifyNote(note, [...known, twin])).toEqual({ valid: false, reason: 'bad-signature' })
    expect(verifyNote(note, [...known, ...known]).valid).toBe(true)
  })

  it('is at most 64 KiB of UTF-8', async () => {
    const signed = await signNote('\n', [ours.signer])
    const room = 65_536 - formatUtf8(signed).length
    const filled = await signNote(`${'é'.repeat(room / 2)}${'e'.repeat(room % 2)}\n`, [ours.signer])
    expect(formatUtf8(filled).length).toBe(65_536)
    expect(verifyNote(filled, known).valid).toBe(true)
    expect(verifyNote(`e${filled}`, known)).toEqual({ valid: false, reason: 'malformed' })
  })

  it('ignores a line that shares only the name or only the ID with a known key', async () => {
    const note = await signNote('text\n', [ours.signer])
    const bad = new Uint8Array(64)
    const line = (name: string, keyId: Uint8Array) =>
      formatNote({ text: '', signatures: [{ name, keyId, signature: bad }] }).slice(1)
    const other = keyIdOf(theirs.key)
    for (const name of ['example.org', 'example.org/log/', 'xexample.org/log', 'EXAMPLE.org/log']) {
      expect(verifyNote(note + line(name, ours.signer.keyId), known).valid).toBe(true)
      expect(verifyNote(`text\n\n${line(name, ours.signer.keyId)}`, known)).toMatchObject({ reason: 'unsigned' })
    }
    expect(verifyNote(note + line(ours.key.name, other), known).valid).toBe(true)
    expect(verifyNote(note + line(ours.key.name, ours.signer.keyId), known)).toMatchObject({ reason: 'bad-signature' })
    expect(verifyNote(`text\n\n${line(ours.key.name, ours.signer.keyId)}${note.slice(6)}`, known)).toMatchObject({
      reason: 'bad-signature',
    })
  })

  it('rejects a signature of a known key that is too short or too long', async () => {
    const { text, signatures } = parseNote(await signNote('text\n', [ours.signer]))
    const [line] = signatures
    for (const signature of [line!.signature.subarray(1), Uint8Array.of(...line!.signature, 0)]) {
      expect(verifyNote(formatNote({ text, signatures: [{ ...line!, signature }] }), known)).toMatchObject({
        reason: 'bad-signature',
      })
    }
  })
})

describe('a verifier key', () => {
  it('prints as it was read', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom('a', 'é/x', '例え'),
        (publicKey, name) => {
          for (const type of ['ed25519', 'cosignature'] as const) {
            const vkey = formatVkey({ name, type, publicKey })
            expect(parseVkey(vkey)).toEqual({ name, type, publicKey })
            expect(formatVkey(parseVkey(vkey))).toBe(vkey)
          }
        },
      ),
    )
  })

  it('may have more plus signs in its base64, where nothing parts', () => {
    const key = { name: 'example.org/log', type: 'ed25519', publicKey: new Uint8Array(32).fill(0xfb) } as const
    const vkey = formatVkey(key)
    expect(vkey.split('+').length).toBeGreaterThan(3)
    expect(parseVkey(vkey)).toEqual(key)
  })

  it('may be that of a post-quantum witness', () => {
    const key = { name: 'w', type: 'mlDsaCosignature', publicKey: new Uint8Array(1312) } as const
    expect(parseVkey(formatVkey(key))).toEqual(key)
  })

  it.each([
    ['too short', 'ed25519', 31],
    ['too long', 'cosignature', 33],
    ['as long as another type', 'mlDsaCosignature', 32],
  ] as const)('%s is refused', (_what, type, length) => {
    expect(() => parseVkey(formatVkey({ name: 'x', type, publicKey: new Uint8Array(length) }))).toThrow(Malformed)
  })

  it('is refused in every proper substring and with any bumped character', () => {
    const vkey = formatVkey(ours.key)
    for (let at = 0; at < vkey.length; at++) {
      const bumped = vkey.slice(0, at) + String.fromCharCode(vkey.charCodeAt(at) + 1) + vkey.slice(at + 1)
      for (const text of [vkey.slice(at + 1), vkey.slice(0, at), bumped]) {
        expect(() => parseVkey(text)).toThrow(Malformed)
      }
    }
  })

  it('of an unknown type is refused', () => {
    expect(() => parseVkey('PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toThrow(Malformed)
  })

  it.each(['', 'a b', 'a\n'])('of the name %j is refused', (name) => {
    expect(() => parseVkey(formatVkey({ ...ours.key, name }))).toThrow(Malformed)
  })

  it('of a witness verifies no note', () => {
    expect(() => noteVerifier({ ...ours.key, type: 'cosignature' })).toThrow(Malformed)
  })

  // Under ZIP-215 this key and signature verify any text whatever.
  it('of small order verifies nothing', () => {
    const point = Uint8Array.of(1, ...new Uint8Array(31))
    const weak = noteVerifier({ name: 'weak', type: 'ed25519', publicKey: point })
    expect(weak.verify(formatUtf8('text\n'), Uint8Array.of(...point, ...new Uint8Array(32)))).toBe(false)
  })

  it.each(['', ' ', 'a b', 'a+b', 'a\u00a0b', 'a\u0085', '\u2003', 'a\n', '\ud800'])('cannot be called %j', (name) => {
    expect(isKeyName(name)).toBe(false)
  })

  it.each(['a', 'example.org/log', 'é', '\ufeff'])('can be called %j', (name) => expect(isKeyName(name)).toBe(true))
})
