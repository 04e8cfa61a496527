import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'libsql'
import { onTestFinished } from 'vitest'
import { bundleFault } from './mortal.ts'
import type { Register } from './register.ts'
import { startSmtpHost, type Moods } from './smtp-host.ts'

/** Moments at which whoever sends mail is killed. */
export const killedAt = [
  'before anything is claimed',
  'between claim and DATA',
  'after DATA, before the answer',
  'after the answer, before it is written down',
] as const
export type KilledAt = (typeof killedAt)[number]

/** Milliseconds in which an answer on this machine has certainly been read. */
const read = 80

/**
 * An SMTP server, and processes that send the mails of a register's folder to it (test/faults/outbox-worker.ts) and die. One
 * that has to write while the room holds the database waits, so that it dies before that and nowhere else.
 */
export async function openPostRoom({ folder, clock }: Pick<Register, 'folder' | 'clock'>, chance: () => number) {
  let moods: Moods = {}
  const host = await startSmtpHost({
    onRecipient: (address) => moods.onRecipient?.(address),
    onMail: (mail) => moods.onMail?.(mail),
  })
  const database = new Database(join(folder, 'register.db'), { timeout: 5000 })
  onTestFinished(async () => {
    await host.close()
    database.close()
  })
  const program = join(import.meta.dirname, '../../.out', await bundleFault('outbox-worker'))

  /** A process that has everything ready, and sends when it is told to. */
  const begin = async () => {
    const given = [program, folder, String(host.port), String(clock.now)]
    const child = spawn(process.execPath, given, { stdio: ['pipe', 'pipe', 'inherit'] })
    const died = once(child, 'close').then(() => child.signalCode === 'SIGKILL')
    await once(child.stdout, 'data')
    return { send: () => child.stdin.write('\n'), kill: () => void child.kill('SIGKILL'), died }
  }

  /** One process is killed at a moment, where there is one, with the first of its mails or a later one. */
  const dieAt = async (moment: KilledAt): Promise<number> => {
    const one = await begin()
    let left = 1 + Math.floor(chance() * 6)
    const atTheMail = (act: () => void) => () => {
      left -= 1
      if (left === 0) act()
      return undefined
    }
    const holdAndKill = (after: number) => {
      database.exec('BEGIN IMMEDIATE')
      setTimeout(one.kill, after)
      void one.died.then(() => database.exec('ROLLBACK'))
    }
    if (moment === 'before anything is claimed') holdAndKill(chance() * read)
    if (moment === 'between claim and DATA') moods = { onRecipient: atTheMail(one.kill) }
    if (moment === 'after DATA, before the answer') moods = { onMail: atTheMail(one.kill) }
    if (moment === 'after the answer, before it is written down') moods = { onMail: atTheMail(() => holdAndKill(read)) }
    one.send()
    const died = await one.died
    moods = {}
    return died ? 1 : 0
  }

  /** Up to three processes send at once; each is killed, or is done before. Gives back how many were killed. */
  const dieByChance = async (): Promise<number> => {
    const all = await Promise.all(Array.from({ length: 1 + Math.floor(chance() * 3) }, begin))
    for (const { send, kill } of all) {
      send()
      setTimeout(kill, chance() * 2 * read)
    }
    const ends = await Promise.all(all.map(({ died }) => died))
    return ends.filter(Boolean).length
  }

  /** Two processes send all there is, and live. */
  const sendAll = async (): Promise<number> => {
    const all = await Promise.all([begin(), begin()])
    for (const { send } of all) send()
    const ends = await Promise.all(all.map(({ died }) => died))
    return ends.filter(Boolean).length
  }
  return { taken: host.taken, dieAt, dieByChance, sendAll }
}
