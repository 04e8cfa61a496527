import { returnWords, sheetLines, type Sheet } from '../../actions/signing-sheet.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'

/** What to print and sign by hand. It leads to the same certificate, which says how it was signed. */
export const PaperPage = ({ shell, sheet, back }: { shell: Shell; sheet: Sheet; back: string }) => (
  <Page shell={shell} title="Sign on paper" before={<BackLink href={back} />}>
    <Narrow>
      <h1 class="govuk-heading-l">Sign on paper</h1>
      <ol class="govuk-list govuk-list--number register-screen">
        <li>
          Print this page, or the{' '}
          <a class="govuk-link" href={`${shell.path}.pdf`}>
            signing sheet as a PDF
          </a>
          .
        </li>
        <li>Whoever signs for {sheet.body} reads the agreement, then signs and dates their part.</li>
        <li>
          Send a scan or photograph to{' '}
          <a class="govuk-link" href={`mailto:${sheet.contact}`}>
            {sheet.contact}
          </a>
          , or the paper to {sheet.custodian}.
        </li>
        <li>A coordinator types in what it says, and a second one holds that against the scan.</li>
      </ol>
      {sheet.editions.length === 0 && <InsetText>Say first what the organisation is signing.</InsetText>}
    </Narrow>
    {sheet.editions.map(({ name, address, sha256, places }) => (
      <section class="register-sheet">
        <h2 class="govuk-heading-m">{name}</h2>
        <p class="govuk-body">{sheet.body}</p>
        <p class="govuk-body-s">
          Read it at {address}. SHA-256 of its text: <code>{sha256}</code>
        </p>
        {places.map((place) => (
          <div class="register-sheet__place">
            <h3 class="govuk-heading-s">{place.who}</h3>
            <p class="govuk-body">{place.statement}</p>
            <dl class="govuk-body">
              {sheetLines.map((line) => (
                <div class="register-sheet__line">
                  <dt>{line}</dt>
                  <dd>{known(line, place)}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
        <p class="govuk-body-s">{returnWords(sheet)}</p>
      </section>
    ))}
  </Page>
)

function known(line: (typeof sheetLines)[number], place: { name: string; role: string }): string {
  if (line === 'Full name') return place.name
  return line === 'Role' ? place.role : ''
}
