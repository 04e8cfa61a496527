import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  formatCode,
  formatToken,
  importTokenKey,
  isGenuine,
  parseToken,
  type TokenKey,
  type TokenPurpose,
} from '../../src/keys/token.ts'
import { formatBase64Url } from '../../src/encoding/base64.ts'
import { isRefused } from '../log/manglings.ts'

const purposes = ['resume', 'signature', 'desk', 'session'] as const
const id = Uint8Array.from({ length: 16 }, (_, n) => n)

let key: TokenKey
beforeAll(async () => {
  key = await importTokenKey(new Uint8Array(32).fill(7))
})

const opens = async (purpose: TokenPurpose, text: string, issue = 1) => isGenuine(key, purpose, parseToken(text), issue)

describe('a token', () => {
  it.each(purposes)('for %s opens that and nothing else', async (purpose) => {
    const token = await formatToken(key, purpose, id, 1)
    const opened = await Promise.all(purposes.map(async (other) => opens(other, token)))
    expect(opened).toEqual(purposes.map((other) => other === purpose))
  })

  it('is worthless from its next issue on', async () => {
    const token = await formatToken(key, 'resume', id, 1)
    expect(await opens('resume', token, 1)).toBe(true)
    expect([
      await opens('resume', token, 0),
      await opens('resume', token, 2),
      await opens('resume', token, 11),
    ]).toEqual([false, false, false])
  })

  it('is worthless under another key', async () => {
    const other = await importTokenKey(new Uint8Array(32).fill(8))
    expect(await isGenuine(other, 'resume', parseToken(await formatToken(key, 'resume', id, 1)), 1)).toBe(false)
  })

  it('carries its id, and is the same whenever it is computed', async () => {
    const token = await formatToken(key, 'desk', id, 3)
    expect(parseToken(token).id).toEqual(id)
    expect(await formatToken(key, 'desk', id, 3)).toBe(token)
    expect(token).toMatch(/^[A-Za-z0-9_-]{64}$/)
  })

  it('with any letter changed is refused or opens nothing', async () => {
    const token = await formatToken(key, 'session', id, 1)
    const changed = Array.from(
      token,
      (letter, at) => `${token.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
    )
    expect(await Promise.all(changed.map(async (text) => opens('session', text)))).toEqual(changed.map(() => false))
  })

  it('cut short, made longer or written otherwise is refused', async () => {
    const token = await formatToken(key, 'session', id, 1)
    const others = [
      ...Array.from(token, (_, at) => token.slice(0, at)),
      `${token}A`,
      `${token}=`,
      ` ${token}`,
      `${token}\n`,
    ]
    expect(others.filter((text) => !isRefused(() => parseToken(text)))).toEqual([])
  })

  it('is no token when it is any other text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        fc.pre(bytes.length !== 48)
        expect(isRefused(() => parseToken(formatBase64Url(Uint8Array.from(bytes))))).toBe(true)
      }),
    )
  })
})

describe('a code', () => {
  it('is six digits of its id and nobody else’s', async () => {
    const codes = await Promise.all(Array.from({ length: 200 }, async (_, n) => formatCode(key, id.with(0, n))))
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBeGreaterThan(190)
    expect(await formatCode(key, id)).toBe(codes[0])
  })
})
