import type { FullDay } from '../../core/day.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { TextField } from '../parts/text-field.tsx'

export type HomeFacts = {
  asAt: FullDay
  inForce: number
  bodies: number
  editions: readonly { slug: string; name: string }[]
}

/** Where everybody starts. */
export const HomePage = ({ shell, home }: { shell: Shell; home: HomeFacts }) => (
  <Page shell={shell} title="Who has signed">
    <Narrow>
      <h1 class="govuk-heading-xl">{shell.register.name}</h1>
      <p class="govuk-body-l">
        Find out whether an organisation has signed, which edition it signed, and whether that still holds.
      </p>
      <form method="get" action="/signatories" role="search" novalidate>
        <TextField name="q" label="Name or number of an organisation" labelSize="m" type="search" />
        <Button>Search</Button>
      </form>
      <p class="govuk-body">
        As at <Day day={home.asAt} />, <strong>{home.inForce}</strong>{' '}
        {home.inForce === 1 ? 'signing is' : 'signings are'} in force, by organisations among the{' '}
        <strong>{home.bodies}</strong> on the register.{' '}
        <a class="govuk-link" href="/signatories">
          See the whole list
        </a>
        .
      </p>
      <h2 class="govuk-heading-m">What they sign</h2>
      <ul class="govuk-list govuk-list--bullet">
        {home.editions.map(({ slug, name }) => (
          <li>
            <a class="govuk-link" href={`/editions/${slug}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">Sign for your organisation</h2>
      <p class="govuk-body">You do not need an account. It takes about 10 minutes, and you can come back to it.</p>
      <LinkButton href="/sign" variant="secondary">
        Sign for an organisation
      </LinkButton>
    </Narrow>
  </Page>
)
