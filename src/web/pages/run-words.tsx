import type { Run } from '../../core/text-diff.ts'

/** Two texts as one: what is gone struck through, what is new underlined, and either said in words to whoever only hears it. */
export const RunWords = ({ runs }: { runs: readonly Run[] }) => (
  <>
    {runs.map((run) => (
      <>
        <RunOfWords run={run} />{' '}
      </>
    ))}
  </>
)

/** The passages in which two texts differ. */
export const Passages = ({ passages }: { passages: readonly (readonly Run[])[] }) => (
  <>
    {passages.map((runs) => (
      <p class="govuk-body register-change">
        <RunWords runs={runs} />
      </p>
    ))}
  </>
)

const RunOfWords = ({ run: { kind, words } }: { run: Run }) => {
  switch (kind) {
    case 'kept':
      return <>{words}</>
    case 'gone':
      return (
        <del class="register-gone">
          <span class="govuk-visually-hidden">taken out: </span>
          {words}
          <span class="govuk-visually-hidden">, end of what was taken out</span>
        </del>
      )
    case 'new':
      return (
        <ins class="register-new">
          <span class="govuk-visually-hidden">put in: </span>
          {words}
          <span class="govuk-visually-hidden">, end of what was put in</span>
        </ins>
      )
  }
}
