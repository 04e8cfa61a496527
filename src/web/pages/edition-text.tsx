import type { Child } from 'hono/jsx'
import { parties } from '../../core/body-kind.ts'
import type { EditionText, Theme, Undertaking } from '../../core/edition-text.ts'

/** The text itself: introduction, values, themes, and what follows them. */
export const WholeText = ({ text, slug }: { text: EditionText; slug: string }) => (
  <div lang={text.language}>
    <Paragraphs paragraphs={text.introduction} />
    {text.valuesSection && (
      <h2 class="govuk-heading-m" id="values">
        {text.valuesSection.heading}
      </h2>
    )}
    {text.valuesSection && <Paragraphs paragraphs={text.valuesSection.paragraphs} />}
    {text.values.length > 0 && (
      <ol class="govuk-list govuk-list--number">
        {text.values.map((value) => (
          <li>{value}</li>
        ))}
      </ol>
    )}
    <h2 class="govuk-heading-m" id="themes">
      {text.themesSection.heading}
    </h2>
    <Paragraphs paragraphs={text.themesSection.paragraphs} />
    <Themes text={text} themes={text.themes} slug={slug} />
    {text.closing.map(({ heading, paragraphs }, n) => (
      <section>
        <h2 class="govuk-heading-m" id={`closing-${n + 1}`}>
          {heading}
        </h2>
        <Paragraphs paragraphs={paragraphs} />
      </section>
    ))}
  </div>
)

type TextProps = { text: EditionText; slug: string }

/** Some themes one under the other, each with a page of its own. */
export const Themes = ({ text, themes, slug }: TextProps & { themes: readonly Theme[] }) => (
  <>
    {themes.map((theme) => (
      <section>
        <h3 class="govuk-heading-m" id={`theme-${theme.number}`}>
          <a class="govuk-link" href={themeAddress(slug, theme)}>
            {theme.number} {theme.name}
          </a>
        </h3>
        <Undertakings theme={theme} text={text} slug={slug} />
      </section>
    ))}
  </>
)

/** The promises of a theme under the heading of whoever made them; `after` follows each. */
export const Undertakings = ({
  theme,
  text,
  slug,
  level = 4,
  after,
}: TextProps & { theme: Theme; level?: 2 | 4; after?: (undertaking: Undertaking) => Child }) => {
  const Heading = `h${level}` as const
  return (
    <>
      <Paragraphs paragraphs={theme.introduction} />
      {parties
        .map((party) => ({ party, promises: theme.undertakings.filter((one) => one.party === party) }))
        .filter(({ promises }) => promises.length > 0)
        .map(({ party, promises }) => (
          <>
            <Heading class={level === 2 ? 'govuk-heading-m' : 'govuk-heading-s'}>{text.partyHeadings[party]}</Heading>
            {promises.map((one) => (
              <div class="register-undertaking" id={one.number}>
                <p class="govuk-body">
                  <a class="govuk-link" href={undertakingAddress(slug, theme, one)}>
                    {one.number}
                  </a>{' '}
                  {one.text}
                </p>
                {after?.(one)}
              </div>
            ))}
          </>
        ))}
    </>
  )
}

/** Where an undertaking is found for good, below the address of the register. */
export function undertakingAddress(slug: string, theme: Theme, { number }: Undertaking): string {
  return `${themeAddress(slug, theme)}#${number}`
}

/** Where a theme is found. */
export function themeAddress(slug: string, { number }: Theme): string {
  return `/editions/${slug}/themes/${number}`
}

const Paragraphs = ({ paragraphs }: { paragraphs: readonly string[] }) => (
  <>
    {paragraphs.map((words) => (
      <p class="govuk-body">{words}</p>
    ))}
  </>
)
