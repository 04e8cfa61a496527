import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { describeApi } from '../../src/api/document.ts'

const address = 'https://register.example.org'

/** What a public linter finds in a document under its strictest rules: every finding is an error. */
async function lint(document: unknown) {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const source = JSON.stringify(document)
  const found = await lintFromString({ source, absoluteRef: `${address}/api/openapi.json`, config })
  return found.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)
}

describe('the linter', () => {
  it('finds nothing in the document, of errors or of warnings', async () => {
    expect(await lint(describeApi(address))).toEqual([])
  })
})
