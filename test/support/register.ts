import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InArgs, InStatement } from '@libsql/client'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { onTestFinished } from 'vitest'
import { acceptSignUp, type Accepted } from '../../src/actions/accept-sign-up.ts'
import { confirmSignatory, mailSignatoryCode } from '../../src/actions/confirm-signatory.ts'
import { fillInSignUp, type Answers } from '../../src/actions/fill-in-sign-up.ts'
import { openLink } from '../../src/actions/links.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { draftOpening, openRegister as open, type OpeningPlan } from '../../src/actions/open-register.ts'
import type { Event, Parts } from '../../src/actions/parts.ts'
import { publish } from '../../src/actions/publish.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { requireSession } from '../../src/actions/sessions.ts'
import { listRequests, signEdition } from '../../src/actions/sign-edition.ts'
import { startSignUp } from '../../src/actions/start-sign-up.ts'
import { parseInstant } from '../../src/core/day.ts'
import type { Level } from '../../src/core/level.ts'
import type { NewBody, Signatory } from '../../src/core/sign-up.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { demonstration } from '../../src/demonstration.ts'
import { readSettings, type Variables } from '../../src/env.ts'
import { formatStoredKeys } from '../../src/keys/key-ring.ts'
import { makeKeys } from '../../src/keys/make-keys.ts'
import { buildParts } from '../../src/parts.ts'
import type { Session } from '../../src/storage/read/access.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { findCoordinator, listCoordinators, type Coordinator } from '../../src/storage/read/register.ts'
import { seededChance } from './chance.ts'
import { checkRegister } from './check-register.ts'

/** What may go wrong with a write; either way the caller learns only that it went dead. */
export const faults = ['failed and was not kept', 'failed but was kept'] as const
export type Fault = (typeof faults)[number]

/** The day the register of a test opens: a Wednesday in winter, when London's clock is UTC. */
const openingMoment = Date.parse(parseInstant('2026-03-04T10:15:00Z'))
const address = 'http://localhost:8787'

/** What a test says of a sign-up; everything else is as it mostly is. */
export type SignUpWords = {
  body?: Partial<NewBody> | { registered: Uuid }
  editions?: readonly Uuid[]
  signatories?: readonly Partial<Signatory>[]
  /** The language that everything is read in. */
  language?: string
  members?: NonNullable<Answers['members']>
}

export type Register = Awaited<ReturnType<typeof openRegister>>

// Keys take longer to make than a test takes to run.
let made: ReturnType<typeof makeKeys> | undefined
const custody = { origin: 'localhost:8787/log', address, custodian: demonstration.custodian, demonstration: true }
const makeOnce = async () => (made ??= makeKeys(custody, openingMoment, seededChance('keys')))
export async function testKeys(): Promise<string> {
  return formatStoredKeys((await makeOnce()).stored)
}
/** The private key of the seal's root, which a real register keeps elsewhere. */
export async function testRootKey(): Promise<string> {
  return (await makeOnce()).rootKey
}

/** An open register on a fresh database file: the real engine and tables, a clock to move, chance to repeat. */
export async function openRegister(
  plan: OpeningPlan = demonstration,
  finished: Finished = onTestFinished,
  variables: Variables = {},
) {
  const register = await prepareRegister(finished, variables)
  const deskLink = await open(register.parts, draftOpening(register.parts, plan))
  const editions = (await listEditions(register.parts.db)).map(({ id }) => id)
  return { ...register, ...journeys(register.parts, editions), deskLink, editions }
}

/** What is done when the register is no longer wanted: at the end of the test, unless several tests share it. */
export type Finished = (tidy: () => void) => void

/** The same before it is opened. */
export async function prepareRegister(finished: Finished = onTestFinished, variables: Variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'register-'))
  finished(() => rmSync(folder, { recursive: true, force: true }))
  const clock = { now: openingMoment }
  const events: Event[] = []
  const working: Promise<unknown>[] = []
  const mark = breakable(markInFile(join(folder, 'mark')).advance)

  /** One more instance of the same register, with a connection of its own. */
  const instance = async (seed: string, file = 'register.db') => {
    const db = await openDatabase({ url: `file:${join(folder, file)}` })
    finished(() => db.$client.close())
    const parts = await buildParts({
      db,
      settings: readSettings({ ORIGIN: address, MAILS_PER_DAY: '1000', ...variables }),
      keys: await testKeys(),
      marks: (name) =>
        name === 'mark'
          ? { read: markInFile(join(folder, name)).read, advance: mark.call }
          : markInFile(join(folder, name)),
      later: (work) => working.push(work.catch(() => undefined)),
      report: (event) => events.push(event),
    })
    return { ...parts, clock: () => clock.now, chance: seededChance(seed) } satisfies Parts
  }
  const parts = await instance('register')
  await migrate(parts.db, { migrationsFolder: join(import.meta.dirname, '../../drizzle') })

  const { $client: client } = parts.db
  const batch = breakable(client.batch.bind(client), (_statements, mode) => mode === 'write')
  client.batch = batch.call
  // A statement that is written alone is no batch.
  const execute = client.execute.bind(client)
  client.execute = async (asked: InStatement | string, args?: InArgs) => {
    const alone = typeof asked === 'string' ? { sql: asked, args: args ?? [] } : asked
    if (!/^\s*(INSERT|UPDATE|DELETE)\b/i.test(alone.sql)) return execute(alone)
    const [done] = await batch.call([alone], 'write')
    if (!done) throw new Error('a statement gave nothing back')
    return done
  }

  return {
    parts,
    folder,
    clock,
    events,
    instance,
    /** So many instances of the same register. */
    instances: async (count: number) => Promise.all(Array.from({ length: count }, (_, n) => instance(`instance ${n}`))),
    /** Waits for what was left to go on after an answer. */
    settle: async () => {
      while (working.length > 0) await working.pop()
    },
    /** The next write of the first instance, or a later one, goes dead: before it did anything, or after it did. */
    breakNextWrite: (fault: Fault, skipped = 0) => batch.breakNext(fault, skipped),
    breakNextMark: (fault: Fault, skipped = 0) => mark.breakNext(fault, skipped),
    /** Whether every fault that was ordered has happened. */
    isWhole: () => !batch.isArmed() && !mark.isArmed(),
    check: async () => {
      while (working.length > 0) await working.pop()
      await checkRegister(parts)
    },
  }
}

