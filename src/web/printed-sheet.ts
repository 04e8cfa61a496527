import { printSheet, sheetOf } from '../actions/signing-sheet.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import type { Visit } from './site.ts'

/** The signing sheet of a sign-up as a PDF. */
export async function printed(c: Visit, signUp: StoredSignUp): Promise<Response> {
  const sheet = await sheetOf(c.var.parts, signUp)
  return c.body(await printSheet(c.var.parts, sheet), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="signing-sheet-${sheet.code}.pdf"`,
  })
}
