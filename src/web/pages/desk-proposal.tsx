import type { ToldProposal } from '../../actions/tell-proposal.ts'
import { formatDayWords, londonDay, parseDay, type Day } from '../../core/day.ts'
import type { Run } from '../../core/text-diff.ts'
import { unlessMalformed } from '../../encoding/malformed.ts'
import { typedText } from '../../http/parse.ts'
import { actForms, type ActField } from '../act-forms.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { Passages } from './run-words.tsx'
import type { FormPage } from './form-page.ts'

type Props = FormPage & {
  proposal: ToldProposal
  own: boolean
  /** What a correction of a text would change. */
  passages: readonly (readonly Run[])[]
}

/** What somebody proposed, for whoever is to agree. */
export const ProposalPage = ({ shell, typed, mistakes, proposal, own, passages }: Props) => {
  const { act, about, proposer, at, closedAt, outcome, words } = proposal
  const { signing, edition } = about
  const form = actForms[act.act]
  const told = new Map<string, unknown>(Object.entries(act))
  return (
    <Page shell={shell} title={form.title} mistakes={mistakes} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        <span class="govuk-caption-l">{signing?.body.name ?? edition.name}</span>
        <h1 class="govuk-heading-l">{form.title}</h1>
        <SummaryList
          rows={[
            signing
              ? { key: 'Signing', value: `${edition.name}, ${signing.reference}` }
              : { key: 'Edition', value: edition.name },
            { key: 'Proposed by', value: `${proposer.name} on ${formatDayWords(londonDay(at))}` },
            ...form.fields.flatMap((field) => {
              const value = told.get(field.name)
              return value === undefined || field.kind === 'text'
                ? []
                : [{ key: field.label, value: sayValue(field, value) }]
            }),
          ]}
        />
        {passages.length > 0 && <Passages passages={passages} />}
        {closedAt !== null && <Closed outcome={outcome} words={words} />}
        {closedAt === null && own && (
          <InsetText>
            You proposed this. Another coordinator, who works for another organisation, has to agree.
          </InsetText>
        )}
        {closedAt === null && !own && (
          <form method="post" action={`/desk/proposals/${proposal.id}/agreement`} novalidate>
            <Button preventDoubleClick>Agree, and put it on the register</Button>
          </form>
        )}
        {closedAt === null && (
          <form method="post" action={`/desk/proposals/${proposal.id}/refusal`} novalidate>
            <TextArea
              name="words"
              label={own ? 'Why do you take it back?' : 'Or turn it down: why?'}
              value={typedText(typed, 'words')}
              mistake={findMistake(mistakes, 'words')}
            />
            <Button variant="secondary" preventDoubleClick>
              {own ? 'Take it back' : 'Turn it down'}
            </Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}

const Closed = ({ outcome, words }: Pick<ToldProposal, 'outcome' | 'words'>) => (
  <InsetText>
    {outcome === 'approved' ? 'A second coordinator has agreed. It is on the register.' : 'This was turned down.'}{' '}
    {words}
  </InsetText>
)

function sayValue({ kind, options = [] }: ActField, value: unknown): string {
  const text = String(value)
  if (kind === 'choice') return options.find((one) => one.value === text)?.words ?? text
  const day: Day | undefined = kind === 'block' ? undefined : unlessMalformed(() => parseDay(text))
  return day ? formatDayWords(day) : text
}
