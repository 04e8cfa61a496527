import { kinds, kindWords } from '../../core/body-kind.ts'
import type { Courted } from '../../actions/tell-prospects.ts'
import type { Courtship } from '../../core/courtship.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import type { Note, Prospect } from '../../storage/read/prospects.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag, type Colour } from '../parts/tag.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'
import { NotesAndPlan, PlanFields, type Owner } from './notes-and-plan.tsx'

type Props = FormPage & {
  /** Of the next prospect. */
  id: string
  prospects: readonly (Prospect & Courted & { ownerName: string })[]
  owners: readonly Owner[]
}

/** Organisations that have not signed and that somebody courts. */
export const ProspectsPage = ({ shell, id, prospects, owners, typed, mistakes }: Props) => {
  const field = fields(typed, mistakes)
  return (
    <Page shell={shell} title="Prospects" mistakes={mistakes} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">Prospects</h1>
        <p class="govuk-body">Organisations that have not signed and that somebody courts. Only the desk reads this.</p>
        {prospects.length === 0 && <p class="govuk-body">Nobody is courted at the moment.</p>}
        <ul class="govuk-list register-results">
          {prospects.map((prospect) => (
            <li class="register-results__line">
              <a class="govuk-link register-results__name" href={`/desk/prospects/${prospect.id}`}>
                {prospect.name}
              </a>{' '}
              <Tag colour={courtshipTags[prospect.courtship].colour}>{courtshipTags[prospect.courtship].words}</Tag>
              <p class="govuk-body-s register-results__facts">
                {prospect.ownerName}: {prospect.nextStep}, by {formatDayWords(prospect.nextOn)}
              </p>
            </li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Add a prospect</h2>
        <form method="post" action="/desk/prospects" novalidate>
          <input type="hidden" name="key" value={id} />
          <TextField {...field('prospect')} label="Name of the organisation" />
          <Select
            {...field('kind')}
            label="Kind of organisation"
            options={[
              { value: '', words: 'Choose one' },
              ...kinds.map((kind) => ({ value: kind, words: kindWords[kind] })),
            ]}
          />
          <PlanFields owners={owners} typed={typed} mistakes={mistakes} />
          <Button preventDoubleClick>Add it</Button>
        </form>
      </Narrow>
    </Page>
  )
}

type OneProps = FormPage & {
  prospect: Prospect & Courted
  /** Those under way that do not ask it yet. */
  campaigns: readonly { id: string; name: string }[]
  notes: readonly Note[]
  owners: readonly Owner[]
  noteKey: string
}

/** One prospect: where it stands, how it goes on, calls and notes, who does what next, and the end of it. */
export const ProspectPage = ({ shell, prospect, campaigns, notes, owners, noteKey, typed, mistakes }: OneProps) => {
  const { id, name, kind, body, signUp, asked, courtship, closedAt } = prospect
  const place = `/desk/prospects/${id}`
  const rest = { place, notes, owners, noteKey, typed, mistakes }
  const link = (href: string, words: string) => (
    <a class="govuk-link" href={href}>
      {words}
    </a>
  )
  return (
    <Page shell={shell} title={name} mistakes={mistakes} before={<BackLink href="/desk/prospects">Prospects</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">{name}</h1>
        <SummaryList
          rows={[
            { key: 'Kind', value: kindWords[kind] },
            {
              key: 'Where it stands',
              value: <Tag colour={courtshipTags[courtship].colour}>{courtshipTags[courtship].words}</Tag>,
            },
            ...(body ? [{ key: 'On the register', value: link(`/bodies/${body.slug}`, body.name) }] : []),
            ...(signUp ? [{ key: 'Sign-up', value: link(`/desk/sign-ups/${signUp}`, 'Under way') }] : []),
            ...asked.map((one) => {
              return { key: 'Campaign', value: link(`/desk/campaigns/${one.campaign}/bodies/${one.id}`, one.name) }
            }),
            ...(closedAt === null ? [] : [{ key: 'Closed', value: formatDayWords(londonDay(closedAt)) }]),
          ]}
        />
        {closedAt === null && body && courtship !== 'signed' && <Campaigns place={place} campaigns={campaigns} />}
        {closedAt === null && !body && <Tie place={place} prospect={prospect} typed={typed} mistakes={mistakes} />}
        <NotesAndPlan {...rest} />
        {closedAt === null && (
          <form method="post" action={`${place}/closure`} novalidate>
            <h2 class="govuk-heading-m">It has signed, or never will</h2>
            <p class="govuk-body">It leaves the list by itself when it signs.</p>
            <Button variant="secondary" preventDoubleClick>
              Close this prospect
            </Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}

const Campaigns = ({ place, campaigns }: { place: string } & Pick<OneProps, 'campaigns'>) => (
  <>
    {campaigns.map(({ id, name }) => (
      <form method="post" action={`${place}/invitation`} novalidate>
        <input type="hidden" name="campaign" value={id} />
        <Button variant="secondary" preventDoubleClick>
          Add it to {name}
        </Button>
      </form>
    ))}
  </>
)

const Tie = ({
  place,
  prospect: { name, kind },
  typed,
  mistakes,
}: Omit<FormPage, 'shell'> & { place: string; prospect: Prospect }) => (
  <form method="post" action={`${place}/body`} novalidate>
    <h2 class="govuk-heading-m">Put it on the register</h2>
    <p class="govuk-body">
      The register has no organisation of this name.{' '}
      <a class="govuk-link" href={`/desk/bodies?${new URLSearchParams({ name, kind }).toString()}`}>
        Add it there
      </a>
      , or say what it is called if it is there already.
    </p>
    <TextField {...fields(typed, mistakes)('body')} label="Full name on the register" />
    <Button variant="secondary">This is the organisation</Button>
  </form>
)

const courtshipTags = {
  signed: { words: 'Signed', colour: 'green' },
  signing: { words: 'Signing', colour: 'blue' },
  invited: { words: 'In a campaign', colour: 'teal' },
  registered: { words: 'On the register', colour: 'grey' },
  outside: { words: 'Not on the register', colour: 'yellow' },
} as const satisfies Record<Courtship, { words: string; colour: Colour }>
