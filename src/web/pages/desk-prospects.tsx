import { kinds, kindWords } from '../../core/body-kind.ts'
import type { Note } from '../../storage/read/prospects.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'
import { NotesAndPlan, PlanFields, type Owner } from './notes-and-plan.tsx'

type Props = FormPage & {
  /** Of the next prospect. */
  id: string
  prospects: readonly { id: string; name: string; facts: string }[]
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
              </a>
              <p class="govuk-body-s register-results__facts">{prospect.facts}</p>
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
  prospect: { id: string; name: string; facts: string; open: boolean }
  notes: readonly Note[]
  owners: readonly Owner[]
  noteKey: string
}

/** One prospect: calls and notes, who does what next, and the end of it. */
export const ProspectPage = ({ shell, prospect, notes, owners, noteKey, typed, mistakes }: OneProps) => {
  const place = `/desk/prospects/${prospect.id}`
  const rest = { place, notes, owners, noteKey, typed, mistakes }
  return (
    <Page
      shell={shell}
      title={prospect.name}
      mistakes={mistakes}
      before={<BackLink href="/desk/prospects">Prospects</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{prospect.name}</h1>
        <p class="govuk-body">{prospect.facts}</p>
        <NotesAndPlan {...rest} />
        {prospect.open && (
          <form method="post" action={`${place}/closure`} novalidate>
            <h2 class="govuk-heading-m">It has signed, or never will</h2>
            <Button variant="secondary" preventDoubleClick>
              Close this prospect
            </Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}
