import * as v from 'valibot'
import { FullDay, formatDayWords } from './day.ts'
import { prose } from './desk-act.ts'
import { uuid } from './entry-fields.ts'
import type { MailLanguage } from './mail-language.ts'

/** What a body asks for about a signing of its own: to withdraw from a day on, or to stand by it under a new person in office. */
export type AskedChange = v.InferOutput<typeof AskedChange>
export const AskedChange = v.variant('purpose', [
  v.strictObject({ purpose: v.literal('withdraw'), signing: uuid, on: FullDay, reason: v.exactOptional(prose) }),
  v.strictObject({ purpose: v.literal('reaffirm'), signing: uuid, on: FullDay }),
])

/** The same asked for from another day on, and for another reason or none; only who withdraws says why. */
export function askOtherwise(change: AskedChange, on: FullDay, reason: string | undefined): AskedChange {
  const { signing, purpose } = change
  if (purpose === 'reaffirm') return { purpose, signing, on }
  return { purpose, signing, on, ...(reason !== undefined && { reason }) }
}

/** What a body asks to do, in words: `sign the Shropshire Compact 2014`, or what is to become of its signing. */
export function sayAct(edition: string, change?: AskedChange): string {
  if (!change) return `sign the ${edition}`
  const day = formatDayWords(change.on)
  return change.purpose === 'withdraw'
    ? `withdraw from the ${edition} with effect from ${day}`
    : `re-affirm its signing of the ${edition} as of ${day}`
}

/** The same as mails say it, in their language. */
export function sayAsked(edition: string, change: AskedChange | undefined, language: MailLanguage): string {
  if (language === 'en') return sayAct(edition, change)
  if (!change) return `llofnodi’r ${edition}`
  const day = formatDayWords(change.on, language)
  return change.purpose === 'withdraw'
    ? `tynnu’n ôl o’r ${edition}, yn effeithiol o ${day}`
    : `ailgadarnhau ei lofnod i’r ${edition}, o ${day}`
}
