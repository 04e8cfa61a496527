import type { LeftOut, Progress } from '../core/campaign.ts'
import type { Errand } from '../core/errand.ts'
import type { Colour } from './parts/tag.tsx'

/** What the desk does next about an organisation. */
export const errandWords = {
  'check-body': 'Check whether it still exists, and whom to write to',
  'repair-contact': 'Put the contact right',
  'send-wave': 'Send the wave',
  call: 'Call them',
  'check-sign-up': 'Check the sign-up',
  wait: 'Wait',
  nothing: 'Nothing',
} as const satisfies Record<Errand, string>

/** Why an organisation is left out. */
export const leftOutWords = {
  ended: 'It has ended',
  suspended: 'Its signing is suspended',
  'not-theirs': 'The new edition is not for it to sign',
  'by-hand': 'Left out by the desk',
} as const satisfies Record<LeftOut, string>

/** How where an invitation stands is told apart at a glance; the words say it too. */
export const progressColours = {
  'left-out': 'grey',
  'not-sent': 'grey',
  sent: 'grey',
  delivered: 'grey',
  bounced: 'red',
  'no-reply': 'yellow',
  declined: 'grey',
  started: 'blue',
  'at-board': 'blue',
  'one-of-two': 'blue',
  'awaiting-check': 'yellow',
  signed: 'green',
} as const satisfies Record<Progress, Colour>
