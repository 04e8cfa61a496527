import { once } from 'node:events'
import { join } from 'node:path'
import { sendMails } from '../../src/actions/send-mails.ts'
import { embeddedParts, findKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'

// One instance of a register whose mail goes to an SMTP server: it says when it is up, and sends what is due once it is told.
const [folder = '', port = '', at = ''] = process.argv.slice(2)
const settings = readSettings({ DATA_DIR: folder, MAIL_CARRIER: 'smtp', SMTP_URL: `smtp://127.0.0.1:${port}` })
const db = await prepareFolder(settings, join(import.meta.dirname, '../../drizzle'))
const host = {
  later: () => undefined,
  report: (event: unknown) => console.error(JSON.stringify(event)),
  clock: () => Number(at),
}
const parts = await embeddedParts(settings, db, host, (await findKeys(settings)) ?? '')
console.log('up')
await once(process.stdin, 'data')
await sendMails(parts)
process.stdin.destroy()
