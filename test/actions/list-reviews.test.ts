import { describe, expect, it } from 'vitest'
import { listReviews } from '../../src/actions/list-reviews.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { approveProposal, performAct } from '../../src/actions/perform-act.ts'
import { addDays, londonDay, parseFullDay, type FullDay } from '../../src/core/day.ts'
import type { DeskAct, DeskActOf } from '../../src/core/desk-act.ts'
import { demonstration } from '../../src/demonstration.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { findSigning } from '../../src/storage/read/signings.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { listStood } from '../../src/storage/read/standings.ts'
import { openRegister } from '../support/register.ts'

const day = 86_400_000

/** A demonstration whose first edition is to be reviewed by a day. */
const toBeReviewed = (reviewBy: FullDay) => ({
  ...demonstration,
  instruments: demonstration.instruments.map((one, n) =>
    n === 0 ? { ...one, editions: one.editions.map((edition) => ({ ...edition, reviewBy })) } : one,
  ),
})

describe('the review of an edition', () => {
  const prepare = async () => {
    const register = await openRegister(toBeReviewed(parseFullDay('2026-03-10')))
    const { parts } = register
    const [edition = ''] = register.editions
    const by = await register.coordinator()
    const today = londonDay(now(parts))
    const conclude = async (words: Partial<DeskActOf<'conclude-review'>> = {}) => {
      const [{ id } = { id: stamp(parts).id() }] = await listEditions(parts.db)
      const said = { on: today, outcome: 'no-change', reason: 'The forums would not change a word.' } as const
      return performAct(parts, { act: 'conclude-review', edition: id, ...said, ...words }, by, stamp(parts).id())
    }
    return { ...register, edition, today, conclude }
  }

  it('is off the desk once it is concluded, until a month before the next one', async () => {
    const { parts, clock, today, conclude, check } = await prepare()
    expect(await listReviews(parts)).toHaveLength(1)
    await conclude({ nextBy: addDays(today, 365) })
    expect(await listReviews(parts)).toEqual([])
    clock.now += 335 * day
    expect((await listReviews(parts)).map(({ by }) => by)).toEqual([addDays(today, 365)])
    await check()
  })

  it('comes again on no day where nobody has said on which', async () => {
    const { parts, clock, conclude, check } = await prepare()
    await conclude()
    clock.now += 3000 * day
    expect(await listReviews(parts)).toEqual([])
    await check()
  })

  it('is not concluded ahead, before the edition was in force, or with the next one behind', async () => {
    const { parts, today, conclude } = await prepare()
    await expect(conclude({ on: addDays(today, 1) })).rejects.toMatchObject({ field: 'on' })
    await expect(conclude({ on: parseFullDay('2013-12-31') })).rejects.toMatchObject({ field: 'on' })
    await expect(conclude({ nextBy: today })).rejects.toMatchObject({ field: 'nextBy' })
    expect(await listReviews(parts)).toHaveLength(1)
  })
})

describe('the review of a suspension', () => {
  const prepare = async () => {
    const register = await openRegister()
    const { parts, clock } = register
    await register.signUp()
    await register.accept()
    const signing = await findSigning(parts.db, 'EX-1')
    const [first, second] = await listCoordinators(parts.db)
    if (!signing || !first || !second) throw new Error('something was signed, and two people run the desk')
    const agree = async (act: DeskAct) => {
      const id = stamp(parts).id()
      await performAct(parts, act, first, id)
      return approveProposal(parts, id, second)
    }
    const from = londonDay(now(parts))
    const told = addDays(from, -60)
    const panel = { decidedOn: told, noticeOn: told, reason: 'No reply to three letters.' }
    const again = async (words: Partial<DeskActOf<'continue-suspension'>> = {}) => {
      const today = londonDay(now(parts))
      const found = { decidedOn: today, noticeOn: today, reason: 'Two of the letters are answered.' }
      const reviewBy = addDays(today, 90)
      return agree({ act: 'continue-suspension', signing: signing.id, ...found, reviewBy, ...words })
    }
    await agree({ act: 'suspend-signing', signing: signing.id, ...panel, from, reviewBy: addDays(from, 20) })
    clock.now += 15 * day
    return { ...register, again, from, agree, signing: signing.id }
  }

  it('is concluded by two who say that it goes on, from the day on which it began', async () => {
    const { parts, clock, again, from, check } = await prepare()
    expect(await listReviews(parts)).toHaveLength(1)
    const today = londonDay(now(parts))
    await again()
    expect(await listReviews(parts)).toEqual([])
    expect(await listStood(parts.db, undefined, today)).toMatchObject([{ standing: 'suspended' }])
    clock.now += 60 * day
    expect((await listReviews(parts)).map(({ by }) => by)).toEqual([addDays(today, 90)])
    expect((await findSigning(parts.db, 'EX-1'))?.acts.map(({ onDay }) => onDay)).toEqual([from, from])
    await check()
  })

  it('goes on for a year at most, and no longer once the signing was reinstated', async () => {
    const { parts, again, from, agree, signing } = await prepare()
    const today = londonDay(now(parts))
    await expect(again({ reviewBy: addDays(today, 367) })).rejects.toMatchObject({ field: 'reviewBy' })
    await expect(again({ reviewBy: today })).rejects.toMatchObject({ field: 'reviewBy' })
    await expect(again({ decidedOn: addDays(from, -1) })).rejects.toMatchObject({ field: 'decidedOn' })
    await expect(again({ noticeOn: addDays(today, -1) })).rejects.toMatchObject({ field: 'noticeOn' })
    await agree({ act: 'reinstate-signing', signing, from: today, reason: 'All are answered.' })
    await expect(again()).rejects.toMatchObject({ kind: 'already-done' })
  })
})
