import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildParts } from '../../src/parts.ts'
import { readSettings } from '../../src/env.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { listSignatories } from '../../src/storage/read/signatories.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { checkRegister } from '../support/check-register.ts'
import { acceptByApi, Program, signByApi, untilPublished } from '../support/api-client.ts'
import { findFreePort } from '../support/edge-host.ts'
import { startEmbeddedHost, type EmbeddedHost } from '../support/embedded-host.ts'
import { makeCast, until } from '../support/walk-pages.ts'

const kills = 50
const signings = 200

/** Two people work at once; the host dies under them, again and again, at moments that nobody chose. */
it(
  'a host killed at 50 random moments of 200 signings leaves none half-written, and every answered one is there',
  { timeout: 600_000 },
  async () => {
    const port = await findFreePort()
    let host: EmbeddedHost = await startEmbeddedHost({ port })
    const { folder, url } = host
    const answered = new Map<string, string>()
    const deaths: number[] = []

    const work = async () => {
      while (answered.size < signings || deaths.length < kills) {
        const cast = makeCast()
        const program = await patiently(() => Program.of(url))
        const id = await signByApi(program, cast).catch(() => undefined)
        // Dead before the signature was answered: another body signs.
        if (!id) continue
        // Dead while accepting: the coordinator presses again, until there is an answer.
        const { reference } = await patiently(() => acceptByApi(program, id))
        answered.set(reference, cast.body)
      }
    }
    const reaper = async () => {
      while (deaths.length < kills) {
        await pause(100 + Math.random() * 900)
        await host.kill()
        deaths.push(Date.now())
        host = await startEmbeddedHost({ port, folder })
      }
    }
    await Promise.all([work(), work(), reaper()])

    await untilPublished(url)
    expect(await host.stop()).toBe(0)

    const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
    const parts = await buildParts({
      db,
      settings: readSettings({ ORIGIN: url }),
      keys: readFileSync(join(folder, 'keys.json'), 'utf8'),
      marks: (name) => markInFile(join(folder, name)),
      later: () => undefined,
      report: () => undefined,
    })
    await checkRegister(parts)
    const lines = await listSignatories(db, {}, parseFullDay('2099-01-01'))
    const listed = new Map(lines.map(({ reference, body }) => [reference, body.name]))
    for (const [reference, body] of answered) expect(listed.get(reference)).toBe(body)
    // Kept without an answer may happen only to what was never asked again: an acceptance is, until it is answered.
    expect(listed.size).toBe(answered.size)
    db.$client.close()
  },
)

async function patiently<Done>(act: () => Promise<Done>): Promise<Done> {
  return until('a host that answers', () => act().catch(() => undefined))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
