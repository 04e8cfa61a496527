import type { DeskActName } from '../core/desk-act.ts'
import { kinds, kindWords } from '../core/body-kind.ts'
import { endings, errors, relations, reviewOutcomes } from '../core/desk-act.ts'

/** What one field of an act's form asks. A day may be known to the month or the year alone; a full day may not. */
export type ActField = {
  name: string
  label: string
  hint?: string
  kind: 'line' | 'block' | 'text' | 'day' | 'full-day' | 'choice' | 'numbers' | 'successors'
  options?: readonly { value: string; words: string }[]
}

/** The form of an act: what it is called, what has to be known before, what it asks. */
export type ActForm = { title: string; lead: string; button: string; fields: readonly ActField[] }

const endingWords = {
  abolished: 'It was abolished',
  merged: 'It was merged',
  split: 'It was split',
  'wound-up': 'It was wound up',
} as const satisfies Record<(typeof endings)[number], string>

/** How one body comes after another, as the desk asks it. */
export const relationWords = {
  successor: 'It is the successor',
  'functions-to': 'Functions passed to it',
  'continued-by': 'A document says that it continues the agreement',
} as const satisfies Record<(typeof relations)[number], string>

const errorWords = {
  'in-error': 'It was entered in error',
  forged: 'It was forged',
  'without-consent': 'It was made without consent',
} as const satisfies Record<(typeof errors)[number], string>

const outcomeWords = {
  'no-change': 'Nothing changes',
  correction: 'A slip in the text is put right',
  'new-edition': 'A new edition is written',
} as const satisfies Record<(typeof reviewOutcomes)[number], string>

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, one]) => ({ value, words: one }))

const reason = { name: 'reason', label: 'Why?', hint: 'This is published in the log', kind: 'block' } as const
const account = {
  name: 'evidence',
  label: 'How do you know?',
  hint: 'Who said so, when, and how you checked. This is kept, but not published',
  kind: 'block',
} as const
const panel: readonly ActField[] = [
  { name: 'decidedOn', label: 'When did the panel decide?', kind: 'full-day' },
  { name: 'noticeOn', label: 'When was the organisation told?', kind: 'full-day' },
  { ...reason, label: 'What did the panel find?' },
  {
    name: 'reply',
    label: 'What does the organisation reply? (optional)',
    hint: 'This is published beside the decision',
    kind: 'block',
  },
]
const second = 'A second coordinator, who works for another organisation than you, has to agree.'

