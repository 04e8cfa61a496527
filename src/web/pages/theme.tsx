import type { EditionText, Theme, Undertaking } from '../../core/edition-text.ts'
import { Page, type Shell } from '../page.tsx'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { Details } from '../parts/details.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { CopyText } from './copy-text.tsx'
import { themeAddress, undertakingAddress, Undertakings, type TextPlace } from './edition-text.tsx'

type ThemeProps = {
  shell: Shell
  place: TextPlace
  /** The edition's. */
  name: string
  text: EditionText
  theme: Theme
  /** Where the register is found. */
  address: string
}

/** One theme with its undertakings, each with its address for good and words to quote. */
export const ThemePage = ({ shell, place, name, text, theme, address }: ThemeProps) => {
  const at = text.themes.indexOf(theme)
  return (
    <Page
      shell={shell}
      title={`${theme.number} ${theme.name} – ${name}`}
      description={`What the ${name} says about ${theme.name}: each promise has an address to quote.`}
      before={
        <Breadcrumbs
          items={[
            { href: '/', words: 'Home' },
            { href: `/editions/${place.slug}`, words: name },
          ]}
        />
      }
    >
      <Narrow>
        <div lang={text.language}>
          <h1 class="govuk-heading-l">
            {theme.number} {theme.name}
          </h1>
          <Undertakings
            theme={theme}
            text={text}
            place={place}
            level={2}
            after={(one) => (
              <Details summary={`Link to quote ${one.number}`}>
                <CopyText
                  id={`quote-${one.number}`}
                  label={`Undertaking ${one.number}, to copy`}
                  text={quote(`${address}${undertakingAddress(place, theme, one)}`, text, theme, one)}
                  rows={8}
                />
              </Details>
            )}
          />
        </div>
        <Pagination
          landmark="Themes"
          previous={neighbour(place, text.themes[at - 1], 'Previous')}
          next={neighbour(place, text.themes[at + 1], 'Next')}
        />
      </Narrow>
    </Page>
  )
}

function quote(address: string, text: EditionText, theme: Theme, { number, party, text: words }: Undertaking): string {
  // As it stands in the text but for its line breaks: “We will all” is half of the sentence.
  const line = words.replaceAll('\n', ' ')
  return `“${text.partyHeadings[party]}: ${line}”\n${text.title}, ${theme.name}, ${number}\n${address}`
}

function neighbour(place: TextPlace, theme: Theme | undefined, words: string) {
  return theme && { href: themeAddress(place, theme), words, label: `${theme.number} ${theme.name}` }
}
