import type { Child } from 'hono/jsx'
import { parties } from '../../core/body-kind.ts'
import type { EditionText, Theme, Undertaking } from '../../core/edition-text.ts'

/** The text itself: introduction, values, themes, and what follows them. */
export const WholeText = ({ text, place }: TextProps) => (
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
    <Themes text={text} themes={text.themes} place={place} />
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

/** Where the parts of a text are found: the edition's slug, and the language where it is not the reference's. */
export type TextPlace = { slug: string; language: string | undefined }

/** A draft has no place yet. */
type TextProps = { text: EditionText; place: TextPlace | undefined }

/** Some themes one under the other, each with a page of its own. */
export const Themes = ({ text, themes, place }: TextProps & { themes: readonly Theme[] }) => (
  <>
    {themes.map((theme) => (
      <section>
        <h3 class="govuk-heading-m" id={`theme-${theme.number}`}>
          <PlaceLink href={place && themeAddress(place, theme)}>
            {theme.number} {theme.name}
          </PlaceLink>
        </h3>
        <Undertakings theme={theme} text={text} place={place} />
      </section>
    ))}
  </>
)

/** The promises of a theme under the heading of whoever made them; `after` follows each. */
export const Undertakings = ({
  theme,
  text,
  place,
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
                  <PlaceLink href={place && undertakingAddress(place, theme, one)}>{one.number}</PlaceLink> {one.text}
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
export function undertakingAddress(place: TextPlace, theme: Pick<Theme, 'number'>, { number }: Undertaking): string {
  return `${themeAddress(place, theme)}#${number}`
}

/** Where a theme is found. */
export function themeAddress({ slug, language }: TextPlace, { number }: Pick<Theme, 'number'>): string {
  return `/editions/${slug}/themes/${number}${language === undefined ? '' : `?language=${language}`}`
}

const PlaceLink = ({ href, children }: { href: string | undefined; children?: Child }) =>
  href === undefined ? (
    <>{children}</>
  ) : (
    <a class="govuk-link" href={href}>
      {children}
    </a>
  )

const Paragraphs = ({ paragraphs }: { paragraphs: readonly string[] }) => (
  <>
    {paragraphs.map((words) => (
      <p class="govuk-body">{words}</p>
    ))}
  </>
)
