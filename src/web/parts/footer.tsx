import type { Child } from 'hono/jsx'

type Link = { href: string; words: string }

type Props = { links: readonly Link[]; licence: Child }

/** The design system's footer without the crown and the Crown's copyright, to which only GOV.UK is entitled. */
export const Footer = ({ links, licence }: Props) => (
  <div class="govuk-footer">
    <div class="govuk-width-container">
      <div class="govuk-footer__meta">
        <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
          <h2 class="govuk-visually-hidden">Support links</h2>
          <ul class="govuk-footer__inline-list">
            {links.map(({ href, words }) => (
              <li class="govuk-footer__inline-list-item">
                <a class="govuk-footer__link" href={href}>
                  {words}
                </a>
              </li>
            ))}
          </ul>
          <span class="govuk-footer__licence-description">{licence}</span>
        </div>
      </div>
    </div>
  </div>
)
