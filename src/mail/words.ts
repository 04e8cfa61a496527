import accepted from '../../templates/mail/accepted.en.md'
import change from '../../templates/mail/change.en.md'
import changeAccepted from '../../templates/mail/change-accepted.en.md'
import code from '../../templates/mail/code.en.md'
import declined from '../../templates/mail/declined.en.md'
import mistake from '../../templates/mail/mistake.en.md'
import oneOfTwo from '../../templates/mail/one-of-two.en.md'
import paperCheck from '../../templates/mail/paper-check.en.md'
import proposal from '../../templates/mail/proposal.en.md'
import reassigned from '../../templates/mail/reassigned.en.md'
import resume from '../../templates/mail/resume.en.md'
import returned from '../../templates/mail/returned.en.md'
import secondCheck from '../../templates/mail/second-check.en.md'
import signature from '../../templates/mail/signature.en.md'
import turnedDown from '../../templates/mail/turned-down.en.md'
import undecided from '../../templates/mail/undecided.en.md'
import unfinished from '../../templates/mail/unfinished.en.md'
import waiting from '../../templates/mail/waiting.en.md'
import wrongPerson from '../../templates/mail/wrong-person.en.md'

const templates = {
  accepted,
  change,
  'change-accepted': changeAccepted,
  code,
  declined,
  mistake,
  'one-of-two': oneOfTwo,
  'paper-check': paperCheck,
  proposal,
  reassigned,
  resume,
  returned,
  'second-check': secondCheck,
  signature,
  'turned-down': turnedDown,
  undecided,
  unfinished,
  waiting,
  'wrong-person': wrongPerson,
}

/** The mails the register writes. */
export type Template = keyof typeof templates

/** What fills each of them, beside the register's name, and the link or code that is computed as it leaves. */
type Gaps = {
  accepted: 'name' | 'body' | 'edition' | 'reference' | 'certificate' | 'verify'
  change: 'name' | 'body' | 'asked' | 'until'
  'change-accepted': 'name' | 'body' | 'asked' | 'page'
  code: 'minutes'
  mistake: 'about' | 'page' | 'words' | 'answer'
  declined: 'name' | 'body' | 'asked' | 'by' | 'reason' | 'desk'
  'one-of-two': 'name' | 'body' | 'edition' | 'signed' | 'missing'
  'paper-check': 'name' | 'body' | 'edition' | 'coordinator' | 'desk'
  proposal: 'name' | 'coordinator' | 'desk'
  reassigned: 'name' | 'body' | 'asked' | 'person' | 'next'
  resume: 'name' | 'until'
  returned: 'name' | 'body' | 'asked' | 'reason' | 'until'
  'second-check': 'name' | 'body' | 'asked' | 'coordinator' | 'desk'
  signature: 'name' | 'body' | 'edition' | 'preparer' | 'until'
  'turned-down': 'name' | 'body' | 'asked' | 'reason' | 'contact'
  undecided: 'name' | 'body' | 'asked'
  unfinished: 'name' | 'body' | 'day'
  waiting: 'name' | 'body' | 'asked' | 'desk'
  'wrong-person': 'name' | 'body' | 'asked' | 'person'
}

/** A template with everything that its words need. */
export type Filled = { [Name in Template]: { template: Name; slots: Readonly<Record<Gaps[Name], string>> } }[Template]

/** A mail as it leaves: plain text. */
export type Message = { subject: string; text: string }

/** Whether a stored name is that of a mail we write. */
export function isTemplate(name: string): name is Template {
  return Object.hasOwn(templates, name)
}

/** A mail with its gaps filled. A gap without a value, or a line end in a subject, is a defect. */
export function writeMessage(template: Template, slots: Readonly<Record<string, string>>): Message {
  const filled = templates[template].replaceAll(/\{(\w+)\}/g, (_gap, name: string) => {
    const value = slots[name]
    if (value === undefined) throw new Error(`the mail ${template} has no value for ${name}`)
    return value
  })
  const [, subject = '', text = ''] = /^Subject: (.*)\n\n([^]*)$/.exec(filled) ?? []
  if (subject === '' || text === '') throw new Error(`the mail ${template} has no subject`)
  return { subject, text }
}
