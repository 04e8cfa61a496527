import type { ToldInvitation } from '../../actions/judge-invitation.ts'
import { formatDayWords, londonDay, parseDay, type Instant } from '../../core/day.ts'
import { progressWords } from '../../core/progress-words.ts'
import type { Mistake } from '../../core/refusal.ts'
import { typedText } from '../../http/parse.ts'
import type { Contact } from '../../storage/read/campaigns.ts'
import type { KnownPerson } from '../../storage/read/known-people.ts'
import type { Note } from '../../storage/read/prospects.ts'
import { errandWords, leftOutWords } from '../errand-words.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Details } from '../parts/details.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { Select } from '../parts/select.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import { ContactFields } from './contact-fields.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'
import { NotesAndPlan, type Owner } from './notes-and-plan.tsx'

type Props = FormPage & {
  campaign: { id: string; name: string; open: boolean }
  told: ToldInvitation
  people: readonly KnownPerson[]
  notes: readonly Note[]
  owners: readonly Owner[]
  /** Of the next note. */
  noteKey: string
}

/** One organisation of a campaign: what is known, the check and its contact, calls and notes, and who does what next. */
export const InvitationOfBodyPage = (props: Props) => {
  const { shell, campaign, told, typed, mistakes } = props
  const { invitation, body, contact, facts, progress, errand } = told
  // What is to be done comes first.
  const looks = errand === 'check-body' || errand === 'repair-contact'
  const place = `/desk/campaigns/${campaign.id}/bodies/${invitation.id}`
  const again =
    invitation.invitedAt !== null && !['signed', 'left-out', 'declined', 'awaiting-check'].includes(progress)
  return (
    <Page
      shell={shell}
      title={body.name}
      mistakes={mistakes}
      before={<BackLink href={`/desk/campaigns/${campaign.id}/bodies`}>Organisations of the campaign</BackLink>}
    >
      <Narrow>
        <span class="govuk-caption-l">{campaign.name}</span>
        <h1 class="govuk-heading-l">{body.name}</h1>
        {body.endedOn !== null && <InsetText>The register says that it ended on {sayDay(body.endedOn)}.</InsetText>}
        {body.endedOn === null && body.endAnnounced !== null && (
          <InsetText>It is due to end on {sayDay(body.endAnnounced)}. It may still sign.</InsetText>
        )}
        <SummaryList
          rows={[
            { key: 'Where it stands', value: progressWords[progress] },
            ...(facts.leftOut ? [{ key: 'Left out', value: leftOutWords[facts.leftOut] }] : []),
            { key: 'To do', value: <ToDo told={told} campaign={campaign} /> },
            ...(contact ? [{ key: 'Contact', value: <ContactLines contact={contact} /> }] : []),
            { key: 'Checked', value: sayMoment(invitation.checkedAt, 'Not yet') },
            { key: 'Invited', value: sayMoment(invitation.invitedAt, 'Not yet') },
            ...(facts.reminders > 0 ? [{ key: 'Reminders', value: facts.reminders }] : []),
            ...(facts.boardOn ? [{ key: 'At its board on', value: formatDayWords(facts.boardOn) }] : []),
            ...(invitation.stoppedAt
              ? [{ key: 'Asked for no more emails', value: sayMoment(invitation.stoppedAt, '') }]
              : []),
            ...(invitation.declinedAt
              ? [{ key: 'Declined', value: <Declined at={invitation.declinedAt} words={invitation.declinedWords} /> }]
              : []),
          ]}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={`/bodies/${body.slug}`}>
            Its page on the register
          </a>
        </p>
        {campaign.open && looks && <CheckForm {...props} place={place} />}
        {!looks && <NotesAndPlan {...props} place={place} typed={typed} idle />}
        {campaign.open && !looks && (
          <Details summary="Another contact, or leave it out" open={isAboutCheck(mistakes)}>
            <CheckForm {...props} place={place} />
          </Details>
        )}
        {campaign.open && again && (
          <form method="post" action={`${place}/mail`} novalidate>
            <h2 class="govuk-heading-m">Write to them again</h2>
            <p class="govuk-body">They get the invitation once more. The link that was sent before works no more.</p>
            <Button variant="secondary" preventDoubleClick>
              Send the invitation again
            </Button>
          </form>
        )}
        {looks && <NotesAndPlan {...props} place={place} typed={typed} idle />}
      </Narrow>
    </Page>
  )
}

