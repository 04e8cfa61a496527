import { BackLink } from '../../../src/web/parts/back-link.tsx'
import { Breadcrumbs } from '../../../src/web/parts/breadcrumbs.tsx'
import { ErrorSummary } from '../../../src/web/parts/error-summary.tsx'
import { Footer } from '../../../src/web/parts/footer.tsx'
import { Header } from '../../../src/web/parts/header.tsx'
import { Pagination } from '../../../src/web/parts/pagination.tsx'
import { PhaseBanner } from '../../../src/web/parts/phase-banner.tsx'
import { ServiceNavigation } from '../../../src/web/parts/service-navigation.tsx'
import { SkipLink } from '../../../src/web/parts/skip-link.tsx'
import { agreesWithFixtures, content, type Content } from './fixtures.tsx'

const attributes = 'no page needs others'
const ownClasses = 'we have no class of our own here'

agreesWithFixtures<{ errorList: { text: string; href: string }[] }>('error-summary', {
  leftOut: {
    attributes,
    classes: ownClasses,
    titleHtml: 'the title is always "There is a problem"',
    descriptionText: 'the list says it all',
    descriptionHtml: 'the list says it all',
    'errorList[].attributes': attributes,
    'errorList[].html': 'a mistake is plain words',
    disableAutoFocus: 'it always takes the focus',
    'without links': 'every mistake has a field',
    'mixed with and without links': 'every mistake has a field',
    'html as titleText': 'the title is always "There is a problem"',
    'error list with html as text': 'every mistake has a field',
  },
  render: ({ errorList }) => (
    <ErrorSummary mistakes={errorList.map(({ text, href }) => ({ words: text, field: href.slice(1) }))} />
  ),
})

agreesWithFixtures<Content & { href?: string }>('back-link', {
  leftOut: { attributes, classes: ownClasses },
  render: ({ href = '#', ...words }) => <BackLink href={href}>{content(words)}</BackLink>,
})

agreesWithFixtures<{ items: (Content & { href?: string })[]; collapseOnMobile?: boolean }>('breadcrumbs', {
  leftOut: {
    attributes,
    'items[].attributes': attributes,
    classes: ownClasses,
    labelText: 'the landmark is always "Breadcrumb"',
  },
  render: ({ items, collapseOnMobile }) => (
    <Breadcrumbs
      items={items.map(({ href, ...words }) => ({ href, words: content(words) }))}
      collapseOnMobile={collapseOnMobile}
    />
  ),
})

type Neighbour = { href: string; text?: string; labelText?: string }

type PaginationOptions = {
  previous?: Neighbour
  next?: Neighbour
  items?: { number: number; href: string; current?: boolean; ellipsis?: boolean }[]
  landmarkLabel?: string
}

const neighbour = (link: Neighbour | undefined) => link && { href: link.href, words: link.text, label: link.labelText }

agreesWithFixtures<PaginationOptions>('pagination', {
  leftOut: {
    attributes,
    classes: ownClasses,
    'with empty items': 'a page is never absent',
    'items[].visuallyHiddenText': 'a number is always read as "Page 2"',
  },
  render: ({ previous, next, items, landmarkLabel }) => (
    <Pagination
      previous={neighbour(previous)}
      next={neighbour(next)}
      pages={items?.map((page) => (page.ellipsis ? 'gap' : page))}
      landmark={landmarkLabel}
    />
  ),
})

agreesWithFixtures<Content & { href?: string }>('skip-link', {
  leftOut: { attributes, classes: ownClasses },
  render: ({ href = '#content', ...words }) => <SkipLink href={href}>{content(words)}</SkipLink>,
})

agreesWithFixtures<Content & { tag?: Content }>('phase-banner', {
  leftOut: {
    attributes,
    classes: ownClasses,
    'tag.classes': ownClasses,
  },
  render: ({ tag, ...words }) => <PhaseBanner tag={tag && content(tag)}>{content(words)}</PhaseBanner>,
})

agreesWithFixtures<{ logoText: string }>('generic-header', {
  leftOut: {
    attributes,
    classes: ownClasses,
    containerClasses: ownClasses,
    logoHtml: 'the register shows its name and no logo',
    url: 'the name always leads to the front page',
  },
  render: ({ logoText }) => <Header name={logoText} />,
})

type NavigationOptions = {
  navigation: { href: string; text: string; active?: boolean; current?: boolean }[]
  navigationLabel?: string
}

agreesWithFixtures<NavigationOptions>('service-navigation', {
  leftOut: {
    attributes,
    classes: ownClasses,
    serviceName: 'the name stands in the header',
    slots: 'nothing stands beside the links',
    ariaLabel: 'goes with the name',
    menuButtonText: 'the button is always "Menu"',
    menuButtonLabel: 'the button is always "Menu"',
    collapseNavigationOnMobile: 'it follows from the number of links',
    navigationClasses: ownClasses,
    navigationId: 'a page has one navigation',
    'navigation[].html': 'a link is plain words',
    'with navigation having empty values': 'links are never absent',
    'with navigation having only empty values': 'links are never absent',
    'with navigation being an empty array': 'there are always links',
    'with no options set': 'there are always links',
  },
  render: ({ navigation, navigationLabel }) => (
    <ServiceNavigation
      links={navigation.map(({ href, text, active, current }) => ({
        href,
        words: text,
        here: whereabouts(active, current),
      }))}
      label={navigationLabel}
    />
  ),
})

function whereabouts(active: boolean | undefined, current: boolean | undefined) {
  if (current) return 'page'
  return active ? 'section' : undefined
}

type FooterOptions = { meta?: { items: { href: string; text: string }[] }; contentLicence?: Content }

agreesWithFixtures<FooterOptions>('footer', {
  leftOut: {
    attributes,
    'meta.items[].attributes': attributes,
    classes: ownClasses,
    containerClasses: ownClasses,
    navigation: 'a few links need no columns',
    'meta.text': 'the licence line says what there is to say',
    'meta.html': 'the licence line says what there is to say',
    'with empty meta': 'its title alone says nothing',
    'with empty meta items': 'its title alone says nothing',
    'contentLicence=null': 'ours always names its licence',
  },
  render: ({ meta, contentLicence }) => (
    <Footer
      links={meta?.items.map(({ href, text }) => ({ href, words: text })) ?? []}
      licence={contentLicence ? content(contentLicence) : <OpenGovernmentLicence />}
    />
  ),
  // Without the crown, the licence's logo and the Crown's copyright; and the links have one title.
  otherwise: (html) =>
    html
      .replaceAll(/<svg[^>]*>[\s\S]*?<\/svg>/g, '')
      .replace(/<div class="govuk-footer__meta-item">[\s\S]*?<\/div>/, '')
      .replace(/(<h2 class="govuk-visually-hidden">)[^<]*/, '$1Support links'),
})

const OpenGovernmentLicence = () => (
  <>
    All content is available under the{' '}
    <a
      class="govuk-footer__link"
      href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
      rel="license"
    >
      Open Government Licence v3.0
    </a>
    , except where otherwise stated
  </>
)
