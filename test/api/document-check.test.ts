import { describe, expect, it } from 'vitest'
import { describeApi } from '../../src/api/document.ts'
import { appOf } from '../support/app.ts'
import { checkAgainst, checkAnswer } from '../support/document-check.ts'
import { openRegister } from '../support/register.ts'

const document = describeApi('https://register.example.org')
const path = '/editions'

/** What the register answers to whoever asks for its editions. */
async function soundAnswer() {
  const { parts } = await openRegister()
  const answer = await appOf(parts).request(`/api/v1${path}`)
  const body: { editions: object[] } = await answer.json()
  return { method: 'GET', path, status: answer.status, headers: answer.headers, body }
}

const withHeader = (headers: Headers, name: string, value?: string) => {
  const changed = new Headers(headers)
  if (value === undefined) changed.delete(name)
  else changed.set(name, value)
  return changed
}

describe('an answer that the document does not promise is found', () => {
  it('and a sound one is not', async () => {
    const sound = await soundAnswer()
    expect(sound.body.editions.length).toBeGreaterThan(0)
    expect(() => checkAgainst(document, sound)).not.toThrow()
  })

  it.each<[string, (sound: Awaited<ReturnType<typeof soundAnswer>>) => object, RegExp]>([
    ['of another status', () => ({ status: 201 }), /answered with 201, which the document does not say/],
    ['to what nobody asks', () => ({ method: 'DELETE' }), /not in the document/],
    [
      'in another media type',
      ({ headers }) => ({ headers: withHeader(headers, 'content-type', 'text/html') }),
      /answered with 200 in text\/html/,
    ],
    ['in no media type', ({ headers }) => ({ headers: withHeader(headers, 'content-type') }), /200 in null/],
    ['without a member', () => ({ body: {} }), /the answer\.editions is missing/],
    ['with a member more', ({ body }) => ({ body: { ...body, count: 2 } }), /the answer\.count is not announced/],
    [
      'with a member more far inside',
      ({ body }) => ({ body: { editions: body.editions.map((one) => ({ ...one, count: 2 })) } }),
      /the answer\.editions\[0\]\.count is not announced/,
    ],
    ['with a member of another type', () => ({ body: { editions: 'none' } }), /the answer\.editions is no array/],
    ['without a header', ({ headers }) => ({ headers: withHeader(headers, 'etag') }), /the header ETag is missing/],
    [
      'with a header that is written otherwise',
      ({ headers }) => ({ headers: withHeader(headers, 'etag', 'bare') }),
      /the header ETag is written otherwise/,
    ],
    [
      'with a header that it never has',
      ({ headers }) => ({ headers: withHeader(headers, 'link', '</next>; rel="next"') }),
      /the header Link is not announced/,
    ],
    [
      'with a refusal that is no problem document',
      ({ headers }) => ({ status: 404, headers: withHeader(headers, 'etag'), body: { error: 'no' } }),
      /answered with 404 in application\/json/,
    ],
  ])('%s', async (_how, change, words) => {
    const sound = await soundAnswer()
    expect(() => checkAgainst(document, { ...sound, ...change(sound) })).toThrow(words)
  })

  it('as the application gives it', async () => {
    const { headers, body } = await soundAnswer()
    const given = (text: string, status = 200) => new Response(text, { status, headers })
    await expect(checkAnswer(document, 'GET', `/api/v1${path}?x=1`, given(JSON.stringify(body)))).resolves.toBe(
      undefined,
    )
    await expect(checkAnswer(document, 'GET', `/api/v1${path}`, given('{}'))).rejects.toThrow('editions is missing')
  })
})
