import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'

export type Paper = {
  id: string
  body: string
  contact: string
  custodian: string
  sheets: readonly { edition: string; signatures: readonly { name: string; statement: string }[] }[]
}

/** What to print and sign by hand. It leads to the same certificate, which says how it was signed. */
export const PaperPage = ({ shell, paper }: { shell: Shell; paper: Paper }) => (
  <Page shell={shell} title="Sign on paper" before={<BackLink href={`/sign/${paper.id}`} />}>
    <Narrow>
      <h1 class="govuk-heading-l">Sign on paper</h1>
      <ol class="govuk-list govuk-list--number">
        <li>Print this page.</li>
        <li>Whoever signs for {paper.body} reads the agreement, then signs and dates their part.</li>
        <li>
          Send a scan or photograph to{' '}
          <a class="govuk-link" href={`mailto:${paper.contact}`}>
            {paper.contact}
          </a>
          , or the paper to {paper.custodian}.
        </li>
        <li>The coordinator checks it with you, and a second person checks what was typed from it.</li>
      </ol>
      {paper.sheets.length === 0 && <InsetText>Say first what the organisation is signing.</InsetText>}
    </Narrow>
    {paper.sheets.map(({ edition, signatures }) => (
      <section class="register-sheet">
        <h2 class="govuk-heading-m">{edition}</h2>
        {signatures.map(({ name, statement }, n) => (
          <div class="register-sheet__place">
            <h3 class="govuk-heading-s">{placeWords(n, name)}</h3>
            <p class="govuk-body">{statement}</p>
            <dl class="govuk-body">
              {['Full name', 'Role', 'Signature', 'Date'].map((line) => (
                <div class="register-sheet__line">
                  <dt>{line}</dt>
                  <dd>{line === 'Full name' ? name : ''}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
        <p class="govuk-body-s">
          {shell.register.name} · {paper.body} · {paper.id}
        </p>
      </section>
    ))}
  </Page>
)

function placeWords(n: number, name: string): string {
  if (n === 0) return 'Who signs'
  return name === '' ? 'Who else signs, if two people do' : 'Who else signs'
}
