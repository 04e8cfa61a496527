import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { draftMail, renderMail } from '../../src/actions/mails.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { parseInstant } from '../../src/core/day.ts'
import { embeddedParts, filesOf, findKeys } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { openDatabase, write } from '../../src/storage/database.ts'
import { hasDueMails, listSent } from '../../src/storage/read/outbox.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'

const turns = 12
const inTurn = 200

/** Mails a second to a server that takes everything: out of the outbox, and the same mails by the library alone, over so many lines. */
export async function measureOutbox(folder: string): Promise<{ outbox: number; alone: number; together: number }> {
  await (await startEmbeddedHost({ folder })).stop()
  const server = spawn(process.execPath, [join(process.cwd(), 'test/bench/smtp-peer.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(server.stdout, 'data')
  const settings = readSettings({
    DATA_DIR: folder,
    MAIL_CARRIER: 'smtp',
    SMTP_URL: `smtp://127.0.0.1:${String(port).trim()}`,
  })
  const db = await openDatabase({ url: filesOf(settings).database })
  const host = { later: () => undefined, report: () => undefined }
  const parts = await embeddedParts(settings, db, host, (await findKeys(settings)) ?? '')
  const times: { outbox: number; alone: number; together: number }[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const outbox = await drain(parts)
    const sent = await listSent(db, inTurn)
    const messages = await Promise.all(
      sent.map(async (mail) => ({ ...(await renderMail(parts, mail, null)), to: mail.address })),
    )
    const [alone, together] = [await handOver(Number(port), messages, 1), await handOver(Number(port), messages, 5)]
    times.push({ outbox, alone, together })
  }
  server.kill()
  db.$client.close()
  const rateOf = (name: 'outbox' | 'alone' | 'together') => {
    // The first ones warm the engine.
    const taken = times.slice(2).map((one) => one[name])
    return (inTurn * 1000) / (taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN)
  }
  return { outbox: rateOf('outbox'), alone: rateOf('alone'), together: rateOf('together') }
}

async function drain(parts: Parts): Promise<number> {
  const slots = {
    name: 'Ffion Tŷ',
    body: 'Example Vale',
    asked: () => 'sign',
    desk: 'https://register.example.org/desk',
  }
  const drafts = []
  for (let n = 0; n < inTurn; n += 1) {
    drafts.push(await draftMail(parts, { template: 'waiting', address: `n${n}@vale.example`, slots }))
  }
  await write(
    parts.db,
    drafts.map(({ statement }) => statement),
  )
  const begun = performance.now()
  await sendMails(parts)
  const taken = performance.now() - begun
  if (await hasDueMails(parts.db, parseInstant('9999-01-01T00:00:00Z'))) throw new Error('a mail was not taken')
  return taken
}

async function handOver(
  port: number,
  messages: readonly { to: string; subject: string; text: string }[],
  lines: number,
) {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: lines })
  const begun = performance.now()
  await Promise.all(messages.map((message) => transport.sendMail({ from: 'register@example.org', ...message })))
  const taken = performance.now() - begun
  transport.close()
  return taken
}
