import { expect, it } from 'vitest'
import { Malformed } from '../../src/encoding/malformed.ts'
import { formatSealKeys, parseSealKeys } from '../../src/verify/seal-keys.ts'

it('the seals that a log names are a line each, and nothing else is in that text', () => {
  const keys = ['ab'.repeat(32), '09'.repeat(32)]
  const text = formatSealKeys(keys)
  expect(parseSealKeys(text)).toEqual(keys)
  for (const bad of ['', text.trimEnd(), ` ${text}`, `${text}\n`, text.toUpperCase(), text.slice(1), `${text}words\n`])
    expect(() => parseSealKeys(bad), bad).toThrow(Malformed)
})
