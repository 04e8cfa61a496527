import { fill, number, stroke, tidy } from './ornament.ts'
import { breakLines, type Faces, type Mark, type Type } from './set-text.ts'
import { ink } from './statement.ts'
import type { Element } from './tag.ts'

/** A place in a picture: 0 to 1 from the left and from the bottom. */
export type Spot = { readonly x: number; readonly y: number }

/** Lines and words in a picture; `alternative` says what it shows to those who do not see it. */
export type PlotBlock = {
  readonly kind: 'plot'
  readonly alternative: string
  readonly lines: readonly { readonly stroke: keyof typeof strokes; readonly spots: readonly Spot[] }[]
  readonly words: readonly (Spot & { readonly text: string })[]
}

/** Lines that are told apart without colour. */
const strokes = {
  thick: '2 w [] 0 d',
  thin: '0.6 w [] 0 d',
  dashed: '1 w [6 3] 0 d',
  dotted: '1.4 w [0.1 3] 0 d 1 J',
  broad: '4 w [] 0 d',
} as const

export const plotHeight = 132

const small: Type = { face: 'regular', size: 8.5, leading: 11, colour: ink }

/** Places a picture below a line. */
export function placePlot(
  { alternative, lines, words }: PlotBlock,
  faces: Faces,
  at: { x: number; top: number; width: number },
): Element {
  const { x, top, width } = at
  const bottom = top - plotHeight + 14
  const height = plotHeight - 28
  const drawn = lines.map(({ stroke: kind, spots }) => {
    const path = spots.map((spot, n) => `${x + spot.x * width} ${bottom + spot.y * height} ${n === 0 ? 'm' : 'l'}`)
    return `${strokes[kind]} ${path.join(' ')} S`
  })
  const marks = words.flatMap(({ text, ...spot }): readonly Mark[] => {
    const [line] = breakLines(text, small, faces, width)
    if (!line) return []
    // Words at an edge stay inside.
    const from = Math.min(Math.max(x, x + spot.x * width - line.width / 2), x + width - line.width)
    return [{ text: line.text, type: small, x: from, y: bottom + spot.y * height }]
  })
  return {
    tag: 'Figure',
    path: tidy(`q ${stroke(ink)} ${fill(ink)} ${drawn.join(' ')} Q`),
    alternative,
    box: [x, Number(number(top - plotHeight)), x + width, Number(number(top))],
    marks,
  }
}
