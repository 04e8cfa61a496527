import { formatDayWords, londonDay } from '../../core/day.ts'
import { deskRoles, type DeskRole } from '../../core/desk-role.ts'
import type { Coordinator } from '../../storage/read/register.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import { typedText } from '../../http/parse.ts'
import type { FormPage } from './form-page.ts'
import { MailboxField } from './mailbox-field.tsx'
import { fields } from './new-body.tsx'

const roleWords = {
  coordinator: { words: 'Coordinator', hint: 'Does everything at the desk' },
  assistant: {
    words: 'Assistant',
    hint: 'Keeps contacts, calls and invitations, and changes nothing that is published',
  },
  reader: { words: 'Reader', hint: 'Sees the desk, and changes nothing' },
} as const satisfies Record<DeskRole, { words: string; hint: string }>

/** Who is at the desk, and a seat for somebody else. */
export const CoordinatorsPage = ({
  people,
  mayChange,
  ...page
}: FormPage & { people: readonly Coordinator[]; mayChange: boolean }) => (
  <Page
    shell={page.shell}
    title="Who is at the desk"
    mistakes={page.mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Who is at the desk</h1>
      {people.map(({ id, name, ...person }) => (
        <SummaryList
          card={{
            title: name,
            actions: mayChange ? [{ href: `/desk/coordinators/${id}`, words: 'Change' }] : [],
          }}
          rows={[
            { key: 'Role', value: roleWords[person.role].words },
            { key: 'Email address', value: person.address },
            { key: 'Works for', value: person.employer ?? 'Not said' },
            { key: 'Since', value: formatDayWords(londonDay(person.startedAt)) },
          ]}
        />
      ))}
      {mayChange && <NewcomerForm {...page} />}
    </Narrow>
  </Page>
)

const NewcomerForm = ({ typed, mistakes }: FormPage) => (
  <form method="post" action="/desk/coordinators" novalidate>
    <h2 class="govuk-heading-m">Add somebody</h2>
    <p class="govuk-body">They are emailed a link that lets them in once. Every other coordinator is told.</p>
    <TextField {...fields(typed, mistakes)('name')} label="Full name" autocomplete="off" />
    <MailboxField
      typed={typed}
      mistakes={mistakes}
      label="Email address"
      hint="Their own: whoever reads it can come in"
      autocomplete="off"
    />
    <Terms typed={typed} mistakes={mistakes} />
    <Button preventDoubleClick>Add them</Button>
  </form>
)

const Terms = ({ typed, mistakes }: Pick<FormPage, 'typed' | 'mistakes'>) => (
  <>
    <Radios
      name="role"
      legend="Role"
      legendSize="s"
      value={typedText(typed, 'role')}
      mistake={findMistake(mistakes, 'role')}
      items={deskRoles.map((value) => ({ value, ...roleWords[value] }))}
    />
    <TextField
      {...fields(typed, mistakes)('employer')}
      label="Whom do they work for? (optional)"
      hint="As the register calls it: they cannot accept alone what their own organisation signs"
      autocomplete="off"
    />
  </>
)

/** One seat: another role, another link, or none at all. */
export const CoordinatorPage = ({ shell, person, typed, mistakes }: FormPage & { person: Coordinator }) => {
  const place = `/desk/coordinators/${person.id}`
  return (
    <Page
      shell={shell}
      title={person.name}
      mistakes={mistakes}
      before={<BackLink href="/desk/coordinators">Who is at the desk</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{person.name}</h1>
        <form method="post" action={place} novalidate>
          <Terms typed={typed} mistakes={mistakes} />
          <Button preventDoubleClick>Save</Button>
        </form>
        <h2 class="govuk-heading-m">They cannot come in</h2>
        <p class="govuk-body">A new link goes to {person.address} and lets them in once. Earlier ones stop working.</p>
        <form method="post" action={`${place}/link`} novalidate>
          <Button variant="secondary" preventDoubleClick>
            Email a new link
          </Button>
        </form>
        <h2 class="govuk-heading-m">They leave</h2>
        <p class="govuk-body">
          They are signed out everywhere, and their passkeys and programs end. What they did stays on record, and what
          they proposed still waits.
        </p>
        <form method="post" action={`${place}/end`} novalidate>
          <Button variant="warning" preventDoubleClick>
            End their seat
          </Button>
        </form>
      </Narrow>
    </Page>
  )
}
