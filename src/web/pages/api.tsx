import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Table } from '../parts/table.tsx'

export type ApiFacts = readonly {
  method: string
  path: string
  summary: string
  role: string | undefined
  scope?: string
}[]

/** What programs can ask, for the people who write them. */
export const ApiPage = ({ shell, operations }: { shell: Shell; operations: ApiFacts }) => (
  <Page shell={shell} title="For programs">
    <h1 class="govuk-heading-l">For programs</h1>
    <p class="govuk-body">
      Everything the pages do can be done by a program. Addresses are below <code>/api/v1</code>; the exact form of
      every request and answer is in the{' '}
      <a class="govuk-link" href="/api/openapi.json">
        OpenAPI document
      </a>
      .
    </p>
    <p class="govuk-body">
      Where a session is needed, send it as <code>Authorization: Bearer</code>. Where a scope is named, a token does as
      well, which a coordinator makes at the desk. What is refused is answered with a problem document (RFC 9457), and{' '}
      <code>errors</code> in it says which fields to mend.
    </p>
    <Table
      caption="Operations"
      captionSize="m"
      rowHeaders
      columns={[{ words: 'Request' }, { words: 'What it does' }, { words: 'Session, or scope of a token' }]}
      rows={operations.map(({ method, path, summary, role, scope }) => [
        <code>
          {method.toUpperCase()} {path.replaceAll(/:(\w+)/g, '{$1}')}
        </code>,
        summary,
        scope ? `${role}, or ${scope}` : (role ?? 'None'),
      ])}
    />
  </Page>
)

/** Where the `type` of a problem document leads. */
export const ProblemPage = ({ shell, title, status }: { shell: Shell; title: string; status: number }) => (
  <Page shell={shell} title={title}>
    <Narrow>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        A program is told this with the status {status}. The <code>detail</code> of its problem document says what to do
        next, and <code>errors</code> which fields to mend.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/api/docs">
          What programs can ask
        </a>
      </p>
    </Narrow>
  </Page>
)
