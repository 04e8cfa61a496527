import type { ToldDraft } from '../../actions/draft-edition.ts'
import { textsOf } from '../../core/edition-draft.ts'
import type { Mistake } from '../../core/refusal.ts'
import { nameLanguage } from '../language-name.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { WarningText } from '../parts/warning-text.tsx'

type Props = {
  shell: Shell
  draft: ToldDraft
  /** The names of what it replaces. */
  replaces: readonly string[]
  instrument: string | undefined
  mistakes: readonly Mistake[]
}

/** An edition that is being written: what is known of it, what is missing, and the press that freezes it. */
export const EditionDraftPage = ({ shell, draft, replaces, instrument, mistakes }: Props) => {
  const { id, name, draft: answers } = draft
  const { concordance } = answers
  const place = `/desk/drafts/${id}`
  const texts = textsOf(answers)
  return (
    <Page shell={shell} title={name} mistakes={mistakes} before={<BackLink href="/desk/editions">Editions</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">
          {name} <Tag colour="yellow">Draft, not agreed</Tag>
        </h1>
        <div id="details">
          <SummaryList
            rows={[
              row('Agreement', instrument, place, 'agreement'),
              row('Agreed on', answers.agreedOn && <Day day={answers.agreedOn} />, place, 'day it was agreed'),
              row(
                'In force from',
                answers.inForceFrom && <Day day={answers.inForceFrom} />,
                place,
                'day it is in force',
              ),
              row('Replaces', replaces.join(', '), place, 'what it replaces'),
              row(
                'What it replaces counts until',
                answers.transitionEnds && <Day day={answers.transitionEnds} />,
                place,
                'end of the transition',
              ),
              row('Term ends', answers.termEnds && <Day day={answers.termEnds} />, place, 'end of its term'),
              row('To be reviewed by', answers.reviewBy && <Day day={answers.reviewBy} />, place, 'day of review'),
            ]}
          />
        </div>
        <h2 class="govuk-heading-m" id="texts">
          Texts
        </h2>
        <SummaryList
          rows={texts.map(({ text: { language, title }, sha256 }) => ({
            key: `${nameLanguage(language)}${language === answers.reference ? ' (reference)' : ''}`,
            value: (
              <>
                {title}
                <br />
                <span class="govuk-body-s">SHA-256 {sha256}</span>
              </>
            ),
            actions: [
              { href: `${place}/preview?language=${language}`, words: 'Preview', what: nameLanguage(language) },
              { href: `${place}/text?language=${language}`, words: 'Change', what: `${nameLanguage(language)} text` },
            ],
          }))}
        />
        <LinkButton href={`${place}/text`} variant="secondary">
          Add a text
        </LinkButton>
        <h2 class="govuk-heading-m" id="concordance">
          National principles
        </h2>
        <p class="govuk-body">
          {concordance.length === 0
            ? 'No theme is set beside a national principle.'
            : `Themes set beside national principles: ${concordance.length}.`}{' '}
          {texts.length > 0 && (
            <a class="govuk-link" href={`${place}/concordance`}>
              Set its themes beside national principles
            </a>
          )}
        </p>
        <h2 class="govuk-heading-m" id="agreement">
          Agree
        </h2>
        {draft.mistakes.length > 0 && (
          <InsetText>
            <p class="govuk-body">Before it can be agreed:</p>
            <ul class="govuk-list govuk-list--bullet">
              {draft.mistakes.map(({ words }) => (
                <li>{words}</li>
              ))}
            </ul>
          </InsetText>
        )}
        <WarningText>
          Its texts are frozen then, and everybody can read them. An entry of the log cannot be taken back.
        </WarningText>
        <form method="post" action={`${place}/agreement`} novalidate>
          <Button preventDoubleClick>Agree, and put it on the register</Button>
        </form>
        <form method="post" action={`${place}/removal`} novalidate>
          <Button variant="warning" preventDoubleClick>
            Throw this draft away
          </Button>
        </form>
      </Narrow>
    </Page>
  )
}

function row(
  key: string,
  value: Parameters<typeof SummaryList>[0]['rows'][number]['value'],
  place: string,
  what: string,
) {
  return { key, value: value || 'Not given', actions: [{ href: `${place}/details`, words: 'Change', what }] }
}
