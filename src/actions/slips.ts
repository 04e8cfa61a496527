import { formatDayWords } from '../core/day.ts'
import type { Said } from '../core/mail-language.ts'
import { formatSlip, formatSlipCode, type Slip, type SlipWay } from '../core/slip.ts'
import { missingSignatures } from '../core/sign-up.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Block } from '../certificate/make-document.ts'
import { formatSlipDigits } from '../keys/token.ts'
import { write } from '../storage/database.ts'
import { isUnmailed, markMailed } from '../storage/write/events.ts'
import { isToBeSent } from '../storage/write/access.ts'
import { draftMail } from './mails.ts'
import { now, type Parts } from './parts.ts'
import { requireOpen } from './plan-event.ts'
import { printDocument } from './print-document.ts'
import { blocksOfSheet, sheetOf } from './signing-sheet.ts'
import { tellEvent, type Attendee } from './tell-event.ts'

/** The digits by which whoever holds a slip signs. */
export async function codeOf({ keys }: Pick<Parts, 'keys'>, way: SlipWay, slip: Slip): Promise<string> {
  return formatSlipDigits(keys.tokens, way, formatSlip(slip))
}

/** The slips of a sign-up for those who have still to sign. */
export function slipsOf({ attendance, signUp }: Attendee): readonly Slip[] {
  if (!signUp.sentAt || signUp.outcome) return []
  const missing = new Set(missingSignatures(signUp).map(({ signatory }) => signatory))
  const { event, issue } = attendance
  return signUp.draft.signatories.flatMap(({ address, wrongPerson }, n) =>
    missing.has(n + 1) && !wrongPerson ? [{ event, signUp: signUp.id, signatory: n + 1, address, issue }] : [],
  )
}

/** So many slips fit on a page and are cut apart. */
const onPage = 4

/** The slips of everybody who has still to sign, to be handed over at the door to whom they name. */
export async function printSlips(parts: Parts, id: Uuid): Promise<Uint8Array<ArrayBuffer>> {
  const { event, edition, attendees } = await requireOpen(parts, id)
  const all = attendees.flatMap((attendee) => slipsOf(attendee).map((slip) => ({ ...attendee, slip })))
  const blocks = await Promise.all(
    all.map(async ({ body, signUp, slip }, n): Promise<readonly Block[]> => {
      const who = signUp.draft.signatories[slip.signatory - 1]
      const code = formatSlipCode(await codeOf(parts, 'handed', slip))
      return [
        ...(n > 0 && n % onPage === 0 ? [{ kind: 'break' } as const] : []),
        { kind: 'small', text: `${event.name}, ${formatDayWords(event.onDay)}` },
        { kind: 'heading', text: body },
        { kind: 'text', text: `${who?.name}, ${who?.role}` },
        { kind: 'title', text: code },
        { kind: 'text', text: `Type this code on the device in the room to read and sign the ${edition}.` },
        {
          kind: 'small',
          text: 'It is yours alone, and works on this day only. Hand over to nobody but the person named.',
        },
      ]
    }),
  )
  return printDocument(parts, `Slips: ${event.name}`, [{ kind: 'title', text: event.name }, ...blocks.flat()])
}

/** The signing sheets of all who have not signed, each on pages of its own: for whoever would rather sign by hand. */
export async function printSheets(parts: Parts, id: Uuid): Promise<Uint8Array<ArrayBuffer>> {
  const { event, attendees } = await tellEvent(parts, id)
  const open = attendees.filter(({ attended }) => attended !== 'signed')
  const sheets = await Promise.all(open.map(({ signUp }) => sheetOf(parts, signUp)))
  const blocks = sheets.flatMap((sheet, n): Block[] => [
    ...(n > 0 ? [{ kind: 'break' } as const] : []),
    ...blocksOfSheet(sheet),
  ])
  const none: Block[] = [
    { kind: 'title', text: event.name },
    { kind: 'text', text: 'Everybody has signed.' },
  ]
  return printDocument(parts, `Signing sheets: ${event.name}`, blocks.length > 0 ? blocks : none)
}

/** Mails their codes to all who have still to sign and have not got them. Once more, it mails nobody twice. */
export async function mailSlips(parts: Parts, id: Uuid): Promise<number> {
  const { event, edition, attendees } = await requireOpen(parts, id)
  const waiting = attendees.filter(({ attendance }) => attendance.mailedAt === null)
  let mailed = 0
  for (const attendee of waiting) {
    const slips = slipsOf(attendee)
    let allowed = isUnmailed(attendee.attendance)
    const statements = []
    for (const [n, slip] of slips.entries()) {
      const name = attendee.signUp.draft.signatories[slip.signatory - 1]?.name ?? ''
      const day: Said = (language) => formatDayWords(event.onDay, language)
      const slots = { name, event: event.name, day, body: attendee.body, edition, slip: formatSlip(slip) }
      const { language } = attendee.signUp.draft
      const mail = await draftMail(parts, { template: 'slip', address: slip.address, slots, language }, allowed)
      // The first one is written where they have not been mailed, and all that follows only where it was.
      if (n === 0) allowed = isToBeSent(mail.id)
      statements.push(mail.statement)
    }
    if (statements.length === 0) continue
    const done = await write(parts.db, [...statements, markMailed(parts.db, attendee.attendance, now(parts), allowed)])
    mailed += done.at(-1)?.rowsAffected ?? 0
  }
  return mailed
}
