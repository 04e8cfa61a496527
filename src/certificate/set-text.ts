import { type Face, widthOf } from './face.ts'

/** Type as it is set: a face at a size, a distance between baselines, a colour. Lengths are points. */
export type Type = {
  readonly face: 'regular' | 'semibold'
  readonly size: number
  readonly leading: number
  readonly colour: Colour
}

/** DeviceRGB, each part from 0 to 1. */
export type Colour = readonly [number, number, number]

/** The two faces of a page. */
export type Faces = { readonly regular: Face; readonly semibold: Face }

/** One line of text on the page: where its baseline begins, in points from the lower left corner. */
export type Mark = { readonly text: string; readonly type: Type; readonly x: number; readonly y: number }

/** A line that is measured and not yet placed. */
export type Line = { readonly text: string; readonly type: Type; readonly width: number }

/**
 * Breaks a text into lines no wider than a measure: between words, and inside a word only where it is wider than a line by
 * itself. A line before a break keeps its space, so that the text reads on.
 */
export function breakLines(text: string, type: Type, faces: Faces, measure: number): Line[] {
  const face = faces[type.face]
  const wide = (run: string) => widthOf(run, face) * type.size
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((each) => cutWord(each, wide, measure))) {
    if (line !== '' && wide(line + word.trimEnd()) > measure) {
      lines.push(line)
      line = ''
    }
    line += word
  }
  lines.push(line.trimEnd())
  return lines.map((each) => ({ text: each, type, width: wide(each.trimEnd()) }))
}

/** Breaks into as few lines as the measure allows, and evens them out: for lines that are centred. */
export function breakEvenly(text: string, type: Type, faces: Faces, measure: number): Line[] {
  let lines = breakLines(text, type, faces, measure)
  for (let narrower = measure - 12; narrower > measure / 3; narrower -= 12) {
    const next = breakLines(text, type, faces, narrower)
    // A narrower measure must neither cost a line nor cut a word.
    if (next.length > lines.length || next.slice(0, -1).some((line) => !line.text.endsWith(' '))) break
    lines = next
  }
  return lines
}

/** The mark of a line whose middle is given. */
export function centre({ text, type, width }: Line, middle: number, y: number): Mark {
  return { text, type, x: middle - width / 2, y }
}

/** A word with the space after it; in several pieces when no line could hold it. */
function cutWord(word: string, wide: (run: string) => number, measure: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word.normalize('NFC')) {
    if (piece !== '' && wide(piece + character) > measure) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, `${piece} `]
}
