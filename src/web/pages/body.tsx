import type { Local } from '../../actions/parts.ts'
import { kindWords } from '../../core/body-kind.ts'
import type { Day as DayOf, FullDay } from '../../core/day.ts'
import type { Standing } from '../../core/standing.ts'
import type { BodyRecord } from '../../storage/read/bodies.ts'
import { Page, type Shell } from '../page.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { disclaimer, sayStanding, standingColours } from '../words.ts'

export type BodyFacts = {
  body: BodyRecord
  asAt: FullDay
  signings: readonly {
    reference: string
    edition: string
    standing: Standing
    signatory: string
    signedOn: DayOf | null
  }[]
}

/** One organisation: standing first, then edition, then dates. */
export const BodyPage = ({ shell, facts: { body, asAt, signings } }: { shell: Shell; facts: BodyFacts }) => (
  <Page shell={shell} title={body.name}>
    <h1 class="govuk-heading-l">{body.name}</h1>
    {signings.length === 0 && (
      <InsetText>
        This organisation is on the register and has not signed, as at <Day day={asAt} />.
      </InsetText>
    )}
    {signings.map((signing) => (
      <SummaryList
        card={{ title: signing.edition, headingLevel: 2 }}
        rows={[
          {
            key: 'Standing',
            value: <Tag colour={standingColours[signing.standing.name]}>{sayStanding(signing.standing)}</Tag>,
          },
          { key: 'As at', value: <Day day={asAt} /> },
          { key: 'Signed on', value: <Day day={signing.signedOn} /> },
          { key: 'Signed by', value: signing.signatory },
          {
            key: 'Certificate',
            value: (
              <a class="govuk-link" href={`/certificates/${signing.reference}`}>
                {signing.reference}
              </a>
            ),
          },
        ]}
      />
    ))}
    {signings.length > 0 && <p class="govuk-body">{disclaimer}</p>}
    <h2 class="govuk-heading-m">About this organisation</h2>
    <SummaryList rows={about(body, shell.local)} />
  </Page>
)

function about(body: BodyRecord, { sectors }: Local) {
  const former = body.names.map(({ name }) => name).filter((name) => name !== body.name)
  return [
    { key: 'Sector', value: sectors[body.sector] },
    { key: 'Kind', value: kindWords[body.kind] },
    ...(body.identifiers.length > 0 ? [{ key: 'Identifiers', value: body.identifiers.join(', ') }] : []),
    ...(body.area ? [{ key: 'Area served', value: body.area }] : []),
    ...(body.website ? [{ key: 'Website', value: body.website }] : []),
    ...(former.length > 0 ? [{ key: 'Also known as', value: former.join(', ') }] : []),
    ...(body.endedOn ? [{ key: 'Ended', value: <Day day={body.endedOn} /> }] : []),
  ]
}
