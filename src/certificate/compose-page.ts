import { placeFacts, setFacts, type FactList } from './fact-list.ts'
import type { CertificateFacts } from './facts.ts'
import { drawDivider, drawPlate, page } from './ornament.ts'
import { drawPictureCode } from './picture-code.ts'
import {
  breakEvenly,
  breakLines,
  centre,
  type Colour,
  type Faces,
  type Line,
  type Mark,
  type Type,
} from './set-text.ts'
import { ink, placeStatement, setStatement, type Statement } from './statement.ts'
import type { Box, Element } from './tag.ts'
import { say, sayDay, type Words } from './words.ts'

/** How a page is to look and read. */
export type Style = { readonly words: Words; readonly faces: Faces; readonly accent: Colour }

/** What one page has beyond its frame: ornaments are artifacts, everything that is read is an element. */
export type Page = { readonly ornaments: string; readonly section: Element; readonly linkBox: Box }

/** Which page of a document one is, counted from 0, and how many there are. */
export type PageNumber = { readonly page: number; readonly pages: number }

/**
 * Composes a certificate in one language on one page: A4, the statement in the middle, facts below, how to check at the foot.
 * The annotations of a document are the link of each page and then the seal, which is on the first.
 */
export function composePage(
  facts: CertificateFacts,
  sealedOn: string,
  style: Style,
  { page: n, pages }: PageNumber,
): Page {
  const { words, faces, accent } = style
  const fitted = fit(facts, style)
  if (!fitted) throw new Error('the facts do not fit on one page')
  const { statement, list } = fitted
  const free = upper - lower - statement.height - list.height
  const gap = Math.min(free * 0.42, 72)
  // What is left over goes above and below, a little more below, where the eye expects it.
  const top = upper - (free - gap) * 0.42
  const listTop = top - statement.height - gap

  const placed = placeFacts(list, column, listTop)
  const foot = composeFoot(facts, sealedOn, style, n)
  const plate = facts.demonstration ? composePlate(style) : undefined
  return {
    ornaments: [drawDivider(accent, middle, listTop + gap / 2), placed.rules, plate?.path ?? ''].join(' '),
    linkBox: foot.linkBox,
    section: {
      tag: 'Sect',
      language: words.language,
      page: n,
      children: [
        ...(plate ? [plate.element] : []),
        { tag: 'P', marks: centreText(facts.register, registerType, faces, registerAt) },
        {
          tag: 'H1',
          marks: centreText(say(words, 'heading', {}), { ...headingType, colour: accent }, faces, headingAt),
        },
        { tag: 'P', marks: placeStatement(statement, middle, top) },
        placed.list,
        ...foot.elements,
        ...(n === 0 ? [{ tag: 'Form', annotation: pages } as const] : []),
      ],
    },
  }
}

const middle = page.width / 2
const column = { x: 84, width: page.width - 168 }
const [registerAt, headingAt] = [page.height - 137, page.height - 182]
// Between these two the statement and the facts find their places.
const [upper, lower] = [page.height - 206, 172]
const foot = { y: 66, side: 82, gap: 20 }

const registerType: Type = { face: 'semibold', size: 12.5, leading: 16, colour: ink }
const headingType: Type = { face: 'regular', size: 32, leading: 38, colour: ink }
const promiseType: Type = { face: 'semibold', size: 11, leading: 14.5, colour: ink }
const footType: Type = { face: 'regular', size: 9, leading: 12, colour: ink }
const plateType: Type = { face: 'semibold', size: 12, leading: 15, colour: [1, 1, 1] }

// From the most open setting to the closest: sizes of the statement and of the facts, and how many lines a name may take.
// Nothing on the page is smaller than 9 points.
const settings = [
  { sizes: { body: 31, edition: 21, words: 13.5 }, facts: 11, lines: 2 },
  { sizes: { body: 22, edition: 18, words: 12.5 }, facts: 10.5, lines: 4 },
  { sizes: { body: 14, edition: 12, words: 10 }, facts: 9, lines: 8 },
] as const

/** Whether a page has room for everything, in each language: to be asked before anybody signs, because afterwards it is too late to refuse. */
export function fitsOnePage(
  facts: CertificateFacts,
  { wordings, faces }: { readonly wordings: readonly Words[]; readonly faces: Faces },
): boolean {
  return wordings.every((words) => fit(facts, { words, faces, accent: ink }) !== undefined)
}

type Fitted = { readonly statement: Statement; readonly list: FactList }

/** The most open setting that has room for everything, if one has. */
function fit(facts: CertificateFacts, { words, faces, accent }: Style): Fitted | undefined {
  for (const { sizes, facts: size, lines } of settings) {
    const statement = setStatement(facts, words, faces, { sizes, accent, measure: column.width })
    const list = setFacts(facts, words, faces, { size, width: column.width })
    if (statement.bodyLines <= lines && statement.height + list.height + 36 <= upper - lower) return { statement, list }
  }
  return undefined
}

type Foot = { readonly elements: readonly Element[]; readonly linkBox: Box }

/** The picture code at the left; beside it what a signing is not, how the file was sealed, and where to check. */
function composeFoot(facts: CertificateFacts, sealedOn: string, { words, faces, accent }: Style, link: number): Foot {
  const { y, side, gap } = foot
  const x = column.x + side + gap
  const measure = column.width - side - gap
  const set = (text: string, type: Type) => breakEvenly(text, type, faces, measure)
  const promise = set(say(words, 'promise', {}), promiseType)
  const sealed = set(say(words, 'sealed', { date: sayDay(words, sealedOn) }), footType)
  const check = set(say(words, 'check', {}), footType)
  const address = breakLines(facts.address, { ...footType, face: 'semibold', colour: accent }, faces, measure)

  let down = y + side + 3
  const place = (lines: readonly Line[], space: number): Mark[] => {
    const marks = lines.map(({ text, type }) => {
      down -= type.leading
      return { text, type, x, y: down }
    })
    down -= space
    return marks
  }
  const marks = {
    promise: place(promise, 5),
    sealed: place(sealed, 5),
    check: place(check, 0),
    address: place(address, 0),
  }
  const wide = Math.max(...address.map(({ width }) => width))
  return {
    linkBox: [x - 1, down - 3, x + wide + 1, down + address.length * footType.leading - 2],
    elements: [
      { tag: 'P', marks: marks.promise },
      { tag: 'P', marks: marks.sealed },
      { tag: 'P', marks: marks.check },
      { tag: 'P', children: [{ tag: 'Link', marks: marks.address, annotation: link }] },
      {
        tag: 'Figure',
        path: drawPictureCode(facts.address, column.x, y, side),
        alternative: say(words, 'picture', { address: facts.address }),
        box: [column.x, y, column.x + side, y + side],
      },
    ],
  }
}

/** The mark of a demonstration, across the upper edge of the frame. */
function composePlate({ words, faces, accent }: Style): { element: Element; path: string } {
  const lines = breakLines(say(words, 'demonstration', {}), plateType, faces, column.width)
  const width = Math.max(...lines.map((line) => line.width)) + 36
  const [bottom, height] = [page.height - 43, 26]
  return {
    path: drawPlate(accent, middle, bottom, width, height),
    element: {
      tag: 'P',
      marks: lines.map((line) => centre(line, middle, bottom + (height - plateType.size * 0.66) / 2)),
    },
  }
}

function centreText(text: string, type: Type, faces: Faces, y: number): Mark[] {
  const lines = breakLines(text, type, faces, column.width)
  return lines.map((line, n) => centre(line, middle, y + (lines.length - 1 - n) * type.leading))
}
