import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mailLanguages, type MailLanguage } from '../../src/core/mail-language.ts'
import { isTemplate, writeMessage, type Template } from '../../src/mail/words.ts'

const folder = join(import.meta.dirname, '../../templates/mail')
const onDisk = readdirSync(folder)

/** The gaps of each mail: what fills them is what the actions bring, and a gap more or less is a mail that breaks. */
const gaps: Record<Template, readonly string[]> = {
  accepted: ['body', 'certificate', 'edition', 'name', 'reference', 'register', 'verify'],
  change: ['asked', 'body', 'link', 'name', 'register', 'until'],
  'change-accepted': ['asked', 'body', 'name', 'page', 'register'],
  code: ['code', 'minutes', 'register'],
  'key-term': ['desk', 'ends', 'name', 'register', 'what', 'why'],
  mistake: ['about', 'answer', 'page', 'register', 'words'],
  invitation: ['body', 'contact', 'edition', 'link', 'name', 'register', 'stop', 'until'],
  declined: ['asked', 'body', 'by', 'desk', 'name', 'reason'],
  'one-of-two': ['body', 'edition', 'link', 'missing', 'name', 'signed'],
  'paper-check': ['body', 'coordinator', 'desk', 'edition', 'name'],
  proposal: ['coordinator', 'desk', 'name'],
  reassigned: ['asked', 'body', 'link', 'name', 'next', 'person'],
  reminder: ['body', 'contact', 'edition', 'link', 'name', 'stop', 'until'],
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

  it('leave what was typed as it was typed, braces and all', () => {
    const slots = { ...filled(gaps.waiting), body: '{desk} & <b>$1</b> $&' }
    expect(writeMessage('waiting', slots).subject).toContain('{desk} & <b>$1</b> $&')
  })
})
