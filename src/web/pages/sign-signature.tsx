import type { EditionText } from '../../core/edition-text.ts'
import type { SaidOfOwn } from '../../core/own-words.ts'
import type { Mistake } from '../../core/refusal.ts'
import { consentWords } from '../../core/statement.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import type { Request } from '../../actions/sign-edition.ts'
import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { CodeField } from '../parts/code-field.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Panel } from '../parts/panel.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import { EvidenceLinks } from './evidence-links.tsx'
import { ownRows } from './own-words.tsx'
import { WholeText } from './edition-text.tsx'
import { HandOver } from './room.tsx'
import { SigningPasskey } from './signing-passkey.tsx'

/** The six digits from the mail, typed by hand. */
export const CodePage = ({
  shell,
  mistakes,
  minutes,
}: {
  shell: Shell
  mistakes: readonly Mistake[]
  minutes: number
}) => (
  <Page shell={shell} title="Enter the code" mistakes={mistakes}>
    <Narrow>
      <h1 class="govuk-heading-l">Enter the code</h1>
      <p class="govuk-body">
        We have sent six digits to the email address of the person who signs. They work for {minutes} minutes.
      </p>
      <form method="post" action="/sign/code" novalidate>
        <CodeField mistakes={mistakes} />
        <Button preventDoubleClick>Continue</Button>
      </form>
      <form method="post" action="/sign/code/new" novalidate>
        <Button variant="secondary">Send another code</Button>
      </form>
      <NotMe />
    </Narrow>
  </Page>
)

const NotMe = () => (
  <p class="govuk-body">
    <a class="govuk-link" href="/sign/reassignment">
      I am not the right person
    </a>
  </p>
)

/** What a signatory is asked for, one edition after the other. */
export const RequestsPage = ({
  shell,
  body,
  requests,
  othersToSign,
  undecided,
  ended,
}: {
  shell: Shell
  body: string
  requests: readonly Request[]
  /** Whether somebody else still has to, when this one has signed everything. */
  othersToSign: boolean
  /** Whether what is signed waits for the body's decision. */
  undecided: boolean
  /** Whether it is on the register already. */
  ended: boolean
}) => {
  const open = requests.filter(({ signed }) => !signed)
  return (
    <Page shell={shell} title={open.length === 0 ? 'You have signed' : 'What you are asked to sign'}>
      <Narrow>
        {open.length === 0 ? (
          <Panel title="You have signed">{requests.map(({ name }) => name).join(' and ')}</Panel>
        ) : (
          <h1 class="govuk-heading-l">What you are asked to sign for {body}</h1>
        )}
        {othersToSign && (
          <p class="govuk-body">
            1 of 2 people has signed. The other one has a link of their own, and may sign at any time. Nothing is public
            until both have signed and a coordinator has accepted it.
          </p>
        )}
        {open.length === 0 && undecided && (
          <p class="govuk-body">
            What you have signed is kept privately until {body} has decided.{' '}
            <a class="govuk-link" href="/sign/decision">
              Tell us what was decided
            </a>
          </p>
        )}
        {open.length === 0 && !othersToSign && !undecided && !ended && (
          <p class="govuk-body">
            A coordinator now checks it. When it is accepted, we email you
            {requests.some(({ change }) => change) ? '' : ' the reference and the certificate'}. Until then nothing is
            public.
          </p>
        )}
        <ul class="govuk-list">
          {requests.map(({ edition, name, act, signed }) => (
            <li>
              {signed ? (
                `${name}: signed`
              ) : (
                <a class="govuk-link" href={`/sign/requests/${edition.slug}`}>
                  Read and {act}
                </a>
              )}
            </li>
          ))}
        </ul>
        {open.length < requests.length && !shell.room && (
          <EvidenceLinks
            links={requests
              .filter(({ signed }) => signed)
              .map(({ edition, name }) => ({
                href: `/sign/requests/${edition.slug}/evidence.zip`,
                words: `Download it for the ${name} (ZIP)`,
              }))}
          />
        )}
        {!ended && (
          <p class="govuk-body">
            <a class="govuk-link" href="/sign/decision">
              Say when your board looks at this
            </a>
          </p>
        )}
        <HandOver shell={shell} done={open.length === 0} />
        {requests.every(({ signed }) => !signed) && <NotMe />}
        {!ended && (
          <p class="govuk-body">
            <a class="govuk-link" href="/sign/decline">
              Decline
            </a>
          </p>
        )}
      </Narrow>
    </Page>
  )
}

/** The edition, the exact statement, and the act. A change of what was signed has its statement alone. */
export const SignaturePage = ({
  shell,
  request,
  text,
  said,
  typed,
  mistakes,
}: {
  shell: Shell
  request: Request
  text: EditionText | undefined
  said: SaidOfOwn
  typed: Typed
  mistakes: readonly Mistake[]
}) => {
  const own = ownRows(said, request.edition.slug)
  const consent = consentWords(request.name, request.change)
  const place = `/sign/requests/${request.edition.slug}`
  const title = request.act.slice(0, 1).toUpperCase() + request.act.slice(1)
  return (
    <Page shell={shell} title={title} script={shell.room ? undefined : shell.assets.passkey} mistakes={mistakes}>
      <Narrow>
        <h1 class="govuk-heading-l">{title}</h1>
        {text && !request.change && (
          <WholeText text={text} place={{ slug: request.edition.slug, language: text.language }} />
        )}
        <h2 class="govuk-heading-m">Your statement</h2>
        <InsetText>{request.statement}</InsetText>
        {own.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Published with it</h2>
            <SummaryList rows={own} />
          </>
        )}
        <p class="govuk-body">
          {!request.change &&
            'The agreement is not legally binding, but a public body can be held to what it promised. '}
          {request.signatory.nameShown
            ? 'Your name and role will be public.'
            : 'Your role will be public, your name will not.'}
        </p>
        <form method="post" action={place} novalidate>
          <input type="hidden" name="statement" value={request.statement} />
          <TextField
            name="name"
            label="Your full name"
            value={typedText(typed, 'name')}
            autocomplete={shell.room ? 'off' : 'name'}
            spellcheck={false}
            mistake={findMistake(mistakes, 'name')}
          />
          <TextField
            name="role"
            label="Your role"
            value={typedText(typed, 'role')}
            autocomplete={shell.room ? 'off' : 'organization-title'}
            mistake={findMistake(mistakes, 'role')}
          />
          <Checkboxes
            name="authorised"
            values={[typed['authorised'] ?? []].flat()}
            items={[{ value: 'yes', words: consent.authorised }]}
            mistake={findMistake(mistakes, 'authorised')}
          />
          <Checkboxes
            name="read"
            values={[typed['read'] ?? []].flat()}
            items={[{ value: 'yes', words: consent.read }]}
            mistake={findMistake(mistakes, 'read')}
          />
          <Button preventDoubleClick>{title}</Button>
          {/* A device that others sign on after this one keeps nobody's passkey. */}
          {!shell.room && <SigningPasskey act={request.act} place={`${place}/passkey`} />}
        </form>
        <HandOver shell={shell} done={false} />
      </Narrow>
    </Page>
  )
}
