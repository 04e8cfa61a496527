import type { Child } from 'hono/jsx'
import type { Retention } from '../../core/entry.ts'
import type { Views } from '../../core/views.ts'
import { openLicence, Page, type Shell } from '../page.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Table } from '../parts/table.tsx'
import { ProseText, type Prose } from '../prose.tsx'

type Props = { shell: Shell; prose: Prose; gaps: Readonly<Record<string, Child>> }

/** A page of words. */
export const PaperPage = ({ shell, prose, gaps }: Props) => (
  <Page shell={shell} title={prose.title} description={prose.description}>
    <Narrow>
      <h1 class="govuk-heading-l">{prose.title}</h1>
      <ProseText prose={prose} gaps={gaps} />
    </Narrow>
  </Page>
)

type Retained = Retention & { desk: number }

const retained = {
  unfinished:
    'A sign-up that nobody finished, counted from when somebody last did something with it or their board met, and a mistake that nobody answered',
  mails:
    'The mails we sent, the mistakes we answered, the lists of a signing event, and a contact whose place somebody else has taken',
  client: 'The browser and network address from which somebody signed',
  evidence:
    'The rest of the evidence of a signature, a scan of what was signed on paper included, and the contact of an organisation that we have not heard of since',
  desk: 'What was done at the desk, and a campaign that is over, with its notes and calls',
} as const satisfies Record<keyof Retained, string>

/** How long private records are kept, as the first entry of the log promises, and what it says nothing of. */
export const RetentionTable = ({ retention }: { retention: Retained }) => (
  <Table
    columns={[{ words: 'What' }, { words: 'Erased after' }]}
    rowHeaders
    rows={[
      [retained.unfinished, sayDays(retention.unfinished)],
      [retained.client, sayDays(retention.client)],
      [retained.mails, sayDays(retention.mails)],
      [retained.desk, sayDays(retention.desk)],
      [retained.evidence, sayDays(retention.evidence)],
    ]}
  />
)

function sayDays(days: number): string {
  return days >= 365 && days % 365 === 0 ? `${days / 365} years` : `${days} days`
}

/** The words that the licence asks for. */
export const Attribution = ({ register }: { register: Pick<Views['register'], 'name' | 'custodian'> }) => (
  <InsetText>
    Contains information from the {register.name}, kept by {register.custodian}, licensed under the{' '}
    <a class="govuk-link" href={openLicence}>
      Open Government Licence v3.0
    </a>
    .
  </InsetText>
)
