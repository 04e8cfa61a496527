import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Local } from '../actions/parts.ts'
import type { Mistake } from '../core/refusal.ts'
import { lookOf } from './look.ts'
import { ErrorSummary } from './parts/error-summary.tsx'
import { Footer } from './parts/footer.tsx'
import { Header } from './parts/header.tsx'
import { PhaseBanner } from './parts/phase-banner.tsx'
import { ServiceNavigation } from './parts/service-navigation.tsx'
import { SkipLink } from './parts/skip-link.tsx'

/** What every page of one answer has in common. */
export type Shell = {
  register: { name: string; demonstration: boolean }
  /** File names under `/assets/`, as `.out/assets/manifest.json` gives them. */
  assets: { css: string; js: string }
  /** Of this answer's content security policy; lets the one inline line run. */
  nonce: string
  /** The path that was asked for; marks its place in the navigation. */
  path: string
  local: Local
}

type Props = {
  shell: Shell
  /** Of this page alone; the register's name follows it. */
  title: string
  lang?: 'en' | 'cy' | undefined
  /** Shown above everything else; each leads to its field. */
  mistakes?: readonly Mistake[] | undefined
  /** A back link or breadcrumbs. */
  before?: Child
  children?: Child
}

const places = [
  { href: '/signatories', words: 'Signatories' },
  { href: '/verify', words: 'Check a certificate' },
  { href: '/sign', words: 'Sign' },
]

const links = [
  { href: '/log/checkpoint', words: 'The log' },
  { href: '/signatories.json', words: 'Open data' },
]

/** The whole document around a page. */
export const Page = ({ shell, title, lang = 'en', mistakes = [], before, children }: Props) => {
  const { register, assets, nonce, path, local } = shell
  const page = (
    <html lang={lang} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>
          {mistakes.length > 0 && 'Error: '}
          {title} – {register.name}
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content={local.accent} />
        <link rel="stylesheet" href={`/assets/${assets.css}`} />
        <link rel="stylesheet" href={lookOf(local).address} />
        <script type="module" src={`/assets/${assets.js}`} />
      </head>
      <body class="govuk-template__body">
        {bodyClass(nonce)}
        <SkipLink href="#main-content">Skip to main content</SkipLink>
        <header class="govuk-template__header">
          <Header name={register.name} />
          <ServiceNavigation links={places.map((place) => ({ ...place, here: whereabouts(place.href, path) }))} />
          {register.demonstration && (
            <PhaseBanner tag="Example">Demonstration: these organisations are invented</PhaseBanner>
          )}
        </header>
        <div class="govuk-width-container">
          {before}
          <main class="govuk-main-wrapper" id="main-content">
            {mistakes.length > 0 && (
              <div class="govuk-grid-row">
                <div class="govuk-grid-column-two-thirds">
                  <ErrorSummary mistakes={mistakes} />
                </div>
              </div>
            )}
            {children}
          </main>
        </div>
        <footer class="govuk-template__footer">
          <Footer links={links} licence={<Licence />} />
        </footer>
      </body>
    </html>
  )
  return html`<!doctype html>${page}`
}

/** The design system's own line: its scripted styles apply only where scripts run. */
const bodyClass = (nonce: string) =>
  html`<script nonce="${nonce}">
    document.body.className +=
      ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')
  </script>`

const whereabouts = (place: string, path: string) => {
  if (path === place) return 'page'
  return path.startsWith(`${place}/`) ? 'section' : undefined
}

const Licence = () => (
  <>
    The list is open data under the{' '}
    <a
      class="govuk-footer__link"
      href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
      rel="license"
    >
      Open Government Licence v3.0
    </a>
    . It records signings; it does not certify that a body keeps its promises.
  </>
)
