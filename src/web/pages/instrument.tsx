import type { Day as DayValue, FullDay } from '../../core/day.ts'
import type { EditionState } from '../../core/edition-state.ts'
import type { StandingName } from '../../core/standing.ts'
import type { Views } from '../../core/views.ts'
import type { Edition } from '../../storage/read/editions.ts'
import { Page, type Shell } from '../page.tsx'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { Day } from '../parts/day.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Tag } from '../parts/tag.tsx'
import type { TimelineLine } from '../timeline.ts'
import { editionStateColours, editionStateWords, standingWords } from '../words.ts'
import { AtSize } from './at-size.tsx'
import { Timeline } from './timeline.tsx'

type ShownEdition = Edition & {
  name: string
  state: EditionState | undefined
  replacedBy: readonly { slug: string; name: string; from: DayValue; until: FullDay | null }[]
  signed: readonly { standing: StandingName; count: number }[]
}

type Props = {
  shell: Shell
  instrument: Views['instruments']
  asAt: FullDay
  size: number | undefined
  editions: readonly ShownEdition[]
  lines: readonly TimelineLine[]
  published: number
}

/** An agreement: its editions in order, who signed each, and what happened. */
export const InstrumentPage = ({ shell, instrument, asAt, size, editions, lines, published }: Props) => (
  <Page
    shell={shell}
    title={instrument.name}
    description={`Every edition of the ${instrument.name}: since when each holds, and who has signed it.`}
    before={<Breadcrumbs items={[{ href: '/', words: 'Home' }]} />}
  >
    <Narrow>
      <h1 class="govuk-heading-l">{instrument.name}</h1>
      <AtSize size={size} present={`/instruments/${instrument.slug}`} />
      {instrument.area !== null && <p class="govuk-body">For {instrument.area}.</p>}
      <h2 class="govuk-heading-m">Its editions</h2>
      {editions.length === 0 && <p class="govuk-body">No edition was on the register then.</p>}
      {editions.map((edition) => (
        <ShowEdition edition={edition} asAt={asAt} />
      ))}
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline lines={lines} published={published} />
    </Narrow>
  </Page>
)

const ShowEdition = ({ edition, asAt }: { edition: ShownEdition; asAt: FullDay }) => {
  const { slug, name, state, inForceFrom, replacedBy, signed } = edition
  return (
    <section>
      <h3 class="govuk-heading-s">
        <a class="govuk-link" href={`/editions/${slug}`}>
          {name}
        </a>{' '}
        {state && <Tag colour={editionStateColours[state]}>{editionStateWords[state]}</Tag>}
      </h3>
      <p class="govuk-body">
        In force from <Day day={inForceFrom} />.
        {replacedBy.map((next) => (
          <>
            {' '}
            Replaced by the{' '}
            <a class="govuk-link" href={`/editions/${next.slug}`}>
              {next.name}
            </a>{' '}
            from <Day day={next.from} />
            {next.until ? (
              <>
                ; both count until <Day day={next.until} />.
              </>
            ) : (
              '.'
            )}
          </>
        ))}
      </p>
      <p class="govuk-body">
        As at <Day day={asAt} />: {signed.length === 0 && 'nobody has signed it.'}
      </p>
      {signed.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {signed.map(({ standing, count }) => (
            <li>
              <a class="govuk-link" href={`/signatories?edition=${slug}&standing=${standing}`}>
                {count} {standingWords[standing]}
                <span class="govuk-visually-hidden">, {name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
