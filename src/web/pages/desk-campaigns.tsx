import { typedDay } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { DateInput } from '../parts/date-input.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { fields } from './new-body.tsx'

type Props = FormPage & {
  /** Of the next campaign. */
  id: string
  campaigns: readonly { id: string; name: string; facts: string }[]
  editions: readonly { id: string; name: string; held: boolean }[]
}

/** The campaigns there are, and the form that begins another. */
export const CampaignsPage = ({ shell, id, campaigns, editions, typed, mistakes }: Props) => {
  const field = fields(typed, mistakes)
  const date = (name: string) => ({
    name,
    values: typedDay(typed, name),
    mistake: findMistake(mistakes, `${name}-day`),
  })
  return (
    <Page shell={shell} title="Campaigns" mistakes={mistakes} before={<BackLink href="/desk">The desk</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">Campaigns</h1>
        {campaigns.length === 0 && <p class="govuk-body">There is no campaign yet.</p>}
        <ul class="govuk-list register-results">
          {campaigns.map((campaign) => (
            <li class="register-results__line">
              <a class="govuk-link register-results__name" href={`/desk/campaigns/${campaign.id}`}>
                {campaign.name}
              </a>
              <p class="govuk-body-s register-results__facts">{campaign.facts}</p>
            </li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Begin a campaign</h2>
        <p class="govuk-body">Nobody is written to yet. You check each organisation first, and send wave by wave.</p>
        <form method="post" action="/desk/campaigns" novalidate>
          <input type="hidden" name="key" value={id} />
          <TextField {...field('campaign')} label="Name of the campaign" hint="Only the desk reads it" />
          <Select
            {...field('from')}
            label="Who is invited?"
            options={[
              { value: '', words: 'Every organisation on the register' },
              ...editions.map((one) => ({ value: one.id, words: `Those who have signed the ${one.name}` })),
            ]}
          />
          <Select
            {...field('to')}
            label="What are they invited to sign?"
            options={[
              { value: '', words: 'Choose one' },
              ...editions.filter(({ held }) => held).map((one) => ({ value: one.id, words: one.name })),
            ]}
          />
          <DateInput {...date('opens')} legend="When does it begin?" hint="The day of the first wave" />
          <DateInput {...date('reach')} legend="By when should the target be reached?" />
          <TextField
            {...field('target')}
            label="How many organisations should have signed by then? (optional)"
            hint="Leave it empty for all of them"
            width={5}
            inputmode="numeric"
          />
          <DateInput {...date('closes')} legend="When does it end?" hint="Links in emails work until then" />
          <Button preventDoubleClick>Begin the campaign</Button>
        </form>
      </Narrow>
    </Page>
  )
}
