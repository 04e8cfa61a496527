import { sectors, type Sector } from '../../core/body-kind.ts'
import type { Beside } from '../../core/concordance.ts'
import type { FullDay } from '../../core/day.ts'
import type { EditionState } from '../../core/edition-state.ts'
import type { EditionText } from '../../core/edition-text.ts'
import { promisesTo } from '../../core/promises.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { StandingName } from '../../core/standing.ts'
import type { Correction } from '../../storage/read/corrections.ts'
import type { Edition } from '../../storage/read/editions.ts'
import { Page, type Shell } from '../page.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { editionStateColours, editionStateWords, standingWords } from '../words.ts'
import { BesideNational, Corrections, Languages, PlainTexts } from './edition-aside.tsx'
import { Themes, WholeText } from './edition-text.tsx'
import { AtSize } from './at-size.tsx'
import { ReportLink } from './report-link.tsx'

type Named = { slug: string; name: string }

export type EditionFacts = {
  edition: Edition
  name: string
  text: EditionText | undefined
  /** What an edition whose text is not held was recorded from. */
  source: string | undefined
  asAt: FullDay
  /** How much of the log is looked at; undefined for all of it. */
  size: number | undefined
  /** Editions that this one replaces, and those that replace it. */
  replaces: readonly Named[]
  replacedBy: readonly (Named & Pick<Edition, 'inForceFrom' | 'transitionEnds'>)[]
  /** How the signings of it stand. */
  signed: readonly { standing: StandingName; count: number }[]
  signable: boolean
  state: EditionState | undefined
  /** Slips that were put right in its texts. */
  corrections: readonly Correction[]
  /** Its themes beside national principles. */
  beside: readonly Beside[]
  /** Whose promises are asked for. */
  to: Sector | undefined
}

/** An edition: what it is, who signed it, and its text exactly as it is hashed and signed. */
export const EditionPage = ({
  shell,
  facts,
  mistakes = [],
}: {
  shell: Shell
  facts: EditionFacts
  mistakes?: readonly Mistake[]
}) => {
  const { edition, name, text, to, replacedBy } = facts
  return (
    <Page
      shell={shell}
      title={to ? `What ${name} promises` : name}
      description={`The ${name}: since when it holds, what each side promises, and who has signed it.`}
      mistakes={mistakes}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{name}</h1>
        <AtSize size={facts.size} present={`/editions/${edition.slug}`} />
        {replacedBy.map((next) => (
          <InsetText>
            Replaced by the <EditionLink edition={next} /> from <Day day={next.inForceFrom} />.
            {next.transitionEnds && (
              <>
                {' '}
                Signings of this edition count until <Day day={next.transitionEnds} />.
              </>
            )}
          </InsetText>
        ))}
        <SummaryList rows={editionRows(facts)} />
        <WhoSigned facts={facts} />
        {text ? (
          <TextOrPromises text={text} facts={facts} shell={shell} />
        ) : (
          <InsetText>
            Text not held. This edition is on record so that signings of it can be shown, and it cannot be signed
            online.
          </InsetText>
        )}
        {text && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/editions/${edition.slug}/changes`}>
              What changed since another edition
            </a>
          </p>
        )}
        {text && <BesideNational facts={facts} />}
        {facts.corrections.length > 0 && <Corrections slug={edition.slug} corrections={facts.corrections} />}
        {text && <PlainTexts edition={edition} />}
        <ReportLink about={`/editions/${edition.slug}`} />
      </Narrow>
    </Page>
  )
}

const TextOrPromises = ({ text, facts, shell }: { text: EditionText; facts: EditionFacts; shell: Shell }) => {
  const { to, edition } = facts
  const others = to ? promisesTo(text, to) : []
  return (
    <>
      <nav id="for" aria-labelledby="for-heading">
        <h2 class="govuk-heading-m" id="for-heading">
          What they promised groups like mine
        </h2>
        <ul class="govuk-list">
          {sectors.map((sector) => (
            <li>
              <a
                class="govuk-link"
                href={`/editions/${edition.slug}?for=${sector}#for`}
                aria-current={sector === to ? 'true' : undefined}
              >
                My organisation: {shell.local.sectors[sector]}
              </a>
            </li>
          ))}
          {to && (
            <li>
              <a class="govuk-link" href={`/editions/${edition.slug}`}>
                The whole text
              </a>
            </li>
          )}
        </ul>
      </nav>
      {to ? (
        <div lang={text.language}>
          <p class="govuk-body" lang="en">
            Everything that binds everybody or the other side, for an organisation of this kind:{' '}
            <strong>{shell.local.sectors[to]}</strong>. Each number leads to an address that you can quote.
          </p>
          <Themes text={text} themes={others} place={placeOf(facts, text)} />
        </div>
      ) : (
        <>
          <Contents text={text} />
          <Languages edition={edition} text={text} />
          <WholeText text={text} place={placeOf(facts, text)} />
        </>
      )}
    </>
  )
}

