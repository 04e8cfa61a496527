import { sectors, type Sector } from '../../core/body-kind.ts'
import type { Change } from '../../core/change.ts'
import { formatDayWords, londonDay, type FullDay } from '../../core/day.ts'
import { sayChange, subjectOf } from '../change-words.ts'
import { Page, type Shell } from '../page.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { TextField } from '../parts/text-field.tsx'

export type HomeFacts = {
  asAt: FullDay
  bodies: number
  /** Organisations with a signing in force. */
  inForce: Readonly<Record<Sector, number>>
  editions: readonly { slug: string; name: string; signable: boolean }[]
  changes: readonly Change[]
}

/** Where everybody starts. */
export const HomePage = ({ shell, home }: { shell: Shell; home: HomeFacts }) => (
  <Page
    shell={shell}
    title="Who has signed"
    description="Find out whether an organisation has signed, which edition it signed, and whether that still holds."
  >
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-xl">{shell.register.name}</h1>
        <p class="govuk-body-l">
          Find out whether an organisation has signed, which edition it signed, and whether that still holds.
        </p>
        <form method="get" action="/signatories" role="search" novalidate class="register-search">
          <TextField
            name="q"
            label="Search for an organisation"
            labelSize="m"
            hint="By its name, a former name, its initials or a number"
            type="search"
          />
          <Button>Search</Button>
        </form>
      </div>
    </div>
    <Counts home={home} local={shell.local} />
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <LatestChanges changes={home.changes} today={home.asAt} />
      </div>
      <div class="govuk-grid-column-one-third">
        <h2 class="govuk-heading-m">Check a certificate</h2>
        <form method="get" action="/verify" novalidate>
          <TextField
            name="reference"
            label="Reference"
            hint="It stands at the foot of the certificate"
            width={10}
            extraLetterSpacing
          />
          <Button variant="secondary">Check</Button>
        </form>
        <h2 class="govuk-heading-m">What they sign</h2>
        <ul class="govuk-list">
          {home.editions.map(({ slug, name, signable }) => (
            <li>
              <a class="govuk-link" href={`/editions/${slug}`}>
                {name}
              </a>
              {!signable && ' (earlier edition)'}
            </li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">Sign for your organisation</h2>
        <p class="govuk-body">You do not need an account. It takes about 10 minutes, and you can come back to it.</p>
        <LinkButton href="/sign">Sign for an organisation</LinkButton>
      </div>
    </div>
  </Page>
)

const Counts = ({ home: { asAt, bodies, inForce }, local }: { home: HomeFacts; local: Shell['local'] }) => {
  const all = sectors.reduce((sum, sector) => sum + inForce[sector], 0)
  return (
    <section class="register-counts" aria-labelledby="counts">
      <h2 class="govuk-visually-hidden" id="counts">
        In numbers
      </h2>
      <dl class="register-counts__list">
        <Count
          asAt={asAt}
          number={all}
          words="organisations with a signing in force"
          href="/signatories?standing=in-force"
        />
        {sectors.map((sector) => (
          <Count
            asAt={asAt}
            number={inForce[sector]}
            words={`of them: ${local.sectors[sector]}`}
            href={`/signatories?sector=${sector}&standing=in-force`}
          />
        ))}
        <Count asAt={asAt} number={bodies} words="organisations on the register" href="/signatories" />
      </dl>
    </section>
  )
}

type CountProps = { asAt: FullDay; number: number; words: string; href: string }

const Count = ({ asAt, number, words, href }: CountProps) => (
  <div class="register-counts__count">
    <dt class="govuk-body-s register-counts__words">
      <a class="govuk-link" href={href}>
        {words}
      </a>
    </dt>
    <dd class="register-counts__number">
      <span class="govuk-heading-l register-counts__figure">{number}</span>
      <span class="govuk-body-s">
        as at <Day day={asAt} />
      </span>
    </dd>
  </div>
)

const LatestChanges = ({ changes, today }: { changes: readonly Change[]; today: FullDay }) => (
  <>
    <h2 class="govuk-heading-m">Latest changes</h2>
    {changes.length === 0 && <p class="govuk-body">Nothing has changed yet.</p>}
    <ul class="govuk-list register-results">
      {changes.map((change) => {
        const { href, name } = subjectOf(change)
        const entered = londonDay(change.at)
        return (
          <li class="register-results__line">
            <p class="govuk-body register-timeline__words">
              <a class="govuk-link" href={href}>
                {name}
              </a>{' '}
              {sayChange(change, today)}
            </p>
            <p class="govuk-body-s register-timeline__day">
              <Day day={entered} />
              {change.on &&
                change.on !== entered &&
                `: ${change.type === 'signing.recorded' ? 'signed' : 'counts from'} ${formatDayWords(change.on)}`}
            </p>
          </li>
        )
      })}
    </ul>
  </>
)
