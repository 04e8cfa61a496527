import type { OperationFacts } from '../../http/operation-facts.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'

/** What programs can ask, for the people who write them. */
export const ApiPage = ({ shell, operations }: { shell: Shell; operations: readonly OperationFacts[] }) => (
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
    <p class="govuk-body">
      A request that is sent again with its <code>Idempotency-Key</code> is done once. What is read has an{' '}
      <code>ETag</code>, and is not sent again to whoever returns it as <code>If-None-Match</code>. Where a list goes
      on, a <code>Link</code> says so.
    </p>
    <h2 class="govuk-heading-m">Operations</h2>
    <ul class="govuk-list register-results">
      {operations.map(({ id, method, path, summary, role, scope }) => (
        <li class="register-results__line">
          <a class="govuk-link register-results__name" href={`/api/docs/${id}`}>
            <code>
              {method} {path.replace('/api/v1', '').replaceAll(/:(\w+)/g, '{$1}')}
            </code>
          </a>
          <p class="govuk-body-s register-results__facts">
            {summary}.{role && ` Needs a session: ${role}${scope ? `, or a token with the scope ${scope}` : ''}.`}
          </p>
        </li>
      ))}
    </ul>
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
