import type { Child } from 'hono/jsx'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Tag, type Colour } from '../parts/tag.tsx'

/** One thing to do, or to know of, and the page on which it is done. */
export type Line = {
  href: string
  words: string
  tag?: { words: string; colour: Colour }
  facts?: string
  /** What somebody wrote. */
  said?: string | null
}

/** What lies on the desk of one sort: how much, the first of it, and where the rest is. */
export type Pile = { heading: string; count: number; lines: readonly Line[]; rest?: string }

type Props = {
  shell: Shell
  name: string
  /** What needs the coordinator, and what waits for others. Of either, piles of nothing are left out. */
  mine: readonly Pile[]
  others: readonly Pile[]
  /** Of campaigns and prospects, only what the coordinator looks after is shown. */
  own: boolean
  /** Details that were not public, of entries that came back from a published copy. */
  lost: number
}

/** What needs the coordinator today, each one press away, and the rest of the desk beside it. */
export const DeskPage = ({ shell, name, mine, others, own, lost }: Props) => {
  const due = mine.reduce((sum, { count }) => sum + count, 0)
  return (
    <Page shell={shell} title="The desk">
      <h1 class="govuk-heading-l">The desk</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body">
            Signed in as {name}. {own && 'Of campaigns and prospects, only what you look after is here. '}
            <a class="govuk-link" href={own ? '/desk' : '/desk?mine=yes'}>
              {own ? 'Show everything' : 'Show only what you look after'}
            </a>
          </p>
          {lost > 0 && <Lost lost={lost} />}
          {due === 0 ? <InsetText>Nothing waits for you.</InsetText> : <Counts piles={mine} due={due} />}
          <Piles piles={mine} />
          <Piles piles={others} />
        </div>
        <div class="govuk-grid-column-one-third">
          <form method="get" action="/desk/find" novalidate>
            <TextField name="q" label="Find an organisation" hint="To record what has happened to it or its signings" />
            <Button variant="secondary">Find</Button>
          </form>
          <Rooms />
          <form method="post" action="/desk/session/end" novalidate>
            <Button variant="secondary">Sign out</Button>
          </form>
        </div>
      </div>
    </Page>
  )
}

/** All of some piles, where the desk shows only the first of each. */
export const PilesPage = ({ shell, title, piles }: { shell: Shell; title: string; piles: readonly Pile[] }) => (
  <Page shell={shell} title={title} before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">{title}</h1>
      {piles.every(({ count }) => count === 0) && <p class="govuk-body">There are none at the moment.</p>}
      <Piles piles={piles} />
    </Narrow>
  </Page>
)

const Lost = ({ lost }: { lost: number }) => (
  <InsetText>
    Part of this register was brought back from a published copy. {lost === 1 ? 'One detail' : `${lost} details`} that
    the copy does not have {lost === 1 ? 'is' : 'are'} lost: names shown by role only, what was checked, and other
    private records. Everything that was public is here.
  </InsetText>
)

/** How much there is of each, with a way down to it. */
const Counts = ({ piles, due }: { piles: readonly Pile[]; due: number }) => (
  <nav class="register-counts" aria-labelledby="today">
    <h2 class="govuk-heading-m" id="today">
      {due === 1 ? 'One thing waits for you' : `${due} things wait for you`}
    </h2>
    <ul class="govuk-list">
      {piles
        .filter(({ count }) => count > 0)
        .map(({ heading, count }) => (
          <li>
            <a class="govuk-link" href={`#${anchorOf(heading)}`}>
              {heading}
            </a>
            : {count}
          </li>
        ))}
    </ul>
  </nav>
)

const Piles = ({ piles }: { piles: readonly Pile[] }) => (
  <>
    {piles
      .filter(({ count }) => count > 0)
      .map(({ heading, count, lines, rest }) => (
        <section>
          <h2 class="govuk-heading-m" id={anchorOf(heading)}>
            {heading} ({count})
          </h2>
          <ul class="govuk-list register-results">{lines.map(showLine)}</ul>
          {rest !== undefined && lines.length < count && (
            <p class="govuk-body">
              <a class="govuk-link" href={rest}>
                See all {count}
                <span class="govuk-visually-hidden"> of “{heading}”</span>
              </a>
            </p>
          )}
        </section>
      ))}
  </>
)

const showLine = ({ href, words, tag, facts, said }: Line) => (
  <li class="register-results__line">
    <a class="govuk-link register-results__name" href={href}>
      {words}
    </a>{' '}
    {tag && <Tag colour={tag.colour}>{tag.words}</Tag>}
    {facts !== undefined && <p class="govuk-body-s register-results__facts">{facts}</p>}
    {said !== undefined && said !== null && <p class="govuk-body-s register-typed">{said}</p>}
  </li>
)

function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')
}

/** The rest of the desk, by what it is about. */
const rooms: readonly { title: string; links: readonly { href: string; words: Child }[] }[] = [
  {
    title: 'Renewal',
    links: [
      { href: '/desk/campaigns', words: 'Campaigns' },
      { href: '/desk/prospects', words: 'Prospects' },
    ],
  },
  {
    title: 'Signing',
    links: [
      { href: '/desk/sign-ups', words: 'Sign-ups' },
      { href: '/desk/events', words: 'Signing events' },
      { href: '/desk/paper', words: 'Signed on paper: print a sheet, or type one in' },
      { href: '/desk/mails', words: 'Emails' },
    ],
  },
  {
    title: 'The register',
    links: [
      { href: '/desk/bodies', words: 'Add an organisation that has not signed' },
      { href: '/desk/editions', words: 'Editions' },
      { href: '/desk/websites', words: 'Websites that do not answer' },
      { href: '/desk/import', words: 'Import and export CSV files' },
    ],
  },
  {
    title: 'The desk itself',
    links: [
      { href: '/desk/people', words: 'What the register keeps about somebody' },
      { href: '/desk/neighbours', words: 'Neighbouring registers' },
      { href: '/desk/tokens', words: 'Tokens for programs' },
      { href: '/desk/coordinators', words: 'Who is at the desk' },
      { href: '/desk/passkeys', words: 'Your passkeys' },
      { href: '/desk/sessions', words: 'Where you are signed in' },
      { href: '/desk/trail', words: 'What was done at the desk' },
      { href: '/desk/calendar', words: 'Days ahead in your calendar' },
      { href: '/desk/handover', words: 'Hand over the desk' },
      { href: '/desk/clock', words: 'What the register does by itself' },
    ],
  },
]

const Rooms = () => (
  <nav aria-label="The rest of the desk">
    {rooms.map(({ title, links }) => (
      <>
        <h2 class="govuk-heading-s">{title}</h2>
        <ul class="govuk-list">
          {links.map(({ href, words }) => (
            <li>
              <a class="govuk-link" href={href}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </>
    ))}
  </nav>
)
