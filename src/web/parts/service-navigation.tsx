import type { Child } from 'hono/jsx'

/** Where the reader is: on the page of this link, or somewhere below it. */
type Here = 'page' | 'section'

type Link = { href: string; words: string; here?: Here | undefined }

type Props = { links: readonly Link[]; label?: string | undefined }

export const ServiceNavigation = ({ links, label = 'Menu' }: Props) => (
  <div class="govuk-service-navigation" data-module="govuk-service-navigation">
    <div class="govuk-width-container">
      <div class="govuk-service-navigation__container">
        <nav aria-label={label} class="govuk-service-navigation__wrapper">
          {links.length > 1 && (
            <button
              type="button"
              class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
              aria-controls="navigation"
              hidden
              aria-hidden="true"
            >
              Menu
            </button>
          )}
          <ul class="govuk-service-navigation__list" id="navigation">
            {links.map(({ href, words, here }) => (
              <Destination href={href} here={here}>
                {words}
              </Destination>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  </div>
)

type DestinationProps = { href: string; here: Here | undefined; children?: Child }

/** The `strong` tells where we are to readers whose own colours and styles replace ours. */
const Destination = ({ href, here, children }: DestinationProps) =>
  here ? (
    <li class="govuk-service-navigation__item govuk-service-navigation__item--active">
      <a class="govuk-service-navigation__link" href={href} aria-current={here === 'page' ? 'page' : 'true'}>
        <strong class="govuk-service-navigation__active-fallback">{children}</strong>
      </a>
    </li>
  ) : (
    <li class="govuk-service-navigation__item">
      <a class="govuk-service-navigation__link" href={href}>
        {children}
      </a>
    </li>
  )
