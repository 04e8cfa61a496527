import type { Mistake } from '../../core/refusal.ts'

/** The words for one field, where there are any. */
export const findMistake = (mistakes: readonly Mistake[] | undefined, field: string) =>
  mistakes?.find((mistake) => mistake.field === field)?.words

/** What went wrong, above the form; each line leads to its field. */
export const ErrorSummary = ({ mistakes }: { mistakes: readonly Mistake[] }) => (
  <div class="govuk-error-summary" data-module="govuk-error-summary">
    <div role="alert">
      <h2 class="govuk-error-summary__title">There is a problem</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          {mistakes.map(({ field, words }) => (
            <li>
              <a href={`#${field}`}>{words}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  </div>
)
