import { parseFullDay, parseInstant } from '../../src/core/day.ts'
import type { EntryType } from '../../src/core/entry.ts'
import { exampleVale } from '../../src/demonstration.ts'
import { findBody } from '../../src/storage/read/bodies.ts'
import { listRecorded } from '../../src/storage/read/entries.ts'
import { listCoordinators, type Coordinator } from '../../src/storage/read/register.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { browserBefore } from '../support/app.ts'
import type { Sheet } from '../support/client.ts'
import { openRegister, type Finished, type SignUpWords } from '../support/register.ts'
import { tokenFor } from '../support/stage.ts'

export type Town = Awaited<ReturnType<typeof openTown>>

/**
 * A row of the handbook's table: the door of the register at which it comes to pass, what people do, the entries that
 * makes, and where the public reads what.
 */
export type EdgeCase = {
  /** As the handbook calls it. */
  name: string
  /** Method and path, as the application knows them, or a command of the one who runs the register. */
  door: string
  live: (town: Town) => Promise<void>
  writes: readonly EntryType[]
  /** An address, and words that stand there; or, with `not`, words that do not. */
  reads: readonly (readonly [address: string, words: string | RegExp, not?: 'not'])[]
}

/** Kinds of entry that the register makes by itself as it publishes. */
const own: ReadonlySet<EntryType> = new Set(['certificate.issued', 'list.published'])

/** Example Vale on 4 March 2026, with two people at the desk, an edition that ends in June and one that follows it. */
export async function openTown(finished?: Finished) {
  const plan = exampleVale({ succession: parseFullDay('2026-06-01'), transitionEnds: parseFullDay('2026-12-31') })
  const register = await openRegister(plan, finished)
  const { parts, clock } = register
  const coordinators = await listCoordinators(parts.db)
  const [robin, sam] = ['Robin', 'Sam'].map((name) => coordinators.find((one) => one.name.startsWith(name)))
  if (!robin || !sam) throw new Error('two people run the desk of the demonstration')
  /** Somebody who has just come to the desk. */
  const seat = async ({ id }: Coordinator) => {
    const desk = browserBefore(parts)
    desk.sit('desk', await tokenFor(parts, 'coordinator', id), '/desk')
    return desk
  }
  let begun = (await listRecorded(parts.db)).length

  /** Fills in the form of a page that leads to an address, the page's own unless told, and presses its button. */
  const fill = async (by: Coordinator, path: string, answers: Record<string, string | readonly string[]> = {}) => {
    clock.now += 1000
    const desk = await seat(by)
    const page = await desk.open(path)
    const form = page.forms.findLast(({ method }) => method === 'post')
    if (!form) throw new Error(`${path} (${page.status}) has no form: ${page.text.slice(0, 300)}`)
    return assureDone(await desk.press(page, form.button, answers))
  }
  return {
    ...register,
    seat,
    anyone: browserBefore(parts),
    robin,
    sam,
    fill,
    /** What one coordinator decides. */
    act: async (path: string, answers: Record<string, string | readonly string[]>) => fill(robin, path, answers),
    /** What takes two: one proposes, the other agrees. */
    agree: async (path: string, answers: Record<string, string | readonly string[]>) => {
      await fill(robin, path, answers)
      const second = await seat(sam)
      const { links } = await second.open('/desk')
      const proposal = links.find((link) => link.startsWith('/desk/proposals/'))
      if (!proposal) throw new Error('nothing was proposed')
      const page = await second.open(proposal)
      assureDone(await second.press(page, 'Agree, and put it on the register'))
    },
    /** A sign-up all the way to the register; from whom and of what, as the test says. */
    join: async (words: SignUpWords) => {
      clock.now += 60_000
      const id = await register.signUp(words)
      const accepted = await register.accept(id)
      await register.settle()
      return accepted
    },
    /** What the coordinator knows an organisation by. */
    idOf: async (slug: string) => {
      const body = await findBody(parts.db, slug)
      if (!body) throw new Error(`${slug} is not on the register`)
      return body.id
    },
    /** Whoever has been asked to sign first, with their mailbox confirmed. */
    seatSignatory: async (id: Uuid) => {
      const visit = browserBefore(parts)
      visit.sit('signatory', await tokenFor(parts, 'signatory', id, 1), '/sign')
      return visit
    },
    /** What is known of somebody in these words is erased, by the pages of the desk. */
    forget: async (email: string, what: RegExp) => {
      const desk = await seat(robin)
      const find = await desk.open('/desk/people')
      const kept = await desk.press(find, find.forms.at(-1)?.button ?? '', { email })
      const boxes = kept.html.matchAll(/<input[^>]*name="digest"[^>]*value="([^"]*)"[^]*?<label[^>]*>([^]*?)<\/label>/g)
      const digests = [...boxes].flatMap(([, digest = '', words = '']) => (what.test(words) ? [digest] : []))
      const form = kept.forms.find(({ offered }) => offered.has('digest'))
      const check = await desk.press(kept, form?.button ?? '', { digest: digests, ground: 'objection' })
      const last = check.forms.find(({ action }) => action.endsWith('/erasure'))
      assureDone(await desk.press(check, last?.button ?? ''))
    },
    /** The clock goes forward to a day. */
    moveTo: (day: string) => {
      clock.now = Date.parse(parseInstant(`${day}T10:15:00Z`))
    },
    /** What was before is not the case itself. */
    from: async () => {
      begun = (await listRecorded(parts.db)).length
    },
    /** The types of the entries that the case has made. */
    written: async () => {
      const types = (await listRecorded(parts.db)).slice(begun).map(({ entry }) => entry.type)
      return types.filter((type) => !own.has(type))
    },
  }
}

/** A day in the three fields of a form. */
export function typedDay(name: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

function assureDone(page: Sheet): Sheet {
  if (page.status === 200 && page.mistakes.size === 0) return page
  throw new Error(
    `${page.address.pathname} (${page.status}): ${[...page.mistakes].join('; ') || page.text.slice(0, 300)}`,
  )
}