/** The steps of a signing as the doors take them. */
function journeys(parts: Parts, editions: readonly Uuid[]) {
  let latest: Uuid | undefined
  const start = async () => {
    const preparer = { name: 'Mina Preparer', address: 'mina@vale.example' }
    const begun = await startSignUp(parts, preparer)
    latest = begun.id
    return begun
  }
  const answers = ({ body, editions: chosen, signatories, language = 'en', members }: SignUpWords = {}): Answers => ({
    ...(members && { members }),
    body: body && 'registered' in body ? body : { ...aBody, ...body },
    editions: (chosen ?? editions.slice(0, 1)).map((edition) => ({ edition, language })),
    signatories: (signatories ?? [{}]).map((words, n) => ({
      ...aSignatory,
      ...words,
      ...(n > 0 && second(words)),
    })),
  })
  const mailbox = async (to: string) => (await readMailbox(parts)).filter((mail) => mail.address === to)
  /** The invitation as the signatory finds it in their mailbox. */
  const invite = async (to: string) => {
    const text = (await mailbox(to)).find((mail) => mail.text.includes('/sign/links/'))?.text ?? ''
    const { token } = await openLink(parts, /\/sign\/links\/(\S+)/.exec(text)?.[1] ?? '', 'signature')
    return requireSession(parts, token, 'invited')
  }
  const readCode = async (to: string) => {
    const text = (await mailbox(to)).find((mail) => mail.text.startsWith('Your code is'))?.text ?? ''
    return /\d{6}/.exec(text)?.[0] ?? ''
  }
  const confirmWith = async (invited: Session, typed: string) => {
    const { token } = await confirmSignatory(parts, invited, typed)
    return requireSession(parts, token, 'signatory')
  }
  /** A signatory with their mailbox confirmed. */
  const confirm = async (to: string) => {
    const invited = await invite(to)
    await mailSignatoryCode(parts, invited)
    return confirmWith(invited, await readCode(to))
  }
  const sign = async (to: string) => {
    const session = await confirm(to)
    const { requests } = await listRequests(parts, session)
    for (const { edition, signatory, statement } of requests) {
      await signEdition(parts, session, edition.id, { ...press, name: signatory.name, role: signatory.role, statement })
    }
  }
  const coordinator = async (): Promise<Coordinator> => {
    const [first] = await listCoordinators(parts.db)
    if (!first) throw new Error('nobody runs the desk')
    return (await findCoordinator(parts.db, first.id)) ?? first
  }
  return {
    start,
    answers,
    mailbox,
    invite,
    readCode,
    confirm,
    confirmWith,
    sign,
    coordinator,
    /** A sign-up as far as the desk: started, filled in, sent, and signed by everybody it names. */
    signUp: async (words: SignUpWords = {}): Promise<Uuid> => {
      const { id } = await start()
      const given = answers(words)
      await fillInSignUp(parts, id, given)
      await sendSignUp(parts, id)
      for (const { address: to } of given.signatories ?? []) await sign(to)
      return id
    },
    /** The desk accepts a sign-up, the latest one unless told. */
    accept: async (
      id: Uuid | undefined = latest,
      by?: Coordinator,
      levels: readonly Level[] = ['phone-back'],
    ): Promise<Accepted> => {
      if (!id) throw new Error('nothing to accept')
      return acceptSignUp(parts, id, levels, by ?? (await coordinator()))
    },
    publish: () => publish(parts),
  }
}

/** What a signatory ticks; the name, role and statement are theirs. */
export const press = {
  authorised: true,
  read: true,
  client: { address: '192.0.2.7', agent: 'Test/1' },
} as const

const aBody: NewBody = {
  name: 'Example Vale Parish Council',
  sector: 'public-sector',
  kind: 'town-or-parish-council',
  identifiers: [],
}

const aSignatory: Signatory = {
  name: 'Ffion Tŷ',
  role: 'Clerk',
  address: 'ffion@vale.example',
  mandate: 'office',
  nameShown: true,
}

function second({ address: to = 'second@vale.example', name = 'Sean Second' }: Partial<Signatory>) {
  return { address: to, name }
}

/** A function whose next call, or one after some more, goes dead: before it did anything, or after it did. */
function breakable<Args extends unknown[], Answer>(
  act: (...args: Args) => Promise<Answer>,
  counts: (...args: Args) => boolean = () => true,
) {
  let armed: { fault: Fault; skipped: number } | undefined
  const call = async (...args: Args): Promise<Answer> => {
    if (!armed || !counts(...args)) return act(...args)
    if (armed.skipped > 0) {
      armed.skipped -= 1
      return act(...args)
    }
    const { fault } = armed
    armed = undefined
    if (fault === 'failed but was kept') await act(...args)
    throw new Error('went dead')
  }
  return {
    call,
    breakNext: (fault: Fault, skipped: number) => {
      armed = { fault, skipped }
    },
    isArmed: () => armed !== undefined,
  }
}
