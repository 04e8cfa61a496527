import type { Newcomer } from '../../actions/counted.ts'
import { kindWords } from '../../core/body-kind.ts'
import { formatDayWords, parseDay } from '../../core/day.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { Campaign } from '../../storage/read/campaigns.ts'
import type { Beside } from '../../storage/read/joining.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'

type Props = {
  shell: Shell
  campaign: Campaign
  /** The first of those that the campaign would ask if it began today, and why each of all of them. */
  newcomers: readonly Beside[]
  whys: ReadonlyMap<string, Newcomer['why']>
  q: string
  found: readonly Beside[]
  mistakes: readonly Mistake[]
}

const whyWords = {
  follows: { signed: 'It has signed the edition before since the campaign began', any: 'It is new on the register' },
  succeeds: 'It came after an organisation of the campaign',
} as const

/** Organisations that join a campaign which has begun: all that are missing, or one by its name. */
export const NewcomersPage = ({ shell, campaign, newcomers, whys, q, found, mistakes }: Props) => {
  const place = `/desk/campaigns/${campaign.id}`
  const open = campaign.closedAt === null
  const sayWhy = (id: string) => {
    if (whys.get(id) === 'succeeds') return whyWords.succeeds
    return campaign.fromEdition === null ? whyWords.follows.any : whyWords.follows.signed
  }
  return (
    <Page
      shell={shell}
      title="Add organisations"
      mistakes={mistakes}
      before={<BackLink href={place}>{campaign.name}</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">Add organisations</h1>
        {!open && <InsetText>This campaign is closed. Nobody joins it any more.</InsetText>}
        <p class="govuk-body">
          You check each before it is invited. It goes into the wave of its kind, or, where that has been sent, into a
          later one.
        </p>
        <h2 class="govuk-heading-m">Missing from the campaign ({whys.size})</h2>
        {whys.size === 0 && <p class="govuk-body">Everybody who should be asked is in the campaign.</p>}
        {open && whys.size > 0 && (
          <form method="post" action={`${place}/newcomers`} novalidate>
            <Button preventDoubleClick>{whys.size === 1 ? 'Add it' : `Add all ${whys.size}`}</Button>
          </form>
        )}
        <ul class="govuk-list register-results">
          {newcomers.map((one) => (
            <BodyLine one={one} place={place} open={open} facts={`${sayWhy(one.body.id)}.`} />
          ))}
        </ul>
        {whys.size > newcomers.length && <p class="govuk-body">And {whys.size - newcomers.length} more.</p>}
        <h2 class="govuk-heading-m">Any organisation on the register</h2>
        <form method="get" action={`${place}/newcomers`} novalidate>
          <TextField name="q" label="Name or number of the organisation" value={q} type="search" />
          <Button variant="secondary">Search</Button>
        </form>
        {q !== '' && found.length === 0 && (
          <p class="govuk-body">
            There is none like this.{' '}
            <a class="govuk-link" href="/desk/bodies">
              Put it on the register
            </a>{' '}
            first.
          </p>
        )}
        <ul class="govuk-list register-results">
          {found.map((one) => (
            <BodyLine one={one} place={place} open={open} facts={`${kindWords[one.body.kind]}. ${sayBeside(one)}`} />
          ))}
        </ul>
      </Narrow>
    </Page>
  )
}

const BodyLine = ({ one, place, open, facts }: { one: Beside; place: string; open: boolean; facts: string }) => {
  const { body, invitation, signed } = one
  const href = invitation === null ? `/bodies/${body.slug}` : `${place}/bodies/${invitation}`
  return (
    <li class="register-results__line">
      <a class="govuk-link register-results__name" href={href}>
        {body.name}
      </a>
      <p class="govuk-body-s register-results__facts">{facts}</p>
      {open && invitation === null && !signed && body.endedOn === null && (
        <form method="post" action={`${place}/bodies`} novalidate>
          <input type="hidden" name="body" value={body.id} />
          <Button variant="secondary" preventDoubleClick>
            Add<span class="govuk-visually-hidden"> {body.name}</span>
          </Button>
        </form>
      )}
    </li>
  )
}

function sayBeside({ body, invitation, signed }: Beside): string {
  if (invitation !== null) return 'In the campaign.'
  if (signed) return 'It has signed already.'
  return body.endedOn === null ? '' : `It ended on ${formatDayWords(parseDay(body.endedOn))}.`
}
