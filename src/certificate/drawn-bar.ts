import { fill, number, stroke, tidy } from './ornament.ts'
import { ink } from './statement.ts'

/** A part of a bar, of a whole of 1; told from the next one without colour. */
export type BarPart = { readonly fill: 'full' | 'hatched' | 'empty' | 'dotted'; readonly share: number }

/** A rectangle in points, from its lower left corner. */
type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Draws a bar whose parts stand one after another. */
export function drawBar(parts: readonly BarPart[], { x, y, width, height }: Place): string {
  let from = x
  const drawn = parts.map(({ fill: pattern, share }) => {
    const place = { x: from, y, width: width * share, height }
    from += place.width
    return share > 0 ? drawPart(pattern, place) : ''
  })
  return tidy(`q ${stroke(ink)} ${fill(ink)} 0.6 w ${drawn.join(' ')} Q`)
}

function drawPart(pattern: BarPart['fill'], { x, y, width, height }: Place): string {
  const edge = `${number(x)} ${number(y)} ${number(width)} ${number(height)} re`
  if (pattern === 'full') return `${edge} B`
  if (pattern === 'empty') return `${edge} S`
  const inside = pattern === 'hatched' ? hatch({ x, y, width, height }) : dot({ x, y, width, height })
  return `q ${edge} W n ${inside} Q ${edge} S`
}

function hatch({ x, y, width, height }: Place): string {
  const lines = Array.from({ length: Math.ceil((width + height) / 3.5) }, (_, n) => {
    const from = x - height + n * 3.5
    return `${from} ${y} m ${from + height} ${y + height} l`
  })
  return `1.4 w ${lines.join(' ')} S`
}

function dot({ x, y, width, height }: Place): string {
  const rows = Array.from({ length: Math.floor(height / 3) }, (_, n) => y + 1.5 + n * 3)
  const dots = Array.from({ length: Math.ceil(width / 3) }, (_, n) => x + 1 + n * 3)
  return `${rows.flatMap((at) => dots.map((from) => `${from} ${at} 0.8 0.8 re`)).join(' ')} f`
}
