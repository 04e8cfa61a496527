import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printReport } from '../../src/actions/campaign-report.ts'
import { now, stamp } from '../../src/actions/parts.ts'
import { tellProgress } from '../../src/actions/tell-progress.ts'
import { addDays, londonDay } from '../../src/core/day.ts'
import { write } from '../../src/storage/database.ts'
import { invitationsOf } from '../support/campaigns.ts'
import { openRegister } from '../support/register.ts'
import { recordSignings, runCampaign } from '../support/running-campaign.ts'

it('a campaign is told by the same figures, however they are counted', async () => {
  const { parts } = await openRegister()
  const { id } = await runCampaign(parts, 200)
  const told = await tellProgress(parts, id)
  const rows = await invitationsOf(parts, told.campaign)
  const signed = rows.filter(({ facts }) => facts.signed).length
  expect(signed).toBeGreaterThan(50)
  expect(told.asked).toBe(200)
  expect([told.signed, told.course.at(-1)?.count]).toEqual([signed, signed])
  expect(told.byKind.reduce((sum, row) => sum + row.signed, 0)).toBe(signed)
  const counts = told.course.map(({ count }) => count)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(told.course[0]?.day).toBe(told.campaign.opensOn)
})

it('those who were left alone longest come first, and nobody who is done with or has a board to come', async () => {
  const { parts } = await openRegister()
  const campaign = await runCampaign(parts, 60)
  const today = londonDay(now(parts))
  const { leftAlone } = await tellProgress(parts, campaign.id)
  expect(leftAlone).toHaveLength(10)
  expect(leftAlone.map(({ since }) => since)).toEqual(leftAlone.map(({ since }) => since).toSorted())
  const rows = new Map((await invitationsOf(parts, campaign)).map((row) => [row.invitation.id, row]))
  for (const { invitation, progress } of leftAlone) {
    expect(['signed', 'declined', 'left-out', 'at-board']).not.toContain(progress)
    expect(rows.get(invitation)?.facts.boardOn ?? '').not.toBe(addDays(today, 1))
  }
  const body = rows.get(leftAlone[0]!.invitation)!.invitation.body
  await parts.db.$client.execute(`INSERT INTO signing_acts (position, signing, act, on_day)
    SELECT 100000, id, 'suspended', '${today}' FROM signings WHERE body = '${body}'`)
  await parts.db.$client.execute('UPDATE campaign_changes SET count = count + 1')
  const left = (await tellProgress(parts, campaign.id)).leftAlone.map(({ invitation }) => invitation)
  expect(left.slice(0, 9)).toEqual(leftAlone.slice(1).map(({ invitation }) => invitation))
})

it('what was counted is counted anew as soon as anything has changed, and on the next day', async () => {
  const { parts, clock } = await openRegister()
  const campaign = await runCampaign(parts, 40)
  const counts = async () => {
    const { signed, places } = await tellProgress(parts, campaign.id)
    const counted = new Map<string, number>(places.map(({ progress, count }) => [progress, count]))
    return { signed, declined: counted.get('declined') ?? 0, atBoard: counted.get('at-board') ?? 0 }
  }
  const before = await counts()
  const open = (await invitationsOf(parts, campaign)).filter(({ facts }) => !facts.signed && !facts.declined)
  const [first, second, third] = open.map(({ invitation }) => invitation)
  if (!first || !second || !third) throw new Error('somebody is open')
  await recordSignings(parts, campaign.toEdition, [{ body: first.body, on: londonDay(now(parts)) }])
  expect(await counts()).toMatchObject({ signed: before.signed + 1 })
  const tomorrow = addDays(londonDay(now(parts)), 1)
  const update = 'UPDATE invitations SET declined_at = ?, board_on = ? WHERE id = ?'
  await write(parts.db, [
    { sql: update, args: [now(parts), null, second.id] },
    { sql: update, args: [null, tomorrow, third.id] },
  ])
  const after = await counts()
  expect(after).toMatchObject({ declined: before.declined + 1 })
  clock.now += 2 * 86_400_000
  expect((await counts()).atBoard).toBeLessThan(after.atBoard)
})

it('there is no picture of a campaign that is not there', async () => {
  const { parts } = await openRegister()
  await expect(tellProgress(parts, stamp(parts).id())).rejects.toMatchObject({ kind: 'not-found' })
})

it('the report is one sound, tagged page, with its tables as tables', async () => {
  const { parts, folder } = await openRegister()
  const { id } = await runCampaign(parts, 200)
  writeFileSync(join(folder, 'report.pdf'), await printReport(parts, id))
  const run = (tool: string, ...args: string[]) => spawnSync(tool, args, { cwd: folder, encoding: 'utf8' }).stdout
  expect(run('qpdf', '--check', 'report.pdf')).toContain('No syntax or stream encoding errors found')
  expect(run('pdfinfo', 'report.pdf')).toMatch(/^Pages: +1$/m)
  const structure = run('pdfinfo', '-struct-text', 'report.pdf')
  for (const tag of ['Table', '/Scope /Column', '/Scope /Row', 'TD', 'Figure']) expect(structure).toContain(tag)
})
