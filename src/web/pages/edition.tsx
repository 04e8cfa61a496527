import type { EditionText, Theme } from '../../core/edition-text.ts'
import { parties } from '../../core/body-kind.ts'
import type { Edition } from '../../storage/read/editions.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { SummaryList } from '../parts/summary-list.tsx'

export type EditionProps = { shell: Shell; edition: Edition; name: string; text: EditionText | undefined }

/** The whole text of an edition, exactly as it is hashed and signed. */
export const EditionPage = ({ shell, edition, name, text }: EditionProps) => (
  <Page shell={shell} title={name}>
    <Narrow>
      <h1 class="govuk-heading-l">{name}</h1>
      <SummaryList rows={editionRows(edition)} />
      {text ? (
        <WholeText text={text} slug={edition.slug} />
      ) : (
        <InsetText>The text of this edition is not held.</InsetText>
      )}
    </Narrow>
  </Page>
)

/** One theme with its undertakings. */
export const ThemePage = ({
  shell,
  edition,
  name,
  text,
  theme,
}: EditionProps & { text: EditionText; theme: Theme }) => (
  <Page
    shell={shell}
    title={`${theme.number} ${theme.name} – ${name}`}
    before={<BackLink href={`/editions/${edition.slug}`}>{name}</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">
        {theme.number} {theme.name}
      </h1>
      <Undertakings theme={theme} text={text} under="h2" />
    </Narrow>
  </Page>
)

/** The text itself: introduction, values, themes, and what follows them. */
export const WholeText = ({ text, slug }: { text: EditionText; slug: string }) => (
  <div lang={text.language}>
    <Paragraphs paragraphs={text.introduction} />
    {text.valuesSection && <h2 class="govuk-heading-m">{text.valuesSection.heading}</h2>}
    {text.valuesSection && <Paragraphs paragraphs={text.valuesSection.paragraphs} />}
    {text.values.length > 0 && (
      <ol class="govuk-list govuk-list--number">
        {text.values.map((value) => (
          <li>{value}</li>
        ))}
      </ol>
    )}
    <h2 class="govuk-heading-m">{text.themesSection.heading}</h2>
    <Paragraphs paragraphs={text.themesSection.paragraphs} />
    {text.themes.map((theme) => (
      <section>
        <h3 class="govuk-heading-m">
          <a class="govuk-link" href={`/editions/${slug}/themes/${theme.number}`}>
            {theme.number} {theme.name}
          </a>
        </h3>
        <Undertakings theme={theme} text={text} under="h4" />
      </section>
    ))}
    {text.closing.map(({ heading, paragraphs }) => (
      <section>
        <h2 class="govuk-heading-m">{heading}</h2>
        <Paragraphs paragraphs={paragraphs} />
      </section>
    ))}
  </div>
)

const Undertakings = ({ theme, text, under: Heading }: { theme: Theme; text: EditionText; under: 'h2' | 'h4' }) => (
  <>
    <Paragraphs paragraphs={theme.introduction} />
    {parties
      .map((party) => ({ party, promises: theme.undertakings.filter((one) => one.party === party) }))
      .filter(({ promises }) => promises.length > 0)
      .map(({ party, promises }) => (
        <>
          <Heading class="govuk-heading-s">{text.partyHeadings[party]}</Heading>
          {promises.map(({ number, text: words }) => (
            <p class="govuk-body" id={number}>
              <a class="govuk-link" href={`#${number}`}>
                {number}
              </a>{' '}
              {words}
            </p>
          ))}
        </>
      ))}
  </>
)

const Paragraphs = ({ paragraphs }: { paragraphs: readonly string[] }) => (
  <>
    {paragraphs.map((words) => (
      <p class="govuk-body">{words}</p>
    ))}
  </>
)

function editionRows(edition: Edition) {
  return [
    { key: 'In force from', value: <Day day={edition.inForceFrom} /> },
    ...(edition.area ? [{ key: 'Area', value: edition.area }] : []),
    ...(edition.illustrative
      ? [{ key: 'Text', value: 'Illustrative: written for demonstration, agreed by nobody' }]
      : []),
    ...edition.texts.map(({ language, sha256 }) => ({
      key: `Plain text (${language})`,
      value: (
        <>
          <a class="govuk-link" href={`/editions/${edition.slug}.${language}.md`}>
            {edition.slug}.{language}.md
          </a>
          <br />
          <span class="govuk-body-s">SHA-256 {sha256}</span>
        </>
      ),
    })),
  ]
}
