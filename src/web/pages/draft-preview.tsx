import type { EditionText } from '../../core/edition-text.ts'
import { nameLanguage } from '../language-name.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { WholeText } from './edition-text.tsx'

/** A draft as the public would read it, and said to be none. */
export const DraftPreviewPage = ({ shell, id, text }: { shell: Shell; id: string; text: EditionText }) => (
  <Page
    shell={shell}
    title={`${text.title} – Draft, not agreed`}
    before={<BackLink href={`/desk/drafts/${id}`}>Back to the draft</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l" lang={text.language}>
        {text.title}
      </h1>
      <InsetText>
        <strong>Draft, not agreed.</strong> {nameLanguage(text.language)}. This is how everybody will read it.
      </InsetText>
      <WholeText text={text} place={undefined} />
    </Narrow>
  </Page>
)