/** What is to be done, and where. */
const ToDo = ({ told: { invitation, contact, errand }, campaign }: Pick<Props, 'told' | 'campaign'>) => {
  const words = errandWords[errand]
  const signUp = invitation.signUp === null ? '/desk/sign-ups' : `/desk/sign-ups/${invitation.signUp}`
  const href = {
    'check-body': '#found',
    'repair-contact': '#found',
    'send-wave': `/desk/campaigns/${campaign.id}`,
    call: contact?.phone ? `tel:${contact.phone.replaceAll(/[^+\d]/g, '')}` : '#noted',
    'check-sign-up': signUp,
    wait: null,
    nothing: null,
  }[errand]
  return href === null ? (
    words
  ) : (
    <a class="govuk-link" href={href}>
      {words}
    </a>
  )
}

const ContactLines = ({ contact: { name, role, address, phone } }: { contact: Contact }) => (
  <>
    {[name, role].filter((words) => words !== '').join(', ')}
    {address !== null && (
      <>
        <br />
        {address}
      </>
    )}
    {phone !== null && (
      <>
        <br />
        {phone}
      </>
    )}
  </>
)

/** Whether something is wrong with what was said of the body and its contact. */
function isAboutCheck(mistakes: readonly Mistake[]): boolean {
  return mistakes.some(({ field }) => ['found', 'name', 'role', 'email', 'phone', 'language'].includes(field))
}

const Declined = ({ at, words }: { at: Instant; words: string | null }) => (
  <>
    {formatDayWords(londonDay(at))}
    {words !== null && <p class="govuk-body register-typed">{words}</p>}
  </>
)

const CheckForm = ({ told, people, typed, mistakes, place }: Props & { place: string }) => {
  const field = fields(typed, mistakes)
  return (
    <form method="post" action={`${place}/check`} novalidate>
      <Radios
        name="found"
        legend="Does it still exist?"
        legendSize="m"
        items={[
          { value: 'exists', words: 'Yes, and this is whom to write to' },
          { value: 'ended', words: 'No, it has ended', hint: 'You record that for the public next' },
          { value: 'not-theirs', words: 'The new edition is not for it to sign' },
          { value: 'by-hand', words: 'Leave it out for another reason' },
        ]}
        value={typedText(typed, 'found')}
        mistake={findMistake(mistakes, 'found')}
      />
      {told.contact?.bouncedAt && <InsetText>The last email to {told.contact.address} came back.</InsetText>}
      <ContactFields typed={typed} mistakes={mistakes} whose="Contact’s" />
      <TextField {...field('phone')} label="Telephone number (optional)" type="tel" width={20} />
      <Select
        {...field('language')}
        label="We write in"
        options={[
          { value: 'en', words: 'English' },
          { value: 'cy', words: 'Welsh' },
        ]}
      />
      {people.length > 0 && (
        <>
          <p class="govuk-body">Known from before:</p>
          <ul class="govuk-list govuk-list--bullet">
            {people.map(({ name, role, address }) => (
              <li>{[name, role, address ?? ''].filter((words) => words !== '').join(', ')}</li>
            ))}
          </ul>
        </>
      )}
      <Button preventDoubleClick>Save</Button>
    </form>
  )
}

function sayMoment(at: Instant | null, otherwise: string): string {
  return at === null ? otherwise : formatDayWords(londonDay(at))
}

function sayDay(day: string): string {
  return formatDayWords(parseDay(day))
}
