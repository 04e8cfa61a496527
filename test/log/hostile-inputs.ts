import { Malformed } from '../../src/encoding/malformed.ts'
import { textFormats, type TextFormat } from './text-formats.ts'

/** What parsers made of hostile inputs: all that is neither refused as malformed nor printed as it was read is broken. */
export type HostileOutcome = {
  read: number
  refused: number
  broken: readonly { name: string; text: string; why: string }[]
}

/** Where lenient parsers differ: other spellings of numbers, spaces, line ends, base64, and what is no text at all. */
const morsels = [
  '',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ' ',
  '  ',
  '\t',
  '\0',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  '—',
  '-',
  '+',
  '=',
  '==',
  '_',
  '/',
  '.p/',
  'x',
  '0',
  '00',
  '007',
  '+5',
  '-0',
  '1e3',
  ' 5',
  '0x10',
  '٣',
  '9007199254740991',
  '9007199254740992',
  '18446744073709551616',
  'Infinity',
  'NaN',
  'null',
  '__proto__',
  'AAAA',
  'AAB=',
  'none',
  'all',
  'any',
  '1',
  '2',
  'old ',
  'index ',
  'extra ',
  '# ',
  'é',
  'e\u0301',
  '😀',
  '\uffff',
] as const

/** Brings so many hostile inputs to the parsers: samples cut, spliced, bumped and peppered, the same ones for the same seed. */
export function bringHostile(count: number, seed: number): HostileOutcome {
  const chance = mulberry(seed)
  const below = (end: number) => Math.floor(chance() * end)
  const pick = <One>(from: readonly One[]): One => {
    const one = from[below(from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const spoil = (text: string): string => {
    const from = below(text.length + 1)
    const to = from + below(text.length + 1 - from)
    const bump = String.fromCharCode((text.charCodeAt(from) || 0) ^ (1 << below(8)))
    return pick([
      () => text.slice(0, from) + pick(morsels) + text.slice(from),
      () => text.slice(0, from) + pick(morsels) + text.slice(from + 1),
      () => text.slice(0, from) + bump + text.slice(from + 1),
      () => text.slice(0, from) + text.slice(to),
      () => text.slice(from, to),
      () => text.slice(0, to) + text.slice(from),
      () => text.slice(0, from) + pick(textFormats).sample.slice(below(40)),
      () => pick(morsels).repeat(below(200)) + text,
    ])()
  }

  const outcome = { read: 0, refused: 0, broken: [] as { name: string; text: string; why: string }[] }
  for (let n = 0; n < count; n += 1) {
    const format = pick(textFormats)
    let text = format.sample
    for (let times = below(4); times >= 0; times -= 1) text = spoil(text).slice(0, 4000)
    const verdict = judge(format, text)
    if (verdict === 'read' || verdict === 'refused') outcome[verdict] += 1
    else outcome.broken.push({ name: format.name, text, why: verdict })
  }
  return outcome
}

function judge({ print }: TextFormat, text: string): string {
  try {
    return print(text) === text ? 'read' : 'printed as another'
  } catch (error) {
    return error instanceof Malformed ? 'refused' : `threw ${String(error)}`
  }
}

/** Mulberry32: small, fast, and the same everywhere. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
