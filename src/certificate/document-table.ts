import { drawBar, type BarPart } from './drawn-bar.ts'
import { drawRule } from './ornament.ts'
import { breakLines, type Faces, type Line, type Mark, type Type } from './set-text.ts'
import { ink } from './statement.ts'
import type { Element } from './tag.ts'

/** Figures in rows. The first cell of a row names it; where rows have a bar, it repeats them for the eye. */
export type TableBlock = {
  readonly kind: 'table'
  readonly columns: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly bar?: readonly BarPart[] }[]
}

/** A table that is set and not placed yet, with the height that it takes. */
export type SetTable = { readonly height: number; readonly place: (x: number, top: number) => Placed }

type Placed = { readonly element: Element; readonly rules: readonly string[] }

const head: Type = { face: 'semibold', size: 8.5, leading: 11.5, colour: ink }
const cell: Type = { face: 'regular', size: 9, leading: 11.5, colour: ink }
const padding = 2.5

/** Sets a table to a width: names at the left, figures at the right of their columns, bars in what is left. */
export function setTable({ columns, rows }: TableBlock, faces: Faces, width: number): SetTable {
  const figure = 52
  const bars = rows.some(({ bar }) => bar) ? width * 0.3 : 0
  const named = width - figure * (columns.length - 1) - bars
  const widthOf = (n: number) => (n === 0 ? named : figure)
  const set = (texts: readonly string[], type: Type) => {
    const cells = texts.map((text, n) => breakLines(text, type, faces, widthOf(n) - 4))
    return { cells, height: Math.max(...cells.map(({ length }) => length)) * type.leading + padding }
  }
  const [heading, ...lines] = [set(columns, head), ...rows.map(({ cells }) => set(cells, cell))]
  const height = lines.reduce((sum, line) => sum + line.height, heading.height)
  const place = (x: number, top: number): Placed => {
    const rules: string[] = []
    let y = top
    const children = [heading, ...lines].map((line, row): Element => {
      const first = y
      y -= line.height
      rules.push(drawRule(x, y, width))
      const bar = rows[row - 1]?.bar
      if (bar)
        rules.push(
          drawBar(bar, { x: x + width - bars + 12, y: y + (line.height - 8) / 2, width: bars - 12, height: 9 }),
        )
      const cells = line.cells.map((texts, n): Element => {
        const from = x + (n === 0 ? 0 : named + figure * (n - 1))
        const marks = placeLines(texts, { from, to: from + widthOf(n) - 4, right: n > 0 }, first)
        if (row === 0) return { tag: 'TH', marks, scope: 'Column' }
        return n === 0 ? { tag: 'TH', marks, scope: 'Row' } : { tag: 'TD', marks }
      })
      return { tag: 'TR', children: cells }
    })
    return { element: { tag: 'Table', children }, rules }
  }
  return { height, place }
}

function placeLines(lines: readonly Line[], at: { from: number; to: number; right: boolean }, top: number): Mark[] {
  return lines.map(({ text, type, width }, n) => ({
    text,
    type,
    x: at.right ? at.to - width : at.from,
    y: top - type.leading * (n + 1),
  }))
}
