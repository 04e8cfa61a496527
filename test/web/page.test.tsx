import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import { describe, expect, it } from 'vitest'
import { inlineScript, Page, type Shell } from '../../src/web/page.tsx'
import { readSettings } from '../../src/env.ts'
import { findMistake } from '../../src/web/parts/error-summary.tsx'

const shell = (given: Partial<Shell> = {}): Shell => ({
  register: { name: 'Vale & Hill Register', prefix: 'VH', demonstration: false },
  assets: {
    css: 'register-1.css',
    js: 'register-1.js',
    verify: 'verify-1.js',
    passkey: 'passkey.js',
    audit: 'audit-1.js',
    offline: 'offline-1.txt',
    icon: 'icon-1.svg',
    card: 'card-1.png',
  },
  path: '/',
  address: 'https://register.example.org',
  local: readSettings({}).local,
  ...given,
})

const mistakes = [{ field: 'name', words: 'Enter a name' }]

const render = async (page: ReturnType<typeof Page>) => (await html`${page}`).toString()

describe('a page', () => {
  it('is a whole document in its language, and says of which register it is', async () => {
    const document = await render(<Page shell={shell()} title="Signatories" lang="cy" />)
    expect(document).toMatch(/^<!doctype html><html lang="cy"/)
    expect(document).toContain('<title>Signatories – Vale &amp; Hill Register</title>')
  })

  it('names its style and its script, and runs one line, whose digest the policy can name', async () => {
    const document = await render(<Page shell={shell()} title="Signatories" />)
    expect(document).toContain('href="/assets/register-1.css"')
    expect(document).toContain('src="/assets/register-1.js"')
    expect(document.match(/<script/g)).toHaveLength(2)
    const line = /<script>([^<]*)<\/script>/.exec(document)?.[1] ?? ''
    expect(line).toMatch(/^document\.body\.className \+= ` js-enabled/)
    expect(inlineScript).toBe(`'sha256-${createHash('sha256').update(line).digest('base64')}'`)
    expect(document).not.toContain('style=')
  })

  it('says what it is wherever its address is passed on', async () => {
    const page = <Page shell={shell()} title="Check" description="Is it “genuine”?" />
    const document = await render(page)
    for (const line of [
      '<meta name="description" content="Is it “genuine”?"',
      '<meta property="og:title" content="Check"',
      '<meta property="og:description" content="Is it “genuine”?"',
      '<meta property="og:image" content="https://register.example.org/assets/card-1.png"',
      '<meta name="theme-color" content="#0b4f5c"',
    ]) {
      expect(document).toContain(line)
    }
  })

  it('leads to the papers', async () => {
    const document = await render(<Page shell={shell()} title="Signatories" />)
    for (const path of ['/privacy', '/accessibility', '/licence', '/log', '/seal'])
      expect(document).toContain(`href="${path}"`)
  })

  it('escapes what a person typed', async () => {
    const document = await render(
      <Page shell={shell()} title="<b>">
        {'<script>alert(1)</script>'}
      </Page>,
    )
    expect(document).not.toContain('<b>')
    expect(document).toContain('&lt;script&gt;alert(1)')
  })

  it('leads past the navigation to its content', async () => {
    const document = await render(<Page shell={shell()} title="Signatories" />)
    expect(document).toContain('<a href="#main-content"')
    expect(document).toContain('<main class="govuk-main-wrapper" id="main-content"')
  })

  it.each([
    ['/signatories', 'href="/signatories" aria-current="page"'],
    ['/sign/body', 'href="/sign" aria-current="true"'],
  ])('at %s marks its place in the navigation, and only that', async (path, marked) => {
    const document = await render(<Page shell={shell({ path })} title="Here" />)
    expect(document).toContain(marked)
    expect(document.match(/aria-current/g)).toHaveLength(1)
  })
})

describe('a demonstration', () => {
  const words = 'Demonstration: these organisations are invented'

  it('says so on the page', async () => {
    const register = { name: 'Example Vale', prefix: 'EX', demonstration: true }
    expect(await render(<Page shell={shell({ register })} title="Home" />)).toContain(words)
  })

  it('is not what a real register is called', async () => {
    expect(await render(<Page shell={shell()} title="Home" />)).not.toContain(words)
  })
})

describe('a page with something to correct', () => {
  it('says "Error" first in its title and leads to the field before anything else', async () => {
    const document = await render(
      <Page shell={shell()} title="Your name" mistakes={mistakes}>
        <h1>Your name</h1>
      </Page>,
    )
    expect(document).toContain('<title>Error: Your name – ')
    expect(document.indexOf('<a href="#name">Enter a name</a>')).toBeGreaterThan(document.indexOf('<main'))
    expect(document.indexOf('<a href="#name">Enter a name</a>')).toBeLessThan(document.indexOf('<h1>'))
  })

  it('finds the words for each field, and none for the others', () => {
    expect(findMistake(mistakes, 'name')).toBe('Enter a name')
    expect(findMistake(mistakes, 'role')).toBeUndefined()
    expect(findMistake(undefined, 'name')).toBeUndefined()
  })
})
