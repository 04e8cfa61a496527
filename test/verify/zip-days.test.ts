import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { formatZip } from '../../src/encoding/zip.ts'

const files = new Map([
  ['a.txt', formatUtf8('a'.repeat(5000))],
  ['b', formatUtf8('b')],
])

it('a ZIP is the same bytes on every machine and day, also where the clock is behind London’s', () => {
  const digest = formatHex(sha256(formatZip(files)))
  const code = `import { formatZip } from '${import.meta.dirname}/../../src/encoding/zip.ts'
      import { createHash } from 'node:crypto'
      const files = new Map([['a.txt', Buffer.from('a'.repeat(5000))], ['b', Buffer.from('b')]])
      console.log(createHash('sha256').update(formatZip(files)).digest('hex'))`
  for (const TZ of ['Pacific/Honolulu', 'Pacific/Auckland']) {
    const env = { ...process.env, TZ }
    const made = execFileSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' })
    expect(made.trim(), TZ).toBe(digest)
  }
})
