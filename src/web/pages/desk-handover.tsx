import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { WarningText } from '../parts/warning-text.tsx'

/** What a coordinator hands over, and how. */
export const HandoverPage = ({ shell }: { shell: Shell }) => (
  <Page shell={shell} title="Hand over the desk" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Hand over the desk</h1>
      <p class="govuk-body">For whoever runs the desk after you. One archive has:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>what the register is, what to do in the first hour, and what each week</li>
        <li>contacts, open cases, what was promised and for when, notes of calls, prospects</li>
        <li>every campaign with all that is known of everybody in it</li>
        <li>which keys there are, where they are kept, and a list to tick as they are handed over</li>
      </ul>
      <p class="govuk-body">
        No private key, link or session is in it. Give the next coordinator{' '}
        <a class="govuk-link" href="/desk/coordinators">
          a seat of their own
        </a>
        ; never hand over yours.
      </p>
      <WarningText>
        It has names, addresses and telephone numbers. Hand it over in person, and have it deleted once it is read.
      </WarningText>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/handover.zip" download>
          Download the archive (ZIP)
        </a>
      </p>
    </Narrow>
  </Page>
)
