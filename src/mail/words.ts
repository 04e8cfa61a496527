import type { MailLanguage, Said } from '../core/mail-language.ts'
import type { Message } from './message.ts'
import { templates } from './templates.ts'

/** The mails the register writes. */
export type Template = keyof typeof templates

/** What fills each of them, beside the register's name, and the link or code that is computed as it leaves. */
type Gaps = {
  accepted: 'name' | 'body' | 'edition' | 'reference' | 'certificate' | 'verify'
  change: 'name' | 'body' | 'asked' | 'until'
  'change-accepted': 'name' | 'body' | 'asked' | 'page'
  code: 'minutes'
  invitation: 'name' | 'body' | 'edition' | 'until' | 'contact'
  'key-term': 'name' | 'what' | 'ends' | 'why' | 'desk'
  lapse: 'name' | 'body' | 'edition' | 'contact' | 'before' | 'ends'
  'lapse-ahead': 'name' | 'what' | 'ends' | 'count' | 'desk'
  mistake: 'about' | 'page' | 'words' | 'answer'
  declined: 'name' | 'body' | 'asked' | 'by' | 'reason' | 'desk'
  'one-of-two': 'name' | 'body' | 'edition' | 'signed' | 'missing'
  'paper-check': 'name' | 'body' | 'edition' | 'coordinator' | 'desk'
  proposal: 'name' | 'coordinator' | 'desk'
  reassigned: 'name' | 'body' | 'asked' | 'person' | 'next'
  record: 'name' | 'body' | 'until'
  reminder: 'name' | 'body' | 'edition' | 'until' | 'contact'
  resume: 'name' | 'until'
  returned: 'name' | 'body' | 'asked' | 'reason' | 'until'
  seat: 'name' | 'coordinator' | 'role' | 'until'
  seated: 'name' | 'coordinator' | 'person' | 'role' | 'desk'
  'second-check': 'name' | 'body' | 'asked' | 'coordinator' | 'desk'
  signature: 'name' | 'body' | 'edition' | 'preparer' | 'until'
  slip: 'name' | 'event' | 'day' | 'body' | 'edition' | 'slip'
  'turned-down': 'name' | 'body' | 'asked' | 'reason' | 'contact'
  undecided: 'name' | 'body' | 'asked'
  unfinished: 'name' | 'body' | 'day'
  waiting: 'name' | 'body' | 'asked' | 'desk'
  'wrong-person': 'name' | 'body' | 'asked' | 'person'
}

/** The gaps that every language fills in its own way: days, and what is asked for. */
type SaidGap = 'asked' | 'day' | 'until'

/** A template with everything that its words need. */
export type Filled = {
  [Name in Template]: {
    template: Name
    slots: { readonly [Gap in Gaps[Name]]: Gap extends SaidGap ? Said : string | Said }
  }
}[Template]

/** What fills a mail of one language. */
export function sayIn(
  language: MailLanguage,
  slots: Readonly<Record<string, string | Said>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(slots).map(([gap, words]) => [gap, typeof words === 'string' ? words : words(language)]),
  )
}

/** Whether a stored name is that of a mail we write. */
export function isTemplate(name: string): name is Template {
  return Object.hasOwn(templates, name)
}

/** A mail with its gaps filled. A gap without a value, or a line end in a subject, is a defect. */
export function writeMessage(
  template: Template,
  slots: Readonly<Record<string, string>>,
  language: MailLanguage = 'en',
): Message {
  const filled = fill(template, templates[template][language], slots)
  const [, subject = '', text = ''] = /^Subject: (.*)\n\n([^]*)$/.exec(filled) ?? []
  if (subject === '' || text === '') throw new Error(`the mail ${template} has no subject`)
  return { subject, text }
}

/** The subject alone, in which there is never a link or a code. */
export function writeSubject(
  template: Template,
  slots: Readonly<Record<string, string>>,
  language: MailLanguage,
): string {
  const [line = ''] = templates[template][language].split('\n')
  return fill(template, line.replace(/^Subject: /, ''), slots)
}

function fill(template: Template, words: string, slots: Readonly<Record<string, string>>): string {
  return words.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => {
    const value = slots[name]
    if (value === undefined) throw new Error(`the mail ${template} has no value for ${name}`)
    return value
  })
}
