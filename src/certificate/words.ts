import { parseDay } from '../core/day.ts'
import type { Check, Mandate, Method } from '../core/entry.ts'
import { Malformed } from '../encoding/malformed.ts'

// Every key a certificate asks for, and the slots that its text must have, each once.
const slots = {
  months: [],
  'date.day': ['day', 'month', 'year'],
  'date.month': ['month', 'year'],
  'date.year': ['year'],
  'date.two': ['first', 'second'],
  title: ['reference', 'body', 'edition'],
  heading: [],
  edition: ['instrument', 'label'],
  demonstration: [],
  'statement.signed': ['body', 'edition', 'date'],
  'statement.attested': ['body', 'edition', 'date'],
  'label.signatory': [],
  'label.signatory.first': [],
  'label.signatory.second': [],
  'label.mandate': [],
  'label.checks': [],
  'label.method': [],
  'label.reference': [],
  'label.register': [],
  'not-recorded': [],
  signatory: ['name', 'role'],
  'signatory.when': ['signatory', 'date'],
  'erased.name': ['role', 'date'],
  'erased.role': ['name', 'date'],
  'erased.both': ['date'],
  'mandate.decided': ['mandate', 'date'],
  'mandate.minute': ['mandate', 'minute'],
  reference: ['reference', 'entry'],
  register: ['custodian'],
  'mandate.office': [],
  'mandate.delegated': [],
  'mandate.resolution': [],
  'mandate.on-behalf-of-members': [],
  'check.mailbox': [],
  'check.domain': [],
  'check.domain.named': ['domains'],
  'domain.host': ['domain'],
  'check.phone-back': [],
  'check.minute-seen': [],
  'check.introduced': [],
  'check.paper-seen': [],
  'check.source-cited': [],
  'method.online': [],
  'method.paper': [],
  'method.historic': [],
  promise: [],
  sealed: ['date'],
  check: [],
  link: [],
  picture: ['address'],
  'seal.name': ['register', 'custodian'],
  'seal.reason': ['reference'],
  'seal.field': [],
  'attachment.disclosures': [],
  'attachment.leaf': [],
  'attachment.proof': [],
} as const satisfies Record<string, readonly string[]> &
  Record<`mandate.${Mandate}` | `check.${Check}` | `method.${Method}`, readonly string[]>

type Slots = typeof slots
type Key = keyof Slots

/** The wording of a certificate in one language (BCP 47), by key. */
export type Words = { readonly language: string; readonly texts: ReadonlyMap<string, string> }

/** Reads `templates/certificate/*.md`: front matter, then `key: text with {slots}`. What is missing, double or unknown is refused. */
export function parseWords(text: string): Words {
  const [, language, body] = /^---\nlanguage: ([A-Za-z-]+)\n---\n([\s\S]*)$/.exec(text) ?? []
  if (language === undefined || body === undefined) throw new Malformed('malformed certificate wording: front matter')
  const texts = new Map<string, string>()
  for (const line of body.split('\n').filter((each) => each !== '')) {
    const [, key, words] = /^([a-z.-]+): (\S.*\S|\S)$/.exec(line) ?? []
    if (key === undefined || words === undefined) throw new Malformed(`malformed certificate wording: ${line}`)
    if (!isKey(key)) throw new Malformed(`malformed certificate wording: nothing is called ${key}`)
    if (texts.has(key)) throw new Malformed(`malformed certificate wording: ${key} stands twice`)
    const present = Array.from(words.matchAll(/\{([^}]*)\}/g), ([, slot]) => slot)
    const asked: readonly string[] = slots[key]
    if (present.length !== asked.length || asked.some((slot) => !present.includes(slot))) {
      throw new Malformed(`malformed certificate wording: the slots of ${key}`)
    }
    texts.set(key, words)
  }
  const missing = Object.keys(slots).find((key) => !texts.has(key))
  if (missing !== undefined) throw new Malformed(`malformed certificate wording: ${missing} is missing`)
  if (monthsOf(texts).length !== 12) throw new Malformed('malformed certificate wording: months')
  return { language, texts }
}

/** Whether anything in a file of wording is in words yet: one whose keys have no text waits for its translator. */
export function isBegun(text: string): boolean {
  return /^[a-z.-]+: *\S/m.test(text.replace(/^---\n[^]*?\n---\n/, ''))
}

/**
 * The wordings for a signing: those of the languages that the text is held in, the one that was signed first. What nobody has
 * put into words yet is left out; where nothing is left, it is the first of all.
 */
export function chooseWordings(
  all: readonly [Words, ...Words[]],
  signedIn: string | null,
  held: readonly string[],
): readonly [Words, ...Words[]] {
  const isIn = (language: string) => (words: Words) => words.language.split('-')[0] === language
  const order = [...new Set([...(signedIn === null ? [] : [signedIn]), ...held])]
  const [first, ...others] = order.flatMap((language) => all.filter(isIn(language)))
  return first ? [first, ...others] : [all[0]]
}

/** The text of a key with its slots filled. */
export function say<K extends Key>(words: Words, key: K, fill: Record<Slots[K][number], string>): string {
  const values = new Map(Object.entries<string>(fill))
  return textOf(words.texts, key).replaceAll(/\{([^}]*)\}/g, (_whole, slot: string) => values.get(slot) ?? '')
}

/** The text of a key cut at its slots: text, slot, text, slot … as `String.split` gives them. */
export function partsOf(words: Words, key: Key): readonly string[] {
  return textOf(words.texts, key).split(/(\{[^}]*\})/)
}

/** A day of any precision with its preposition: `on 14 June 2026`, `in June 2026`, `in 2009`. */
export function sayDay(words: Words, text: string): string {
  const [year = '', month, day] = parseDay(text).split('-')
  if (month === undefined) return say(words, 'date.year', { year })
  const name = monthsOf(words.texts)[Number(month) - 1] ?? ''
  if (day === undefined) return say(words, 'date.month', { month: name, year })
  return say(words, 'date.day', { day: String(Number(day)), month: name, year })
}

function monthsOf(texts: Words['texts']): readonly string[] {
  return textOf(texts, 'months').split(', ')
}

function textOf(texts: Words['texts'], key: Key): string {
  const text = texts.get(key)
  if (text === undefined) throw new Error(`no wording for ${key}`)
  return text
}

function isKey(key: string): key is Key {
  return Object.hasOwn(slots, key)
}
