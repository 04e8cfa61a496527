import type { Sector } from './body-kind.ts'
import type { EditionText, Undertaking } from './edition-text.ts'

/** What everybody and the other side promised to organisations of a sector; without one, every promise there is. */
export function promisesTo(text: EditionText, sector?: Sector): EditionText['themes'] {
  const isPromised = ({ party }: Undertaking) => party !== sector
  return text.themes
    .map((theme) => ({ ...theme, undertakings: theme.undertakings.filter(isPromised) }))
    .filter(({ undertakings }) => undertakings.length > 0)
}
