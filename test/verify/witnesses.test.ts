import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../src/core/day.ts'
import { decidePolicyChange } from '../../src/core/policy-change.ts'
import { makeUuid } from '../../src/core/uuid.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatCheckpoint } from '../../src/log/checkpoint.ts'
import { formatNote, parseNote, signNote } from '../../src/log/note.ts'
import { formatPolicy } from '../../src/log/policy.ts'
import { formatVkey } from '../../src/log/vkey.ts'
import { judgeWitnesses } from '../../src/verify/witnesses.ts'
import { cosignerOf, keyOf } from '../log/signing.ts'

const seen = Date.parse('2026-03-04T10:15:00Z')
const log = keyOf('register.example/log', new Uint8Array(32).fill(1))
const north = cosignerOf('north.example/witness', new Uint8Array(32).fill(2))
const south = cosignerOf('south.example/witness', new Uint8Array(32).fill(3))
const text = formatPolicy({
  logs: [{ key: log.key }],
  witnesses: [
    { name: 'north', key: north.key },
    { name: 'south', key: south.key },
  ],
  groups: [{ name: 'both', threshold: 'all', members: ['north', 'south'] }],
  quorum: 'both',
})

describe('the witnesses of a checkpoint', () => {
  it('are believed for a day after they saw it, each of whom the policy asks', async () => {
    expect(await judged([north, south], 0)).toEqual([
      'yes',
      '2 witnesses cosigned the checkpoint (north, south), enough for its policy as of 2026-03-04T10:15:00Z.',
    ])
    expect(await judged([north, south], 24)).toEqual(['yes', expect.any(String)])
    expect(await judged([north], 0)).toEqual(['no', 'Too few witnesses cosigned the checkpoint for its policy.'])
  })

  it('may have seen a newer log since, where that is longer ago', async () => {
    const [holds, words] = await judged([north, south], 25)
    expect([holds, words]).toEqual(['unknown', expect.stringContaining('there may be a newer log')])
  })
})

/** The finding on a checkpoint that some witnesses cosigned so many hours ago. */
async function judged(by: readonly (typeof north)[], hours: number) {
  const note = parseNote(
    await signNote(formatCheckpoint({ origin: log.key.name, size: 1, root: sha256(formatUtf8('root')) }), [log.signer]),
  )
  const lines = await Promise.all(by.map(async ({ cosigner }) => cosigner.cosign(note.text, seen / 1000)))
  const salt = (length: number) => new Uint8Array(length)
  const stamp = { at: formatInstant(seen), id: () => makeUuid(seen, salt(10)), salt: () => salt(16) }
  const { entry } = decidePolicyChange(formatHex(sha256(formatUtf8(text))), stamp)
  const { holds, words } = await judgeWitnesses(
    async (path) => (path === 'log/policy' ? formatUtf8(text) : undefined),
    [{ position: 0, entry, disclosures: [] }],
    {
      note: formatNote({ ...note, signatures: [...note.signatures, ...lines] }),
      vkeys: [formatVkey(log.key)],
      address: '',
      now: formatInstant(seen + hours * 3_600_000),
    },
  )
  return [holds, words]
}
