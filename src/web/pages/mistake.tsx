import { typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextArea } from '../parts/text-area.tsx'
import type { FormPage } from './form-page.ts'
import { MailboxField } from './mailbox-field.tsx'

type Props = FormPage & { subject: { place: string; name: string } }

/** What somebody says is wrong. */
export const MistakePage = ({ shell, subject, typed, mistakes }: Props) => (
  <Page
    shell={shell}
    title="Report a mistake"
    mistakes={mistakes}
    before={<BackLink href={subject.place}>{subject.name}</BackLink>}
  >
    <Narrow>
      <span class="govuk-caption-l">{subject.name}</span>
      <h1 class="govuk-heading-l">Report a mistake</h1>
      <p class="govuk-body">
        A wrong name, day or number, or a signing that should not be here. What you write is not published.
      </p>
      <form method="post" action="/mistake" novalidate>
        <input type="hidden" name="key" value={typedText(typed, 'key')} />
        <input type="hidden" name="about" value={subject.place} />
        <TextArea
          name="words"
          label="What is wrong?"
          hint="And how do you know? Do not include anything personal that we do not need"
          value={typedText(typed, 'words')}
          mistake={findMistake(mistakes, 'words')}
        />
        <MailboxField
          typed={typed}
          mistakes={mistakes}
          label="Email address (optional)"
          hint="Only if you want an answer. We use it for nothing else and never publish it"
        />
        <Button preventDoubleClick>Send</Button>
      </form>
    </Narrow>
  </Page>
)
