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
  return fillLines(cutWords(text, type, faces, measure), type, faces, measure)
}

/** Breaks into as few lines as the measure allows, and evens them out: for lines that are centred. */
export function breakEvenly(text: string, type: Type, faces: Faces, measure: number): Line[] {
  const words = cutWords(text, type, faces, measure)
  let lines = fillLines(words, type, faces, measure)
  const widest = Math.max(...words.map(({ width }) => width))
  for (let narrower = measure - 12; lines.length > 1 && narrower > widest; narrower -= 12) {
    const next = fillLines(words, type, faces, narrower)
    if (next.length > lines.length) break
    lines = next
  }
  return lines
}

/** The mark of a line whose middle is given. */
export function centre({ text, type, width }: Line, middle: number, y: number): Mark {
  return { text, type, x: middle - width / 2, y }
}

/** A word, or a piece of one that no line could hold; whether a space follows. */
type Word = { readonly text: string; readonly width: number; readonly spaced: boolean }

function cutWords(text: string, { face, size }: Type, faces: Faces, measure: number): Word[] {
  const wide = (run: string) => widthOf(run, faces[face]) * size
  return text.split(' ').flatMap((whole) => {
    const word = { text: whole, width: wide(whole), spaced: true }
    if (word.width <= measure) return [word]
    const pieces: Word[] = []
    let piece = { text: '', width: 0, spaced: false }
    for (const character of whole.normalize('NFC')) {
      const width = wide(character)
      if (piece.text !== '' && piece.width + width > measure) {
        pieces.push(piece)
        piece = { text: '', width: 0, spaced: false }
      }
      piece = { text: piece.text + character, width: piece.width + width, spaced: false }
    }
    return [...pieces, { ...piece, spaced: true }]
  })
}

function fillLines(words: readonly Word[], type: Type, faces: Faces, measure: number): Line[] {
  const space = widthOf(' ', faces[type.face]) * type.size
  const lines: Line[] = []
  let [text, width, gap] = ['', 0, 0]
  for (const word of words) {
    if (text !== '' && width + gap + word.width > measure) {
      lines.push({ text, type, width })
      ;[text, width, gap] = ['', 0, 0]
    }
    text += word.spaced ? `${word.text} ` : word.text
    width += gap + word.width
    gap = word.spaced ? space : 0
  }
  return [...lines, { text: text.trimEnd(), type, width }]
}
