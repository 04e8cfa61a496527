import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { formatAskLetter, type Asked } from '../ask-letter.ts'
import { CopyText } from './copy-text.tsx'

/** A letter to an organisation that has not signed, ready to be copied. */
export const AskPage = ({ shell, asked, back }: { shell: Shell; asked: Asked; back: string }) => (
  <Page shell={shell} title={`Ask ${asked.body} to sign`} before={<BackLink href={back}>Back</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Ask {asked.body} to sign</h1>
      <p class="govuk-body">
        Copy this into an email or a letter, change what you like, and put your name under it. The register sends
        nothing for you and does not keep that you asked.
      </p>
      <CopyText id="letter" label="Text to copy" text={formatAskLetter(asked)} rows={20} />
    </Narrow>
  </Page>
)
