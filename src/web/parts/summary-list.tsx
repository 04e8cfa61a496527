import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

/** "Change", say; `what` is heard, not seen, and tells one "Change" from the next. */
type Action = { href: string; words: Child; what?: string | undefined; id?: string | undefined }

type Row = { key: Child; value: Child; actions?: readonly Action[] | undefined; noBorder?: boolean | undefined }

type Card = { title: Child; headingLevel?: 2 | 3 | 4 | undefined; actions?: readonly Action[] | undefined }

type Props = { rows: readonly Row[]; noBorder?: boolean | undefined; card?: Card | undefined }

export const SummaryList = ({ rows, noBorder, card }: Props) => {
  const anyActions = rows.some(({ actions }) => actions?.length)
  const list = (
    <dl class={classes('govuk-summary-list', noBorder && 'govuk-summary-list--no-border')}>
      {rows.map((row) => (
        <SummaryRow row={row} alone={anyActions && !row.actions?.length} card={card} />
      ))}
    </dl>
  )
  return card ? <SummaryCard card={card}>{list}</SummaryCard> : list
}

const SummaryRow = ({ row, alone, card }: { row: Row; alone: boolean; card: Card | undefined }) => (
  <div
    class={classes(
      'govuk-summary-list__row',
      alone && 'govuk-summary-list__row--no-actions',
      row.noBorder && 'govuk-summary-list__row--no-border',
    )}
  >
    <dt class="govuk-summary-list__key">{row.key}</dt>
    <dd class="govuk-summary-list__value">{row.value}</dd>
    {row.actions?.length ? (
      <dd class="govuk-summary-list__actions">
        {row.actions.length === 1 ? (
          row.actions.map((action) => <ActionLink {...action} card={card} />)
        ) : (
          <ul class="govuk-summary-list__actions-list">
            {row.actions.map((action) => (
              <li class="govuk-summary-list__actions-list-item">
                <ActionLink {...action} card={card} />
              </li>
            ))}
          </ul>
        )}
      </dd>
    ) : null}
  </div>
)

const SummaryCard = ({ card, children }: { card: Card; children?: Child }) => {
  const Heading = `h${card.headingLevel ?? 2}` as const
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{card.title}</Heading>
        {card.actions?.length === 1 && (
          <div class="govuk-summary-card__actions">
            {card.actions.map((action) => (
              <ActionLink {...action} card={card} />
            ))}
          </div>
        )}
        {card.actions && card.actions.length > 1 && (
          <ul class="govuk-summary-card__actions">
            {card.actions.map((action) => (
              <li class="govuk-summary-card__action">
                <ActionLink {...action} card={card} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

const ActionLink = ({ href, words, what, id, card }: Action & { card: Card | undefined }) => (
  <a class="govuk-link" href={href} id={id}>
    {words}
    {(what || card) && (
      <span class="govuk-visually-hidden">
        {what && ` ${what}`}
        {card && <> ({card.title})</>}
      </span>
    )}
  </a>
)
