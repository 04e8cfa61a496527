import type { Change } from '../../core/change.ts'
import type { FullDay } from '../../core/day.ts'
import type { CheckedDomain } from '../../core/checked-domain.ts'
import type { SaidOfOwn } from '../../core/own-words.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { SigningStanding } from '../../storage/read/standings.ts'
import { disclaimer } from '../../verify/words.ts'
import { Page, type Shell } from '../page.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { Details } from '../parts/details.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { WarningText } from '../parts/warning-text.tsx'
import { sayDue } from '../change-words.ts'
import { timelineOf } from '../timeline.ts'
import { sayStanding, standingColours } from '../words.ts'
import { BelowSignatories } from './below-signatories.tsx'
import { AboutBody, type AboutFacts } from './about-body.tsx'
import { AtSize } from './at-size.tsx'
import { BrokenPromise } from './broken-promise.tsx'
import { ownRows } from './own-words.tsx'
import { startAddress } from './own-signings.tsx'
import { lifeRows } from './signing-life.tsx'
import { ReportLink } from './report-link.tsx'
import { signingRows } from './signing-rows.tsx'
import { Timeline } from './timeline.tsx'
import { WhenFields } from './when-fields.tsx'

export type SigningOfBody = SigningStanding & {
  /** The edition by its name, and that which overtook it. */
  name: string
  followedBy: string | undefined
  /** What the body said of its own as it signed. */
  own: SaidOfOwn | undefined
  /** The email domains that were checked. */
  domains: readonly CheckedDomain[]
}

export type BodyFacts = AboutFacts & {
  asAt: FullDay
  /** How much of the log is looked at; undefined for all of it. */
  size: number | undefined
  today: FullDay
  signings: readonly SigningOfBody[]
  /** Newer editions of what it signed, which it could sign today. */
  newer: readonly { slug: string; name: string }[]
  changes: readonly Change[]
  /** How much of the log is published. */
  published: number
}

type BodyProps = { shell: Shell; facts: BodyFacts; typed?: Typed; mistakes?: readonly Mistake[] }

/** One organisation: standing first, then edition, then dates, then all that happened. */
export const BodyPage = ({ shell, facts, typed = { day: '', size: '' }, mistakes = [] }: BodyProps) => {
  const { body, asAt, size, today, signings, changes, published } = facts
  const stands = signings.map(({ name, standing }) => ({ edition: name, standing }))
  return (
    <Page
      shell={shell}
      title={body.name}
      description={`Whether ${body.name} has signed, which edition, and whether that is in force.`}
      mistakes={mistakes}
      before={<BelowSignatories />}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{body.name}</h1>
        <AtSize size={size} present={`/bodies/${body.slug}`} />
        {asAt !== today && size === undefined && (
          <InsetText>
            This is how it was as at <Day day={asAt} />, as the register knows it now.{' '}
            <a class="govuk-link" href={`/bodies/${body.slug}`}>
              See it today
            </a>
            .
          </InsetText>
        )}
        {body.endAnnounced && !body.endedOn && (
          <WarningText>This organisation is {sayDue(body.endAnnouncedAs, body.endAnnounced)}.</WarningText>
        )}
        {signings.length === 0 && <NotSigned facts={facts} />}
        {signings.map((signing) => (
          <SigningCard signing={signing} changes={changes} asAt={asAt} />
        ))}
        {signings.length > 0 && <p class="govuk-body">{disclaimer}</p>}
        <AnotherDay slug={body.slug} typed={typed} mistakes={mistakes} />
        <h2 class="govuk-heading-m">What happened</h2>
        <Timeline lines={timelineOf(body, changes, stands, asAt)} published={published} />
        <h2 class="govuk-heading-m">About this organisation</h2>
        <AboutBody about={facts} local={shell.local} />
        {!body.endedOn && <ForThem facts={facts} />}
        <BrokenPromise name={body.name} signings={signings} />
        <h2 class="govuk-heading-m">Is something wrong here?</h2>
        <p class="govuk-body">What is put right stays visible in the timeline.</p>
        <ReportLink about={`/bodies/${body.slug}`} />
      </Narrow>
    </Page>
  )
}

const ForThem = ({ facts: { body, newer } }: { facts: BodyFacts }) => (
  <>
    <h2 class="govuk-heading-m">For this organisation</h2>
    {newer.map(({ slug, name }) => (
      <LinkButton href={startAddress(body.slug, slug)} variant="secondary">
        Sign the {name}
      </LinkButton>
    ))}
    <p class="govuk-body">
      If you may act for {body.name}, you can{' '}
      <a class="govuk-link" href={`/bodies/${body.slug}/own`}>
        sign, re-affirm or withdraw
      </a>
      .
    </p>
  </>
)

const NotSigned = ({ facts: { body, asAt } }: { facts: BodyFacts }) => (
  <>
    <InsetText>
      This organisation is on the register and has not signed, as at <Day day={asAt} />.
    </InsetText>
    {!body.endedOn && (
      <LinkButton href={`/bodies/${body.slug}/ask`} variant="secondary">
        Ask them to sign
      </LinkButton>
    )}
  </>
)

const SigningCard = ({
  signing: { signing, edition, standing, name, followedBy, own, domains },
  changes,
  asAt,
}: CardProps) => (
  <SummaryList
    card={{ title: name, headingLevel: 2 }}
    rows={[
      {
        key: 'Standing',
        value: (
          <>
            <Tag colour={standingColours[standing.name]}>{sayStanding(standing)}</Tag>
            {' as at '}
            <Day day={asAt} />
            {followedBy && `, followed by the ${followedBy}`}
          </>
        ),
      },
      {
        key: 'Edition',
        value: (
          <a class="govuk-link" href={`/editions/${edition.slug}`}>
            {edition.texts.length > 0 ? 'Read what was signed' : 'Text not held'}
          </a>
        ),
      },
      ...signingRows(signing, domains, asAt),
      ...ownRows(own, edition.slug, signing.erasures),
      ...lifeRows(signing, changes, asAt),
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
)

type CardProps = { signing: SigningOfBody; changes: readonly Change[]; asAt: FullDay }

type Typed = { day: string; size: string }

type AnotherDayProps = { slug: string; typed: Typed; mistakes: readonly Mistake[] }

const AnotherDay = ({ slug, typed, mistakes }: AnotherDayProps) => (
  <Details summary="See how it stood on another day" open={mistakes.length > 0}>
    <form method="get" action={`/bodies/${slug}`} novalidate>
      <WhenFields dayLabel="Day" typed={typed} mistakes={mistakes} />
      <Button variant="secondary">Show</Button>
    </form>
  </Details>
)
