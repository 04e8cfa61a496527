import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Local } from '../actions/parts.ts'
import type { FullDay } from '../core/day.ts'
import { sayHalt, type Halt } from '../core/halt.ts'
import type { Mistake } from '../core/refusal.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { lookOf } from './look.ts'
import { ErrorSummary } from './parts/error-summary.tsx'
import { Day } from './parts/day.tsx'
import { Footer } from './parts/footer.tsx'
import { Header } from './parts/header.tsx'
import { NotificationBanner } from './parts/notification-banner.tsx'
import { PhaseBanner } from './parts/phase-banner.tsx'
import { ServiceNavigation } from './parts/service-navigation.tsx'
import { SkipLink } from './parts/skip-link.tsx'

/** The site's own files, as `.out/assets/manifest.json` gives their names under `/assets/`. */
export type Assets = {
  css: string
  js: string
  verify: string
  /** The check of the whole log, and the page that checks certificates by itself. */
  audit: string
  passkey: string
  offline: string
  icon: string
  card: string
}

/** What every page of one answer has in common. */
export type Shell = {
  register: { name: string; prefix: string; demonstration: boolean }
  assets: Assets
  /** The path that was asked for; marks its place in the navigation. */
  path: string
  /** Where people find the register, without a slash at the end. */
  address: string
  local: Local
  /** This device stands in the room of a signing event: nothing is to be left on it for the next one. */
  room?: true
  /** Why nothing is written, for those who run the register. */
  halt?: Halt
  /** The day on which a copy of the site was made: a page of that copy says so. */
  copy?: FullDay
}

type Props = {
  shell: Shell
  /** Of this page alone; the register's name follows it. */
  title: string
  /** In one sentence, for search engines and whoever the address is passed on to. */
  description?: string | undefined
  /** A script of this page alone, among the site's own files. */
  script?: string | undefined
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

/** Under which anybody may use the list. */
export const openLicence = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

const links = [
  { href: '/privacy', words: 'Privacy' },
  { href: '/accessibility', words: 'Accessibility' },
  { href: '/licence', words: 'Licence' },
  { href: '/log', words: 'The log' },
  { href: '/seal', words: 'The seal' },
  { href: '/signatories.json', words: 'Open data' },
]

/** The whole document around a page. */
export const Page = ({ shell, title, description, script, lang = 'en', mistakes = [], before, children }: Props) => {
  const { register, assets, path, address } = shell
  const page = (
    <html lang={lang} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>
          {mistakes.length > 0 && 'Error: '}
          {title} – {register.name}
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <Face shell={shell} title={title} description={description} />
        <script type="module" src={`/assets/${assets.js}`} />
        {script && <script type="module" src={`/assets/${script}`} />}
      </head>
      <body class="govuk-template__body">
        <script>{bodyClass}</script>
        <SkipLink href="#main-content">Skip to main content</SkipLink>
        <header class="govuk-template__header">
          <Header name={register.name} />
          <ServiceNavigation links={places.map((place) => ({ ...place, here: whereabouts(place.href, path) }))} />
          {shell.copy && (
            <PhaseBanner tag="Copy">
              This copy was made on <Day day={shell.copy} />. The register itself is at{' '}
              <a class="govuk-link" href={address}>
                {address}
              </a>
            </PhaseBanner>
          )}
          {register.demonstration && (
            <PhaseBanner tag="Example">Demonstration: these organisations are invented</PhaseBanner>
          )}
        </header>
        <div class="govuk-width-container">
          {before}
          <main class="govuk-main-wrapper" id="main-content">
            {shell.halt && <Stopped halt={shell.halt} />}
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

const Stopped = ({ halt }: { halt: Halt }) => {
  const { why, remedy } = sayHalt(halt)
  return (
    <NotificationBanner title="The register has stopped" heading={why}>
      <p class="govuk-body">
        Nothing is accepted and nothing published until its operator has looked; the public pages go on. {remedy}
      </p>
    </NotificationBanner>
  )
}

/** What a page shows of itself: its style, and a card wherever its address is passed on. */
const Face = ({ shell, title, description = everyPage }: Pick<Props, 'shell' | 'title' | 'description'>) => {
  const { register, assets, address, local } = shell
  return (
    <>
      <meta name="description" content={description} />
      <meta name="theme-color" content={local.accent} />
      <meta name="color-scheme" content="light" />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={register.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:image" content={`${address}/assets/${assets.card}`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content="A sheet of paper with a ruled frame and a seal" />
      <meta name="twitter:card" content="summary_large_image" />
      <link rel="icon" href={`/assets/${assets.icon}`} type="image/svg+xml" />
      <link rel="stylesheet" href={`/assets/${assets.css}`} />
      <link rel="stylesheet" href={lookOf(local).address} />
    </>
  )
}

const everyPage = 'The public register of the organisations that have signed, which anyone can check.'

/** The design system's own line: its scripted styles apply only where scripts run. Without quotes, which a page escapes. */
const bodyClass =
  'document.body.className += ` js-enabled${`noModule` in HTMLScriptElement.prototype ? ` govuk-frontend-supported` : ``}`'

/** What the content security policy says of that line, the only one inside a page: the digest of its text. */
export const inlineScript = `'sha256-${formatBase64(sha256(formatUtf8(bodyClass)))}'`

const whereabouts = (place: string, path: string) => {
  if (path === place) return 'page'
  return path.startsWith(`${place}/`) ? 'section' : undefined
}

const Licence = () => (
  <>
    The list is open data under the{' '}
    <a class="govuk-footer__link" href={openLicence} rel="license">
      Open Government Licence v3.0
    </a>
    . It records signings; it does not certify that a body keeps its promises.
  </>
)
