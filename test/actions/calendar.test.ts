import { expect, it } from 'vitest'
import { readCalendar, renewCalendar, tellCalendar } from '../../src/actions/calendar.ts'
import { now } from '../../src/actions/parts.ts'
import { addDays, londonDay } from '../../src/core/day.ts'
import { write } from '../../src/storage/database.ts'
import { invitationsOf } from '../support/campaigns.ts'
import { runCampaign } from '../support/running-campaign.ts'
import { openRegister, type Register } from '../support/register.ts'

/** The address of the first coordinator's calendar, as far as it says whose it is. */
async function tokenOf({ parts, coordinator }: Register): Promise<string> {
  const calendar = await tellCalendar(parts, await coordinator())
  return /\/calendar\/([\w-]+)\.ics$/.exec(calendar?.address ?? '')?.[1] ?? ''
}

it('has the boards that are to come, and the days of the campaign, each once', async () => {
  const register = await openRegister()
  const { parts } = register
  await renewCalendar(parts, await register.coordinator())
  const campaign = await runCampaign(parts, 80)
  const today = londonDay(now(parts))
  const recent = addDays(today, -30)
  const rows = (await invitationsOf(parts, campaign)).filter(({ facts: { boardOn, declined } }) => {
    return boardOn !== null && boardOn >= recent && !declined
  })
  const calendar = await readCalendar(parts, await tokenOf(register))
  const uids = [...calendar.replaceAll('\r\n ', '').matchAll(/^UID:(.*)$/gm)].map(([, uid = '']) => uid.trim())
  expect(new Set(uids).size).toBe(uids.length)
  expect(rows.length).toBeGreaterThan(2)
  const boards = rows.map(({ invitation }) => `board-${invitation.id}@localhost:8787`)
  expect(uids.filter((uid) => uid.startsWith('board-')).toSorted()).toEqual(boards.toSorted())
  for (const kind of ['target', 'closes']) expect(uids).toContain(`${kind}-${campaign.id}@localhost:8787`)
})

it('is found under one address at a time, and under none once its coordinator has left or it has run out', async () => {
  const register = await openRegister()
  const { parts, clock } = register
  const coordinator = await register.coordinator()
  expect(await tellCalendar(parts, coordinator)).toBeUndefined()
  await renewCalendar(parts, coordinator)
  const first = await tokenOf(register)
  await expect(readCalendar(parts, first)).resolves.toContain('BEGIN:VCALENDAR')
  await renewCalendar(parts, coordinator)
  const second = await tokenOf(register)
  await expect(readCalendar(parts, first)).rejects.toMatchObject({ kind: 'link-expired' })
  await expect(readCalendar(parts, second)).resolves.toContain('BEGIN:VCALENDAR')
  const opened = clock.now
  clock.now += 401 * 86_400_000
  await expect(readCalendar(parts, second)).rejects.toMatchObject({ kind: 'link-expired' })
  clock.now = opened
  await write(parts.db, [
    { sql: 'UPDATE coordinators SET ended_at = ? WHERE id = ?', args: [now(parts), coordinator.id] },
  ])
  await expect(readCalendar(parts, second)).rejects.toMatchObject({ kind: 'link-expired' })
})
