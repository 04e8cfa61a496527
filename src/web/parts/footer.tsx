import type { Child } from 'hono/jsx'

type Link = { href: string; words: string }

type Props = { links: readonly Link[]; licence: Child }

/** The design system's footer without the marks that are GOV.UK's alone: the crown, the licence's logo, the Crown's copyright. */
export const Footer = ({ links, licence }: Props) => (
  <div class="govuk-footer">
    <div class="govuk-width-container">
      <div class="govuk-footer__meta">
        <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
          {links.length > 0 && <Links links={links} />}
          <span class="govuk-footer__licence-description">{licence}</span>
        </div>
      </div>
    </div>
  </div>
)

const Links = ({ links }: { links: readonly Link[] }) => (
  <>
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
  </>
)
