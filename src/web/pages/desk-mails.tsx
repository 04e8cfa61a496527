import type { tellMail, tellMails, ToldMail } from '../../actions/desk-mails.ts'
import { mailStateWords, mailTroubleWords } from '../mail-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { CopyText } from './copy-text.tsx'

/** What became of the register's mail. */
export const MailsPage = ({ shell, mails }: { shell: Shell; mails: Awaited<ReturnType<typeof tellMails>> }) => (
  <Page shell={shell} title="Emails" before={<BackLink href="/desk">The desk</BackLink>}>
    <h1 class="govuk-heading-l">Emails</h1>
    <p class="govuk-body">
      “Sent” means that the mail server took it. Nobody is told when somebody opens an email, and we do not try to know.
    </p>
    <Mails caption="Came back or could not be sent" none="None." mails={mails.troubled} />
    <Mails caption="Waiting to be sent" none="None." mails={mails.queued} />
    <Mails caption="Sent lately" none="None yet." mails={mails.sent} />
  </Page>
)

const Mails = ({ caption, none, mails }: { caption: string; none: string; mails: readonly ToldMail[] }) =>
  mails.length === 0 ? (
    <>
      <h2 class="govuk-heading-m">{caption}</h2>
      <p class="govuk-body">{none}</p>
    </>
  ) : (
    <Table
      caption={caption}
      captionSize="m"
      smallText
      columns={['Email', 'To', 'Written', 'State'].map((words) => ({ words }))}
      rows={mails.map(({ id, subject, address, at, state }) => [
        <a class="govuk-link" href={`/desk/mails/${id}`}>
          {subject}
        </a>,
        <span class="register-typed">{address}</span>,
        <Moment at={at} />,
        <State state={state} />,
      ])}
    />
  )

const State = ({ state }: Pick<ToldMail, 'state'>) => (
  <Tag colour={mailStateWords[state].colour}>{mailStateWords[state].words}</Tag>
)

type Props = {
  shell: Shell
  mail: Awaited<ReturnType<typeof tellMail>>
  /** The link it brings, where somebody asked to see it. */
  link?: string
}

/** One mail: where it is, why, and what can be done about it. */
export const MailPage = ({ shell, mail, link }: Props) => {
  const { id, subject, address, at, state, trouble, tries, dueAt, settled, sendable, linked } = mail
  const place = `/desk/mails/${id}`
  return (
    <Page shell={shell} title={subject} before={<BackLink href="/desk/mails">Emails</BackLink>}>
      <Narrow>
        <span class="govuk-caption-l">Email</span>
        <h1 class="govuk-heading-l">{subject}</h1>
        <SummaryList
          rows={[
            { key: 'To', value: <span class="register-typed">{address}</span> },
            { key: 'Written', value: <Moment at={at} /> },
            { key: 'State', value: <State state={state} /> },
            ...(trouble === null ? [] : [{ key: 'Why', value: mailTroubleWords[trouble] }]),
            ...(tries > 0 ? [{ key: 'Tried', value: tries === 1 ? 'Once' : `${tries} times` }] : []),
            ...(state === 'queued' && dueAt !== null ? [{ key: 'Next try', value: <Moment at={dueAt} /> }] : []),
          ]}
        />
        {link !== undefined && (
          <>
            <CopyText id="link" label="The link it brings" text={link} rows={3} />
            <p class="govuk-body">
              Hand it to nobody else: it is for whoever the email is for. To sign, they still need a code that is sent
              to their mailbox.
            </p>
          </>
        )}
        {sendable && <Press action={`${place}/again`} words="Send it again" />}
        {!settled && <Press action={`${place}/settled`} words="Nothing more to do" variant="secondary" />}
        {linked && link === undefined && <Press action={`${place}/link`} words="Show its link" variant="secondary" />}
        {(state === 'sent' || state === 'delivered') && (
          <Press action={`${place}/bounce`} words="It came back" variant="secondary" />
        )}
      </Narrow>
    </Page>
  )
}

const Press = ({ action, words, variant }: { action: string; words: string; variant?: 'secondary' }) => (
  <form method="post" action={action} novalidate>
    <Button preventDoubleClick variant={variant}>
      {words}
    </Button>
  </form>
)
