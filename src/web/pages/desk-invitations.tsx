import { kindWords, type Kind } from '../../core/body-kind.ts'
import { errands } from '../../core/errand.ts'
import { progresses } from '../../core/campaign.ts'
import { progressWords } from '../../core/progress-words.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { ToldInvitation } from '../../actions/judge-invitation.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import { errandWords, progressColours } from '../errand-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import type { Owner } from './notes-and-plan.tsx'

type Sought = { progress: string; errand: string; kind: string; owner: string }

type Props = {
  shell: Shell
  campaign: { id: string; name: string }
  sought: Sought
  kinds: readonly Kind[]
  owners: readonly Owner[]
  rows: readonly ToldInvitation[]
  total: number
  page: number
  pages: number
  mistakes: readonly Mistake[]
}

/** The organisations of a campaign: all, those that stand somewhere, or those that the desk has something to do about. */
export const InvitationsPage = ({
  shell,
  campaign,
  sought,
  kinds,
  owners,
  rows,
  total,
  page,
  pages,
  mistakes,
}: Props) => {
  const place = `/desk/campaigns/${campaign.id}`
  const at = (number: number) =>
    `${place}/bodies?${new URLSearchParams({ ...sought, page: String(number) }).toString()}`
  const select = (name: keyof Sought, label: string, options: readonly (readonly [string, string])[]) => (
    <Select
      name={name}
      label={label}
      value={sought[name]}
      options={[{ value: '', words: 'Any' }, ...options.map(([value, words]) => ({ value, words }))]}
      mistake={findMistake(mistakes, name)}
    />
  )
  return (
    <Page
      shell={shell}
      title="Organisations of the campaign"
      mistakes={mistakes}
      before={<BackLink href={place}>{campaign.name}</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">Organisations of the campaign</h1>
        <form method="get" action={`${place}/bodies`} novalidate>
          {select(
            'errand',
            'To do',
            errands.map((one) => [one, errandWords[one]]),
          )}
          {select(
            'progress',
            'Where it stands',
            progresses.map((one) => [one, progressWords[one]]),
          )}
          {select(
            'kind',
            'Kind of organisation',
            kinds.map((one) => [one, kindWords[one]]),
          )}
          {select(
            'owner',
            'Who looks after it',
            owners.map(({ id, name }) => [id, name]),
          )}
          <Button variant="secondary">Show</Button>
        </form>
        <h2 class="govuk-heading-m">
          {total} {total === 1 ? 'organisation' : 'organisations'}
        </h2>
        <ul class="govuk-list register-results">
          {rows.map((row) => (
            <InvitationLine
              row={row}
              place={place}
              owner={owners.find(({ id }) => id === row.invitation.owner)?.name}
            />
          ))}
        </ul>
        {pages > 1 && (
          <Pagination
            {...(page > 1 && { previous: { href: at(page - 1) } })}
            {...(page < pages && { next: { href: at(page + 1) } })}
          />
        )}
      </Narrow>
    </Page>
  )
}

type Row = { row: ToldInvitation; place: string; owner: string | undefined }

const InvitationLine = ({ row, place, owner }: Row) => {
  const { invitation, body, contact, progress, errand } = row
  const { nextStep, nextOn } = invitation
  const facts = [
    errand !== 'nothing' && errand !== 'wait' && `${errandWords[errand]}.`,
    invitation.calledAt !== null && `Last called on ${formatDayWords(londonDay(invitation.calledAt))}.`,
    owner !== undefined && `${owner}${nextStep && nextOn ? `: ${nextStep}, by ${formatDayWords(nextOn)}` : ''}.`,
  ].filter((words) => words !== false)
  const person = [contact?.name, contact?.role, contact?.phone].filter((words) => Boolean(words)).join(', ')
  return (
    <li class="register-results__line">
      <a class="govuk-link register-results__name" href={`${place}/bodies/${invitation.id}`}>
        {body.name}
      </a>{' '}
      <Tag colour={progressColours[progress]}>{progressWords[progress]}</Tag>
      {facts.length > 0 && <p class="govuk-body-s register-results__facts">{facts.join(' ')}</p>}
      {person !== '' && <p class="govuk-body-s register-results__facts">{person}</p>}
    </li>
  )
}
