import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import type { Size } from './label.tsx'

type Column = { words: Child; numeric?: boolean | undefined }

type Props = {
  /** One for each column; a numeric column is aligned right in every row. */
  columns?: readonly Column[] | undefined
  rows: readonly (readonly Child[])[]
  caption?: Child
  captionSize?: Size | undefined
  /** The first cell names its row. */
  rowHeaders?: boolean | undefined
  /** For tables with much in them: small letters on a small screen. */
  smallText?: boolean | undefined
}

export const Table = ({ columns = [], rows, caption, captionSize, rowHeaders, smallText }: Props) => (
  <table class={classes('govuk-table', smallText && 'govuk-table--small-text-until-tablet')}>
    {caption && (
      <caption class={classes('govuk-table__caption', captionSize && `govuk-table__caption--${captionSize}`)}>
        {caption}
      </caption>
    )}
    {columns.some(({ words }) => words) && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {columns.map(({ words, numeric }) => (
            <th scope="col" class={classes('govuk-table__header', numeric && 'govuk-table__header--numeric')}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {rows.map((cells) => (
        <tr class="govuk-table__row">
          {cells.map((cell, n) =>
            rowHeaders && n === 0 ? (
              <th scope="row" class="govuk-table__header">
                {cell}
              </th>
            ) : (
              <td class={classes('govuk-table__cell', columns[n]?.numeric && 'govuk-table__cell--numeric')}>{cell}</td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
)
