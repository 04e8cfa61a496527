import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDayWords, monthNames, parseFullDay } from '../../src/core/day.ts'
import { mailLanguages, said, type MailLanguage, type Said } from '../../src/core/mail-language.ts'
import { isTemplate, sayIn, writeMessage, type Template } from '../../src/mail/words.ts'

const folder = join(import.meta.dirname, '../../templates/mail')
const onDisk = readdirSync(folder)

/** The gaps of each mail: what fills them is what the actions bring, and a gap more or less is a mail that breaks. */
const gaps: Record<Template, readonly string[]> = {
  accepted: ['body', 'certificate', 'edition', 'name', 'reference', 'register', 'verify'],
  change: ['asked', 'body', 'link', 'name', 'register', 'until'],
  'change-accepted': ['asked', 'body', 'name', 'page', 'register'],
  code: ['code', 'minutes', 'register'],
  'key-term': ['desk', 'ends', 'name', 'register', 'what', 'why'],
  lapse: ['before', 'body', 'contact', 'edition', 'ends', 'link', 'name', 'stop'],
  'lapse-ahead': ['count', 'desk', 'ends', 'name', 'what'],
  mistake: ['about', 'answer', 'page', 'register', 'words'],
  invitation: ['body', 'contact', 'edition', 'link', 'name', 'register', 'stop', 'until'],
  declined: ['asked', 'body', 'by', 'desk', 'name', 'reason'],
  'one-of-two': ['body', 'edition', 'link', 'missing', 'name', 'signed'],
  'paper-check': ['body', 'coordinator', 'desk', 'edition', 'name'],
  proposal: ['coordinator', 'desk', 'name'],
  reassigned: ['asked', 'body', 'link', 'name', 'next', 'person'],
  reminder: ['body', 'contact', 'edition', 'link', 'name', 'stop', 'until'],
  record: ['body', 'link', 'name', 'register', 'until'],
  resume: ['link', 'name', 'register', 'until'],
  returned: ['asked', 'body', 'link', 'name', 'reason', 'register', 'until'],
  seat: ['coordinator', 'link', 'name', 'register', 'role', 'until'],
  seated: ['coordinator', 'desk', 'name', 'person', 'role'],
  'second-check': ['asked', 'body', 'coordinator', 'desk', 'name'],
  signature: ['body', 'edition', 'link', 'name', 'preparer', 'register', 'until'],
  slip: ['body', 'code', 'day', 'edition', 'event', 'name', 'register'],
  'turned-down': ['asked', 'body', 'contact', 'name', 'reason', 'register'],
  undecided: ['asked', 'body', 'link', 'name'],
  unfinished: ['body', 'day', 'link', 'name', 'register'],
  waiting: ['asked', 'body', 'desk', 'name'],
  'wrong-person': ['asked', 'body', 'link', 'name', 'person'],
}
const templates = Object.entries(gaps).flatMap(([name, slots]) =>
  mailLanguages.flatMap((language): [Template, MailLanguage, readonly string[]][] =>
    isTemplate(name) ? [[name, language, slots]] : [],
  ),
)

const filled = (slots: readonly string[]) => Object.fromEntries(slots.map((slot) => [slot, `<${slot}>`]))

const isOfADay = (slot: string) => slot === 'until' || slot === 'day' || slot === 'ends'

describe('the mails', () => {
  it('are those in the folder of templates', () => {
    const files = Object.keys(gaps).flatMap((name) => mailLanguages.map((language) => `${name}.${language}.md`))
    expect(onDisk.toSorted()).toEqual(files.toSorted())
    expect(Object.keys(gaps).every(isTemplate)).toBe(true)
    expect(['', 'Code', 'toString', 'constructor', 'code.en.md'].some(isTemplate)).toBe(false)
  })

  it.each(templates)('%s (%s) has exactly its gaps', (name, language, slots) => {
    const source = readFileSync(join(folder, `${name}.${language}.md`), 'utf8')
    const found = new Set(Array.from(source.matchAll(/\{(\w+)\}/g), ([, slot]) => slot ?? ''))
    expect([...found].toSorted()).toEqual(slots)
  })

  it.each(templates)('%s (%s) leaves no gap, and says all it was given', (name, language, slots) => {
    const { subject, text } = writeMessage(name, filled(slots), language)
    expect(`${subject}${text}`).not.toMatch(/[{}]/)
    for (const slot of slots) expect(`${subject}${text}`).toContain(`<${slot}>`)
    expect(subject).not.toContain('Subject')
    expect(text.endsWith('\n')).toBe(true)
  })

  it.each(templates)('%s (%s) without one of its values is a defect', (name, language, slots) => {
    for (const slot of slots) {
      const { [slot]: _left, ...others } = filled(slots)
      expect(() => writeMessage(name, others, language)).toThrow(slot)
    }
  })

  it.each(templates)(
    '%s (%s) with a line end in its subject is a defect, not a header of somebody’s own',
    (name, language, slots) => {
      const bad = slots.filter((slot) => writeMessage(name, filled(slots), language).subject.includes(`<${slot}>`))
      for (const slot of bad) {
        expect(() =>
          writeMessage(name, { ...filled(slots), [slot]: 'x\nBcc: everybody@example.org' }, language),
        ).toThrow(name)
      }
      expect(bad.length).toBeGreaterThan(0)
    },
  )

  it('name the days of Welsh mails in Welsh, whichever day it is', () => {
    const dated = templates.filter(([, language, slots]) => language === 'cy' && slots.some(isOfADay))
    const english = new RegExp(`\\b(${monthNames.join('|')})\\b`)
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    expect(dated.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(day, fc.constantFrom(...dated), (date, [name, language, slots]) => {
        const on: Said = (spoken) => formatDayWords(parseFullDay(date.toISOString().slice(0, 10)), spoken)
        const days = Object.fromEntries(slots.filter(isOfADay).map((slot) => [slot, on]))
        const { subject, text } = writeMessage(name, sayIn(language, { ...filled(slots), ...days }), language)
        expect(`${subject}${text}`).toContain(on('cy'))
        expect(`${subject}${text}`).not.toMatch(english)
      }),
    )
  })

  it('say what differs in the language of the mail, and what was typed as it was typed', () => {
    const slots = { asked: said({ en: 'sign', cy: 'llofnodi' }), body: 'Cyngor Vale' }
    expect(mailLanguages.map((language) => sayIn(language, slots))).toEqual([
      { asked: 'sign', body: 'Cyngor Vale' },
      { asked: 'llofnodi', body: 'Cyngor Vale' },
    ])
  })

  it('leave what was typed as it was typed, braces and all', () => {
    const slots = { ...filled(gaps.waiting), body: '{desk} & <b>$1</b> $&' }
    expect(writeMessage('waiting', slots).subject).toContain('{desk} & <b>$1</b> $&')
  })
})
