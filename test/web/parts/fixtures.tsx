import { readFileSync } from 'node:fs'
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'

/** Words or markup, as the design system's options give them. */
export type Content = { text?: string; html?: string }

export const content = (words: Content): Child => (words.html === undefined ? words.text : raw(words.html))

/** Which of a part's own variants the design system's classes ask for. */
export const variantOf = <T extends string>(names: string | undefined, prefix: string, variants: readonly T[]) =>
  variants.find((variant) => names?.split(' ').includes(`${prefix}${variant}`))

export const sizes = ['s', 'm', 'l', 'xl'] as const

type Fixture<Options> = { name: string; options: Options; html: string }

type Comparison<Options> = {
  /** Options the part does not have, each with the reason; a fixture that sets one is left out. */
  leftOut: Record<string, string>
  render: (options: Options) => Child
  /** What we do otherwise on purpose, done to the expected markup too. */
  otherwise?: (html: string, options: Options) => string
}

/** Compares a part with every fixture the design system ships beside the component, save those left out. */
export function agreesWithFixtures<Options>(component: string, { leftOut, render, otherwise }: Comparison<Options>) {
  const file = `../../../node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`
  const { fixtures }: { fixtures: Fixture<Options>[] } = JSON.parse(
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  )
  const isLeftOut = (fixture: Fixture<Options>) =>
    fixture.name in leftOut || optionsOf(fixture.options).some((option) => option in leftOut)

  describe(`${component}, beside the design system's fixtures`, () => {
    it.each(fixtures.filter((fixture) => !isLeftOut(fixture)).map((fixture) => [fixture.name, fixture] as const))(
      '%s',
      async (_name, { options, html: markup }) => {
        const expected = otherwise ? otherwise(markup, options) : markup
        const rendered = await html`${render(options)}`
        expect(readMarkup(rendered.toString())).toEqual(readMarkup(expected))
      },
    )

    it('leaves out only what the fixtures know', () => {
      const known = new Set(fixtures.flatMap(({ name, options }) => [name, ...optionsOf(options)]))
      expect(Object.keys(leftOut).filter((option) => !known.has(option))).toEqual([])
    })
  })
}

/** Every option a fixture sets, as a path: `items[].hint`; with a value for those that are words: `classes=app`. */
function optionsOf(options: unknown, path = ''): string[] {
  if (Array.isArray(options)) return [path, ...options.flatMap((option) => optionsOf(option, `${path}[]`))]
  if (typeof options !== 'object' || options === null) return [path, `${path}=${String(options)}`]
  const inner = Object.entries(options).flatMap(([name, option]) => optionsOf(option, path ? `${path}.${name}` : name))
  return [path, ...inner]
}

const voidTags = new Set(['br', 'hr', 'img', 'input', 'link', 'meta'])
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
  '&ctdot;': '⋯',
}

/**
 * Markup as lines to compare: attributes sorted, entities read, indentation gone.
 * White space with a line break is indentation; without one it was meant.
 */
function readMarkup(markup: string): string[] {
  const tokens = markup.match(/<[^>]+>|[^<]+/g) ?? []
  return tokens.flatMap((token, n) => {
    if (token.startsWith('</')) return [`</${token.slice(2, -1).trim()}>`]
    if (token.startsWith('<')) return readTag(token)
    const opened = n === 0 || /^<[^/]/.test(tokens[n - 1] ?? '')
    const closed = n === tokens.length - 1 || tokens[n + 1]?.startsWith('</')
    const words = decode(token)
      .replace(/^[ \t]*\n\s*/, opened ? '' : ' ')
      .replace(/\s*\n[ \t]*$/, closed ? '' : ' ')
      .replaceAll(/[ \t\n]+/g, ' ')
    return words.trim() === '' ? [] : [words]
  })
}

function readTag(token: string): string[] {
  const [, name = '', rest = ''] = /^<\s*([\w-]+)([\s\S]*?)\/?>$/.exec(token) ?? []
  const attributes = [...rest.matchAll(/([^\s=]+)(?:\s*=\s*"([^"]*)")?/g)].map(
    ([, key, value = '']) => `${key}="${key === 'class' ? sortWords(value) : decode(value).trim()}"`,
  )
  const opening = `<${[name, ...attributes.toSorted()].join(' ')}>`
  return token.endsWith('/>') && !voidTags.has(name) ? [opening, `</${name}>`] : [opening]
}

/** Classes are a set. */
const sortWords = (value: string) => value.trim().split(/\s+/).toSorted().join(' ')

const decode = (text: string) => text.replaceAll(/&[\w#]+;/g, (entity) => entities[entity] ?? entity)
