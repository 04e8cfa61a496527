import type { Child } from 'hono/jsx'
import { kindWords } from '../../core/body-kind.ts'
import type { Day as DayOf } from '../../core/day.ts'
import type { Local } from '../../actions/parts.ts'
import type { BodyRecord } from '../../storage/read/bodies.ts'
import { capital, originWords, sayDue, successionWords } from '../change-words.ts'
import { Day } from '../parts/day.tsx'
import { BodyLink } from './body-link.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { formerNames } from '../timeline.ts'
import { WebAddress } from './web-address.tsx'

type Named = { slug: string; name: string }

export type AboutFacts = {
  body: BodyRecord
  /** Every identifier with the days between which the register had it. */
  identifiers: readonly { identifier: string; from: DayOf | null; endedOn: DayOf | null }[]
  /** What it came from, and how; the last day of each, where it has ended. */
  origins: readonly (Named & { relation: keyof typeof originWords | null; endedOn: DayOf | null })[]
  /** Records of the same organisation that were entered twice. */
  twins: readonly Named[]
  /** What came after, and how that stands. */
  successors: readonly (Named & { relation: keyof typeof successionWords; stands: string })[]
}

/** Names, numbers and neighbours of an organisation, each with its days. */
export const AboutBody = ({ about, local }: { about: AboutFacts; local: Local }) => (
  <SummaryList rows={rowsOf(about, local)} />
)

function rowsOf({ body, identifiers, origins, twins, successors }: AboutFacts, { sectors }: Local) {
  const current = Math.max(...body.names.map(({ position }) => position))
  const others = body.names.filter(({ position, name }) => position === current && name !== body.name)
  const former = formerNames(body.names)
  return [
    ...shown(
      'Formerly',
      former.map(({ name, until }) => `${name}${until ? `, until ${until}` : ''}`),
    ),
    ...shown(
      'Also called',
      others.map(({ name, language }) => <span lang={language}>{name}</span>),
    ),
    { key: 'Sector', value: sectors[body.sector] },
    { key: 'Kind', value: kindWords[body.kind] },
    ...shown(
      'Identifiers',
      identifiers.map(({ identifier, from, endedOn }) => (
        <>
          {identifier}
          <span class="govuk-body-s">
            {from && (
              <>
                {' '}
                on the register since <Day day={from} />
              </>
            )}
            {endedOn && (
              <>
                , until <Day day={endedOn} />
              </>
            )}
          </span>
        </>
      )),
    ),
    ...shown('Area served', body.area ? [body.area] : []),
    ...shown('Website', body.website ? [<WebAddress address={body.website} />] : []),
    ...shown('Began', body.startedOn ? [<Day day={body.startedOn} />] : []),
    ...shown(
      'Came from',
      origins.map(({ relation, endedOn, ...one }) => (
        <>
          <BodyLink body={one} />
          {relation && `: ${originWords[relation]}`}
          {endedOn && (
            <>
              {' '}
              (until <Day day={endedOn} />)
            </>
          )}
        </>
      )),
    ),
    ...shown(
      'Also entered as',
      twins.map(({ name }) => name),
    ),
    ...shown(
      'Expected',
      body.endAnnounced && !body.endedOn ? [capital(sayDue(body.endAnnouncedAs, body.endAnnounced))] : [],
    ),
    ...shown('Ended', body.endedOn ? [<Day day={body.endedOn} />] : []),
    ...shown(
      'What came after it',
      successors.map((one) => (
        <>
          {successionWords[one.relation]} <BodyLink body={one} /> ({one.stands})
        </>
      )),
    ),
  ]
}

function shown(key: string, values: readonly Child[]): readonly { key: string; value: Child }[] {
  const [first, ...more] = values
  if (first === undefined) return []
  if (more.length === 0) return [{ key, value: first }]
  const list = (
    <ul class="govuk-list">
      {values.map((value) => (
        <li>{value}</li>
      ))}
    </ul>
  )
  return [{ key, value: list }]
}
