import type { Child } from 'hono/jsx'
import { parseBlocks, type Block } from '../core/edition-blocks.ts'

/** A page of words out of a template, and what goes into its gaps. */
export type Prose = { title: string; description: string; blocks: readonly Block[] }

/** Reads a template in the form of those in `templates/pages`. */
export function readProse(template: string): Prose {
  const { front, blocks } = parseBlocks(template)
  const [, title] = /^title: (.+)$/.exec(front[0] ?? '') ?? []
  const [, description] = /^description: (.+)$/.exec(front[1] ?? '') ?? []
  if (!title || !description) throw new Error('a page of words begins with its title and its description')
  return { title, description, blocks }
}

/** The words below the title. A paragraph that is nothing but a gap becomes what fills it. */
export const ProseText = ({ prose, gaps }: { prose: Prose; gaps: Readonly<Record<string, Child>> }) => (
  <>
    {prose.blocks.map((block) => {
      if (block.kind === 'list') {
        return (
          <ol class="govuk-list govuk-list--number">
            {block.items.map((item) => (
              <li>{fill(item, gaps)}</li>
            ))}
          </ol>
        )
      }
      if (block.kind === 'heading') return <Heading level={block.level}>{block.text}</Heading>
      const [, gap] = /^\{(\w+)\}$/.exec(block.text) ?? []
      return gap ? <>{fill(block.text, gaps)}</> : <p class="govuk-body">{fill(block.text, gaps)}</p>
    })}
  </>
)

const Heading = ({ level, children }: { level: number; children?: Child }) =>
  level === 2 ? <h2 class="govuk-heading-m">{children}</h2> : <h3 class="govuk-heading-s">{children}</h3>

/** Words with their links, written `[words](address)`, and their gaps, written `{name}`. */
function fill(text: string, gaps: Readonly<Record<string, Child>>): readonly Child[] {
  return text.split(/(\[[^\]]+\]\([^)]+\)|\{\w+\})/).map((piece) => {
    const [, words, address = ''] = /^\[(.+)\]\((.+)\)$/.exec(piece) ?? []
    if (words) {
      return (
        <a class="govuk-link" href={address}>
          {words}
        </a>
      )
    }
    const [, gap] = /^\{(\w+)\}$/.exec(piece) ?? []
    if (gap === undefined) return piece
    if (gaps[gap] === undefined) throw new Error(`a page of words has nothing for ${gap}`)
    return gaps[gap]
  })
}
