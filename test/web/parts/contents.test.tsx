import { Details } from '../../../src/web/parts/details.tsx'
import { InsetText } from '../../../src/web/parts/inset-text.tsx'
import { NotificationBanner } from '../../../src/web/parts/notification-banner.tsx'
import { Panel } from '../../../src/web/parts/panel.tsx'
import { SummaryList } from '../../../src/web/parts/summary-list.tsx'
import { Table } from '../../../src/web/parts/table.tsx'
import { Tag } from '../../../src/web/parts/tag.tsx'
import { WarningText } from '../../../src/web/parts/warning-text.tsx'
import { agreesWithFixtures, content, sizes, variantOf, type Content } from './fixtures.tsx'

const attributes = 'no page needs others'
const ownClasses = 'we have no class of our own here'

type Action = Content & { href: string; visuallyHiddenText?: string }

const actionsOf = (items: Action[] | undefined) =>
  items?.map(({ href, visuallyHiddenText, ...words }) => ({ href, words: content(words), what: visuallyHiddenText }))

type SummaryOptions = {
  classes?: string
  rows: { classes?: string; key: Content; value: Content; actions?: { items?: Action[] } }[]
  card?: { title: Content & { headingLevel?: 2 | 3 | 4 }; actions?: { items?: Action[] } }
}

agreesWithFixtures<SummaryOptions>('summary-list', {
  leftOut: {
    attributes,
    'rows[].actions.items[].attributes': attributes,
    'rows[].actions.items[].classes': ownClasses,
    'rows[].actions.classes': ownClasses,
    'rows[].key.classes': ownClasses,
    'rows[].classes=app-custom-class': ownClasses,
    'with falsy values': 'rows are never absent',
    'card.classes': ownClasses,
    'card.attributes': attributes,
  },
  render: ({ classes, rows, card }) => (
    <SummaryList
      noBorder={classes === 'govuk-summary-list--no-border'}
      rows={rows.map((row) => ({
        key: content(row.key),
        value: content(row.value),
        actions: actionsOf(row.actions?.items),
        noBorder: row.classes?.includes('no-border'),
      }))}
      card={
        card && {
          title: content(card.title),
          headingLevel: card.title.headingLevel,
          actions: actionsOf(card.actions?.items),
        }
      }
    />
  ),
})

type Cell = Content & { format?: string }

type TableOptions = {
  head?: Cell[]
  rows: Cell[][]
  caption?: string
  captionClasses?: string
  firstCellIsHeader?: boolean
  classes?: string
}

agreesWithFixtures<TableOptions>('table', {
  leftOut: {
    attributes,
    'classes=custom-class-goes-here': ownClasses,
    'head[].classes': ownClasses,
    'head[].rowspan': 'no cell spans others',
    'head[].attributes': attributes,
    'rows[][].classes': ownClasses,
    'rows[][].rowspan': 'no cell spans others',
    'rows[][].attributes': attributes,
    'with falsy items': 'rows are never absent',
  },
  render: ({ head, rows, classes, ...options }) => (
    <Table
      columns={columnsOf(head, rows)}
      rows={rows.map((cells) => cells.map(content))}
      caption={options.caption}
      captionSize={variantOf(options.captionClasses, 'govuk-table__caption--', sizes)}
      rowHeaders={options.firstCellIsHeader}
      smallText={classes?.includes('small-text-until-tablet')}
    />
  ),
})

function columnsOf(head: Cell[] | undefined, rows: Cell[][]) {
  const first = rows[0] ?? []
  return first.map((cell, n) => ({ words: head?.[n] && content(head[n]), numeric: cell.format === 'numeric' }))
}

const colours = ['grey', 'green', 'teal', 'blue', 'purple', 'magenta', 'red', 'orange', 'yellow'] as const

agreesWithFixtures<Content & { classes?: string }>('tag', {
  leftOut: { attributes },
  render: ({ classes, ...words }) => <Tag colour={variantOf(classes, 'govuk-tag--', colours)}>{content(words)}</Tag>,
})

type PanelOptions = Content & { titleText?: string; titleHtml?: string; headingLevel?: 1 | 2 | 3 }

const titleOf = ({ titleText, titleHtml }: { titleText?: string; titleHtml?: string }) =>
  titleHtml === undefined ? titleText : content({ html: titleHtml })

agreesWithFixtures<PanelOptions>('panel', {
  leftOut: { attributes, classes: 'we confirm, and never interrupt', actions: 'we confirm, and never interrupt' },
  render: ({ headingLevel, ...options }) => (
    <Panel title={titleOf(options)} headingLevel={headingLevel}>
      {content(options)}
    </Panel>
  ),
})

type BannerOptions = Content & { titleText?: string; titleHtml?: string; type?: string }

agreesWithFixtures<BannerOptions>('notification-banner', {
  leftOut: {
    attributes,
    classes: ownClasses,
    titleId: 'a page has one banner',
    titleHeadingLevel: 'it is always the second',
    role: 'it follows from the kind',
    disableAutoFocus: 'success is always told at once',
  },
  render: ({ type, text, html, ...options }) => (
    <NotificationBanner success={type === 'success'} title={titleOf(options)} heading={html ? undefined : text}>
      {html && content({ html })}
    </NotificationBanner>
  ),
})

agreesWithFixtures<Content & { id?: string }>('inset-text', {
  leftOut: { attributes, classes: ownClasses },
  render: ({ id, ...words }) => <InsetText id={id}>{content(words)}</InsetText>,
})

agreesWithFixtures<Content>('warning-text', {
  leftOut: {
    attributes,
    classes: ownClasses,
    'icon fallback text only': 'the icon is always read as "Warning"',
  },
  render: (words) => <WarningText>{content(words)}</WarningText>,
})

type DetailsOptions = Content & { summaryText?: string; summaryHtml?: string; id?: string; open?: boolean }

agreesWithFixtures<DetailsOptions>('details', {
  leftOut: { attributes, classes: ownClasses },
  render: ({ summaryText, summaryHtml, id, open, ...words }) => (
    <Details summary={summaryHtml ? content({ html: summaryHtml }) : summaryText} id={id} open={open}>
      {content(words)}
    </Details>
  ),
})
