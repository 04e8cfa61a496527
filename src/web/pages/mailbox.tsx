import { Page, type Shell } from '../page.tsx'

/** Every mail the register would have sent. */
export const MailboxPage = ({
  shell,
  mails,
}: {
  shell: Shell
  mails: readonly { at: string; address: string; subject: string; text: string }[]
}) => (
  <Page shell={shell} title="Mailbox">
    <h1 class="govuk-heading-l">Mailbox</h1>
    <p class="govuk-body">
      This register runs on this machine alone and sends no mail. What it would have sent is here, the newest first.
    </p>
    {mails.length === 0 && <p class="govuk-body">There is none yet.</p>}
    {mails.map(({ at, address, subject, text }) => (
      <article class="register-mail">
        <h2 class="govuk-heading-s">{subject}</h2>
        <p class="govuk-body-s">
          To {address}, <time datetime={at}>{at.replace('T', ' at ').replace('Z', ' UTC')}</time>
        </p>
        <pre class="govuk-body register-mail__text">{linked(text)}</pre>
      </article>
    ))}
  </Page>
)

function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    /^https?:/.test(part) ? (
      <a class="govuk-link" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