function placeOf({ edition: { slug, reference } }: EditionFacts, { language }: EditionText) {
  return { slug, language: language === reference ? undefined : language }
}

const Contents = ({ text }: { text: EditionText }) => (
  <nav aria-labelledby="contents">
    <h2 class="govuk-heading-m" id="contents">
      Contents
    </h2>
    <ul class="govuk-list" lang={text.language}>
      {text.valuesSection && (
        <li>
          <a class="govuk-link" href="#values">
            {text.valuesSection.heading}
          </a>
        </li>
      )}
      {text.themes.map(({ number, name }) => (
        <li>
          <a class="govuk-link" href={`#theme-${number}`}>
            {number} {name}
          </a>
        </li>
      ))}
      {text.closing.map(({ heading }, n) => (
        <li>
          <a class="govuk-link" href={`#closing-${n + 1}`}>
            {heading}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const WhoSigned = ({ facts: { edition, name, signed, asAt, signable } }: { facts: EditionFacts }) => (
  <>
    <h2 class="govuk-heading-m">Who has signed it</h2>
    {signed.length === 0 ? (
      <p class="govuk-body">
        Nobody, as at <Day day={asAt} />.
      </p>
    ) : (
      <>
        <p class="govuk-body">
          As at <Day day={asAt} />:
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {signed.map(({ standing, count }) => (
            <li>
              <a class="govuk-link" href={`/signatories?edition=${edition.slug}&standing=${standing}`}>
                {count} {standingWords[standing]}
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
    {signable && (
      <LinkButton href="/sign" variant="secondary">
        Sign the {name}
      </LinkButton>
    )}
  </>
)

const EditionLink = ({ edition: { slug, name } }: { edition: Named }) => (
  <a class="govuk-link" href={`/editions/${slug}`}>
    {name}
  </a>
)

function editionRows({ edition, source, replaces, state }: EditionFacts) {
  const { area, agreedOn, inForceFrom, termEnds, reviewBy, transitionEnds, illustrative } = edition
  return [
    {
      key: 'Agreement',
      value: (
        <a class="govuk-link" href={`/instruments/${edition.instrumentSlug}`}>
          {edition.instrumentName}
        </a>
      ),
    },
    ...(state
      ? [{ key: 'State', value: <Tag colour={editionStateColours[state]}>{editionStateWords[state]}</Tag> }]
      : []),
    ...(area ? [{ key: 'Area', value: area }] : []),
    ...(agreedOn ? [{ key: 'Agreed on', value: <Day day={agreedOn} /> }] : []),
    { key: 'In force from', value: <Day day={inForceFrom} /> },
    ...(replaces.length > 0
      ? [{ key: 'Replaces', value: replaces.map((one, n) => [n > 0 && ', ', <EditionLink edition={one} />]) }]
      : []),
    ...(transitionEnds && replaces.length > 0
      ? [{ key: 'What it replaces counts until', value: <Day day={transitionEnds} /> }]
      : []),
    ...(termEnds ? [{ key: 'Term ends', value: <Day day={termEnds} /> }] : []),
    ...(reviewBy ? [{ key: 'To be reviewed by', value: <Day day={reviewBy} /> }] : []),
    ...(source ? [{ key: 'Recorded from', value: source }] : []),
    ...(illustrative ? [{ key: 'Text', value: 'Illustrative: written for demonstration, agreed by nobody' }] : []),
  ]
}
