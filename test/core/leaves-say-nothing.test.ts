import { describe, expect, it } from 'vitest'
import { formatBareList } from '../../src/core/bare-list.ts'
import { londonDay } from '../../src/core/day.ts'
import { formatLeaf } from '../../src/core/entry.ts'
import { replay } from '../../src/core/replay.ts'
import { listLines } from '../../src/core/signatory-list.ts'
import { head } from '../../src/core/stamp.ts'
import { formatBase64, formatBase64Url } from '../../src/encoding/base64.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { stampAt } from './given.ts'
import { longHistoryOf, recordedOf } from '../support/history.ts'

describe('the leaves of a history of 10,000 entries', () => {
  const { drafts, typed } = longHistoryOf(10_000, 7)
  const recorded = recordedOf(drafts)
  const { common } = head(stampAt(), [])
  const lists = [100, 1000, drafts.length].map((size) => {
    const asAt = londonDay(common.at)
    const lines = listLines(replay(recorded.slice(0, size)), asAt)
    const text = parseUtf8(formatBareList({ asAt, lines }, { size, root: new Uint8Array(32) }))
    const bare = formatHex(sha256(formatUtf8(text)))
    return { text, entry: { ...common, type: 'list.published', asAt, size, bare } as const }
  })
  const leaves = [...drafts, ...lists].map(({ entry }) => parseUtf8(formatLeaf(entry)))
  const fields = drafts.flatMap(({ disclosures }) => disclosures.map(({ name, value }) => ({ name, value })))

  it('have no string that was typed, and neither has a list that they have the digest of', () => {
    expect(typed.every((words) => words.startsWith('Typed '))).toBe(true)
    expect(JSON.stringify(fields)).toContain('Typed ')
    expect(leaves.filter((leaf) => /typed/i.test(leaf))).toEqual([])
    expect(lists.filter(({ text }) => /typed/i.test(text))).toEqual([])
  })

  it('have no digest that guessing what was typed reproduces: as it is, as a field, with an empty salt', () => {
    const said = new Set(leaves.flatMap((leaf) => leaf.match(/[A-Za-z0-9+/_-]{40,}/g) ?? []))
    const guesses = fields.flatMap(({ name, value }) => {
      const json = JSON.stringify(value)
      const disclosed = JSON.stringify(['', name, value])
      const bare = typeof value === 'string' ? value : json
      const texts = [bare, json, `${name}${bare}`, JSON.stringify({ [name]: value }), disclosed]
      return [...texts, formatBase64Url(formatUtf8(disclosed))]
    })
    expect(guesses.length).toBeGreaterThan(10_000)
    const found = guesses.filter((guess) => {
      const digest = sha256(formatUtf8(guess))
      return [formatHex(digest), formatBase64Url(digest), formatBase64(digest).replace('=', '')].some((one) =>
        said.has(one),
      )
    })
    expect(found).toEqual([])
  })
})
