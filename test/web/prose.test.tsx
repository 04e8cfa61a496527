import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { html } from 'hono/html'
import { describe, expect, it } from 'vitest'
import { ProseText, readProse } from '../../src/web/prose.tsx'

const templates = join(import.meta.dirname, '../../templates/pages')
const front = '---\ntitle: A page\ndescription: Of words.\n---\n'
const render = async (words: string, gaps = {}) =>
  (await html`${(<ProseText prose={readProse(`${front}\n${words}\n`)} gaps={gaps} />)}`).toString()

describe('a page of words', () => {
  it('has its title and its description from its front matter', () => {
    expect(readProse(`${front}\nWords.\n`)).toMatchObject({ title: 'A page', description: 'Of words.' })
    expect(() => readProse('---\ntitle: A page\n---\n\nWords.\n')).toThrow('description')
  })

  it('shows headings, lists, links and what fills its gaps', async () => {
    const shown = await render('## Why & how\n\n1. One\n2. [Two](/two)\n\nWrite to {contact}.\n\n{table}', {
      contact: <a href="mailto:x@example.org">x</a>,
      table: <table></table>,
    })
    expect(shown).toContain('<h2 class="govuk-heading-m">Why &amp; how</h2>')
    expect(shown).toContain('<li>One</li><li><a class="govuk-link" href="/two">Two</a></li>')
    expect(shown).toContain('<p class="govuk-body">Write to <a href="mailto:x@example.org">x</a>.</p>')
    expect(shown).toContain('</p><table></table>')
  })

  it('is a defect with a gap that nothing fills', async () => {
    await expect(render('Write to {contact}.')).rejects.toThrow('nothing for contact')
  })

  it.each(globSync('*.md', { cwd: templates }))('%s can be read', (file) => {
    expect(readProse(readFileSync(join(templates, file), 'utf8')).blocks.length).toBeGreaterThan(5)
  })
})
