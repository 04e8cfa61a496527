import { Malformed } from '../encoding/malformed.ts'

/** A piece of an edition's file between two empty lines, and the line it begins on. */
export type Block =
  | { readonly kind: 'heading'; readonly line: number; readonly level: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly line: number; readonly text: string }

/** The lines of the front matter and the blocks after it. Messages name the line, for a coordinator to mend it. */
export function parseBlocks(text: string): { front: readonly string[]; blocks: readonly Block[]; lines: number } {
  refuseUnclean(text)
  const lines = text.slice(0, -1).split('\n')
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) throw malformed(1, 'the file begins with front matter between two lines of ---')
  if (lines[end + 1] !== '') throw malformed(end + 2, 'leave an empty line after the front matter')

  const blocks: Block[] = []
  let begin = end + 2
  for (let at = begin; at <= lines.length; at++) {
    if (at < lines.length && lines[at] !== '') continue
    if (at === begin) throw malformed(Math.min(at + 1, lines.length), 'leave one empty line only, and none at the end')
    blocks.push(parseBlock(lines.slice(begin, at), begin + 1))
    begin = at + 1
  }
  return { front: lines.slice(1, end), blocks, lines: lines.length }
}

/** Refuses text that is not NFC with LF line ends, or that has characters which do not show: what is read is what is hashed. */
export function refuseUnclean(text: string): void {
  for (const [n, line] of text.split('\n').entries()) {
    if (line.includes('\r')) throw malformed(n + 1, 'lines must end in LF alone')
    if (line !== line.normalize('NFC')) throw malformed(n + 1, 'letters must be composed (Unicode NFC)')
    // Direction marks could show words in another order than they are hashed in.
    const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u.exec(
      line,
    )?.[0]
    if (hidden) throw malformed(n + 1, `there is a hidden character, ${codePoint(hidden)}`)
    if (/\s$/.test(line)) throw malformed(n + 1, 'there is white space at the end of the line')
  }
  if (!text.endsWith('\n')) throw malformed(text.split('\n').length, 'the last line must end in LF')
}

/** A complaint about one line. */
export function malformed(line: number, words: string): Malformed {
  return new Malformed(`line ${line}: ${words}`)
}

function parseBlock(lines: readonly string[], line: number): Block {
  const [first = ''] = lines
  if (first.startsWith('#')) return parseHeading(lines, line)
  if (/^\d+\. /.test(first)) return { kind: 'list', line, items: lines.map((text, n) => parseItem(text, n, line)) }
  for (const [n, text] of lines.entries()) {
    const start = /^([-*+>|<`~=#\s]|\d+[.)] )/.exec(text)?.[0]
    if (start) throw malformed(line + n, `a line of a paragraph cannot begin with "${start}"`)
  }
  return { kind: 'paragraph', line, text: lines.join('\n') }
}

function parseHeading(lines: readonly string[], line: number): Block {
  const [, marks = '', text = ''] = /^(#{1,4}) (\S.*)$/.exec(lines[0] ?? '') ?? []
  if (marks === '') throw malformed(line, 'a heading is one to four #, one space and words')
  if (lines.length > 1) throw malformed(line + 1, 'leave an empty line after a heading')
  return { kind: 'heading', line, level: marks.length, text }
}

function parseItem(text: string, n: number, line: number): string {
  const start = `${n + 1}. `
  if (!text.startsWith(start) || /^\s|^$/.test(text.slice(start.length))) {
    throw malformed(line + n, `this line of the list begins with "${start}" and has words`)
  }
  return text.slice(start.length)
}

function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
