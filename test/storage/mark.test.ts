import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatMarkLine, parseMarkLines, type Mark, type MarkLine } from '../../src/storage/mark.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { markInObject, type Bucket } from '../../src/storage/mark-object.ts'
import { isRefused } from '../log/manglings.ts'

const lineOf = (size: number, root = size): MarkLine => ({ size, root: new Uint8Array(32).fill(root) })
const pathOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'mark-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'mark')
}

/** A bucket in memory that answers as R2 does: a condition that does not hold changes nothing. */
function bucket(): Bucket {
  const held = new Map<string, { etag: string; text: string }>()
  let puts = 0
  return {
    get: async (key) => {
      const found = held.get(key)
      return found ? { etag: found.etag, text: async () => found.text } : null
    },
    put: async (key, value, { onlyIf }) => {
      const found = held.get(key)
      if (onlyIf.etagDoesNotMatch === '*' && found) return null
      if (onlyIf.etagMatches !== undefined && onlyIf.etagMatches !== found?.etag) return null
      puts += 1
      held.set(key, { etag: String(puts), text: value })
      return {}
    },
  }
}

describe.each<[string, () => Mark]>([
  ['in a file', () => markInFile(pathOf())],
  ['in an object', () => markInObject(bucket(), 'mark')],
])('a mark %s', (_where, open) => {
  it('is none before it is advanced', async () => {
    expect(await open().read()).toBeUndefined()
  })

  it('is the line it was advanced to', async () => {
    const mark = open()
    await mark.advance(lineOf(0))
    await mark.advance(lineOf(5))
    expect(await mark.read()).toEqual(lineOf(5))
  })

  it('is the largest line, also where a smaller one comes late or again', async () => {
    const mark = open()
    for (const size of [5, 12, 5, 12, 7]) await mark.advance(lineOf(size))
    expect(await mark.read()).toEqual(lineOf(12))
  })

  it('is the largest of many that come at once', async () => {
    const mark = open()
    await Promise.all([3, 9, 1, 7, 5].map(async (size) => mark.advance(lineOf(size))))
    expect(await mark.read()).toEqual(lineOf(9))
  })
})

describe('a mark in a file', () => {
  it('goes on after a line that was broken off', async () => {
    const path = pathOf()
    await markInFile(path).advance(lineOf(5))
    appendFileSync(path, '12 0c0c')
    expect(await markInFile(path).read()).toEqual(lineOf(5))
    await markInFile(path).advance(lineOf(13))
    expect(await markInFile(path).read()).toEqual(lineOf(13))
    expect(readFileSync(path, 'utf8')).toBe(formatMarkLine(lineOf(5)) + formatMarkLine(lineOf(13)))
  })

  it('that knows two roots for one size is refused', async () => {
    const path = pathOf()
    writeFileSync(path, formatMarkLine(lineOf(5, 1)) + formatMarkLine(lineOf(5, 2)))
    await expect(markInFile(path).read()).rejects.toThrow('two roots for size 5')
  })
})

describe('the lines of a mark', () => {
  it('print as they were read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 8 }), (sizes) => {
        const text = sizes.map((size) => formatMarkLine(lineOf(size, size % 256))).join('')
        expect(parseMarkLines(text).map(formatMarkLine).join('')).toBe(text)
      }),
    )
  })

  it.each([
    ['without a root', '5\n'],
    ['with a short root', `5 ${'0'.repeat(62)}\n`],
    ['with a root in capitals', `5 ${'A'.repeat(64)}\n`],
    ['with a root that is no hex', `5 ${'g'.repeat(64)}\n`],
    ['with a zero before the size', `05 ${'0'.repeat(64)}\n`],
    ['with a negative size', `-5 ${'0'.repeat(64)}\n`],
    ['with a third word', `5 ${'0'.repeat(64)} x\n`],
    ['with an empty line', `\n5 ${'0'.repeat(64)}\n`],
    ['with a carriage return', `5 ${'0'.repeat(64)}\r\n`],
  ])('%s are refused', (_case, text) => {
    expect(isRefused(() => parseMarkLines(text))).toBe(true)
  })
})
