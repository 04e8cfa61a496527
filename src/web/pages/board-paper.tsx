import type { BoardPaper, PaperBlock } from '../../core/board-paper.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'

/** A paper for a board, ready to send. */
export const BoardPaperPage = ({ shell, id, paper }: { shell: Shell; id: string; paper: BoardPaper }) => (
  <Page shell={shell} title={paper.title} before={<BackLink href={`/sign/${id}`} />}>
    <Narrow>
      <h1 class="govuk-heading-l">{paper.title}</h1>
      <p class="govuk-body">
        <a class="govuk-link" href={`/sign/${id}/board-paper.pdf`}>
          The same as a PDF
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/sign/${id}/decision`}>
          Say when your board looks at this
        </a>
      </p>
      {paper.sections.map(({ heading, blocks }) => (
        <section>
          <h2 class="govuk-heading-m">{heading}</h2>
          {blocks.map((block) => (
            <Block block={block} />
          ))}
        </section>
      ))}
    </Narrow>
  </Page>
)

const Block = ({ block }: { block: PaperBlock }) => {
  if ('subheading' in block) return <h3 class="govuk-heading-s">{block.subheading}</h3>
  if ('paragraph' in block) return <p class="govuk-body">{block.paragraph}</p>
  return (
    <ul class="govuk-list">
      {block.lines.map(({ label, text }) => (
        <li>
          {label} {text}
        </li>
      ))}
    </ul>
  )
}
