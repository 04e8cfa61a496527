import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

type Crumb = { href?: string | undefined; words: Child }

type Props = {
  /** From the home page down; one without an address is the page itself. */
  items: readonly Crumb[]
  /** On a small screen only the first and the last but one are shown. */
  collapseOnMobile?: boolean | undefined
}

export const Breadcrumbs = ({ items, collapseOnMobile }: Props) => (
  <nav
    class={classes('govuk-breadcrumbs', collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
    aria-label="Breadcrumb"
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map(({ href, words }) =>
        href === undefined ? (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {words}
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={href}>
              {words}
            </a>
          </li>
        ),
      )}
    </ol>
  </nav>
)
