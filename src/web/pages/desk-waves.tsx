import { kindWords, type Kind } from '../../core/body-kind.ts'
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
  campaign: { id: string; name: string }
  waves: readonly { number: number; name: string }[]
  kinds: readonly { kind: Kind; count: number }[]
}

/** Which kind of organisation is written to when. */
export const WavesPage = ({ shell, campaign, waves, kinds, typed, mistakes }: Props) => {
  const field = fields(typed, mistakes)
  const place = `/desk/campaigns/${campaign.id}`
  return (
    <Page shell={shell} title="Waves" mistakes={mistakes} before={<BackLink href={place}>{campaign.name}</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">Waves</h1>
        <p class="govuk-body">A wave is sent when you press its button. Who was written to stays where they were.</p>
        <form method="post" action={`${place}/waves`} novalidate>
          {waves.map(({ number }) => (
            <>
              <TextField {...field(`wave-${number}`)} label={`Name of wave ${number}`} />
              <DateInput
                name={`on-${number}`}
                legend={`When is wave ${number} planned?`}
                values={typedDay(typed, `on-${number}`)}
                mistake={findMistake(mistakes, `on-${number}-day`)}
              />
            </>
          ))}
          <h2 class="govuk-heading-m">Which kind is in which wave?</h2>
          {kinds.map(({ kind, count }) => (
            <Select
              {...field(kind)}
              label={`${kindWords[kind]} (${count})`}
              options={waves.map(({ number, name }) => ({ value: String(number), words: `${number}. ${name}` }))}
            />
          ))}
          <Button preventDoubleClick>Save the waves</Button>
        </form>
      </Narrow>
    </Page>
  )
}