/** The forms of the desk, by the acts they lead to. */
export const actForms: Readonly<Record<DeskActName, ActForm>> = {
  'rename-body': {
    title: 'Give a new name',
    lead: 'It stays the same organisation: its signings and its former names stay with it.',
    button: 'Record the new name',
    fields: [
      { name: 'name', label: 'New name', hint: 'As it should stand on certificates', kind: 'line' },
      { name: 'welsh', label: 'New name in Welsh (optional)', kind: 'line' },
      {
        name: 'from',
        label: 'From which day?',
        hint: 'Leave out the day, or day and month, if you do not know',
        kind: 'day',
      },
    ],
  },
  'correct-body': {
    title: 'Put details right',
    lead: 'Leave empty what stays as it is. What was there before stays in the log.',
    button: 'Record the correction',
    fields: [
      { name: 'website', label: 'Website (optional)', kind: 'line' },
      { name: 'area', label: 'Area served (optional)', kind: 'line' },
      {
        name: 'kind',
        label: 'Kind of organisation (optional)',
        kind: 'choice',
        options: kinds.map((kind) => ({ value: kind, words: kindWords[kind] })),
      },
      {
        name: 'adds',
        label: 'New numbers (optional)',
        hint: 'For example, GB-CHC-1173575. Commas between several',
        kind: 'numbers',
      },
      { name: 'ends', label: 'Numbers that no longer hold (optional)', kind: 'numbers' },
      { name: 'on', label: 'Since when?', kind: 'day' },
    ],
  },
  'announce-end': {
    title: 'Announce an end',
    lead: 'The organisation may still sign. Its page says when it is expected to end.',
    button: 'Record the announcement',
    fields: [
      { name: 'on', label: 'When is it expected to end?', kind: 'day' },
      { name: 'reason', label: 'What will happen?', kind: 'choice', options: optionsOf(endingWords) },
    ],
  },
  'end-body': {
    title: 'Record an end',
    lead: 'Its signings end with it. Nothing is carried over: whoever comes after it signs for itself.',
    button: 'Record the end',
    fields: [
      { name: 'on', label: 'What was its last day?', kind: 'day' },
      {
        name: 'reason',
        label: 'What happened?',
        kind: 'choice',
        options: [...optionsOf(endingWords), { value: 'registered-twice', words: 'It is on the register twice' }],
      },
      { name: 'successors', label: 'What came after it', kind: 'successors' },
      { name: 'source', label: 'Where does it say so? (optional)', hint: 'This is published', kind: 'block' },
    ],
  },
  'reorganise-bodies': {
    title: 'How it began',
    lead: 'Leave this empty if you do not know. Signings of those before are never carried over.',
    button: 'Add to the register',
    fields: [
      {
        name: 'on',
        label: 'When did it begin? (optional)',
        hint: 'For example, 1 4 2021, or the year alone',
        kind: 'day',
      },
      { name: 'from', label: 'What was it made from? (optional)', kind: 'successors' },
      {
        name: 'ends',
        label: 'Did these end the day before? (optional)',
        hint: 'Choose nothing if they go on, or if the register says already that they ended',
        kind: 'choice',
        options: [
          { value: 'merged', words: 'Yes: they merged into it' },
          { value: 'split', words: 'Yes: they were split' },
          { value: 'abolished', words: 'Yes: they were abolished' },
          { value: 'wound-up', words: 'Yes: they were wound up' },
        ],
      },
      { name: 'source', label: 'Where does it say so? (optional)', hint: 'This is published', kind: 'block' },
    ],
  },
  'withdraw-signing': {
    title: 'Record a withdrawal',
    lead: 'Only the organisation itself withdraws. Its certificate stays true: it did sign.',
    button: 'Record the withdrawal',
    fields: [
      { name: 'on', label: 'From which day?', hint: 'This may lie ahead', kind: 'full-day' },
      account,
      { ...reason, label: 'Why? (optional)' },
    ],
  },
  'reaffirm-signing': {
    title: 'Record a re-affirmation',
    lead: 'A successor in office stands by the signature. The day of signing stays.',
    button: 'Record the re-affirmation',
    fields: [
      { name: 'on', label: 'On which day?', kind: 'full-day' },
      { name: 'role', label: 'In which role?', hint: 'This is published', kind: 'line' },
      account,
    ],
  },
  'correct-signing': {
    title: 'Put a signing right',
    lead: 'For what was mis-typed. Leave empty what stays as it is. What was there before stays in the log.',
    button: 'Record the correction',
    fields: [
      {
        name: 'signature',
        label: 'Which signature?',
        kind: 'choice',
        options: [
          { value: '1', words: 'The first' },
          { value: '2', words: 'The second' },
        ],
      },
      { name: 'role', label: 'Role (optional)', kind: 'line' },
      { name: 'minute', label: 'Minute reference (optional)', kind: 'line' },
      { name: 'decidedOn', label: 'Day of the decision (optional)', kind: 'day' },
      { ...reason, label: 'What was wrong?' },
    ],
  },
  'suspend-signing': {
    title: 'Suspend a signing',
    lead: `After a panel upheld a dispute, and the organisation has been told. ${second}`,
    button: 'Propose to suspend',
    fields: [
      ...panel,
      { name: 'from', label: 'From which day?', kind: 'full-day' },
      { name: 'reviewBy', label: 'When is it looked at again?', hint: 'Within a year', kind: 'full-day' },
    ],
  },
  'continue-suspension': {
    title: 'Say that a suspension goes on',
    lead: `After a panel looked at it again, and the organisation has been told. ${second}`,
    button: 'Propose to go on',
    fields: [
      ...panel,
      { name: 'reviewBy', label: 'When is it looked at again?', hint: 'Within a year', kind: 'full-day' },
    ],
  },
  'reinstate-signing': {
    title: 'Reinstate a signing',
    lead: `Both days stay visible. ${second}`,
    button: 'Propose to reinstate',
    fields: [{ name: 'from', label: 'From which day?', kind: 'full-day' }, reason],
  },
  'remove-signing': {
    title: 'Remove a signing',
    lead: `Very rare: a panel decided it, and the organisation has been told. ${second}`,
    button: 'Propose to remove',
    fields: [...panel, { name: 'on', label: 'From which day?', kind: 'full-day' }],
  },
  'void-signing': {
    title: 'Say that a signing was entered in error',
    lead: `For a signing that should never have been recorded. Its certificate is no longer valid. ${second}`,
    button: 'Propose to void',
    fields: [
      { name: 'reason', label: 'What was wrong?', kind: 'choice', options: optionsOf(errorWords) },
      { ...account, label: 'What happened?' },
    ],
  },
  'extend-edition': {
    title: 'Move a day of an edition',
    lead: 'Only a day that has not passed, and only to a later one. Leave empty what stays as it is.',
    button: 'Record the new day',
    fields: [
      { name: 'transitionEnds', label: 'The transition ends on (optional)', kind: 'full-day' },
      { name: 'termEnds', label: 'The edition ends on (optional)', kind: 'full-day' },
      reason,
    ],
  },
  'conclude-review': {
    title: 'Conclude a review',
    lead: 'It is off the desk until the next one. What changes is recorded by itself: a correction, or a new edition.',
    button: 'Record the review',
    fields: [
      { name: 'on', label: 'When was it concluded?', kind: 'full-day' },
      { name: 'outcome', label: 'What comes of it?', kind: 'choice', options: optionsOf(outcomeWords) },
      { ...reason, label: 'What was found?' },
      { name: 'nextBy', label: 'By when is the next review? (optional)', kind: 'full-day' },
    ],
  },
  'correct-edition': {
    title: 'Correct a slip in the text',
    lead: `Only slips of the pen: what changes the meaning needs a new edition. The text of before stays where it is, and whoever signed it signed that. ${second}`,
    button: 'Propose the correction',
    fields: [
      { name: 'language', label: 'Language', hint: 'As in the address of the text, like en', kind: 'line' },
      { name: 'text', label: 'The whole text, put right', kind: 'text' },
      { ...reason, label: 'What was wrong?' },
    ],
  },
}

/** How many organisations the form has room for that come after one; a program may name more. */
export const successorRows = 4
