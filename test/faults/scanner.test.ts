import { expect, it } from 'vitest'
import { setInvitedBoardDay, startInvited } from '../../src/actions/answer-invitation.ts'
import { readMailbox } from '../../src/actions/mails.ts'
import { now } from '../../src/actions/parts.ts'
import { remind } from '../../src/actions/remind.ts'
import { sendMails } from '../../src/actions/send-mails.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { addDays, londonDay } from '../../src/core/day.ts'
import { appOf } from '../support/app.ts'
import { beginCampaign, checkBodies, invitationsOf, linkOf } from '../support/campaigns.ts'
import { dumpTables } from '../support/dump.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { openRegister } from '../support/register.ts'

/** Pages that a scanner opens at most: behind the first links is the whole public site. */
const most = 600

it('a scanner that follows every link of every mail, and every link behind them, leaves a campaign as it is', async () => {
  const { parts, clock, settle } = await openRegister()
  await registerBodies(parts, inventBodies(8), 1)
  const campaign = await beginCampaign(parts)
  await checkBodies(parts, campaign)
  for (const wave of [1, 2, 3]) await sendWave(parts, campaign.id, wave)
  const [started, atBoard] = await invitationsOf(parts, campaign)
  await startInvited(parts, await linkOf(parts, started!.invitation.id))
  await setInvitedBoardDay(parts, await linkOf(parts, atBoard!.invitation.id), addDays(londonDay(now(parts)), 30))
  clock.now += 8 * 86_400_000
  await remind(parts)
  await sendMails(parts)
  await settle()
  const before = await dumpTables(parts.db)

  const app = appOf(parts)
  const mails = await readMailbox(parts)
  const found = mails.flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
  const first = found.filter((link) => /\/sign\/(invitations|links)\//.test(link))
  expect(first.length).toBeGreaterThan(12)
  const seen = new Set<string>()
  for (let next = found; next.length > 0 && seen.size < most;) {
    const link = next.shift() ?? ''
    const { pathname, search } = new URL(link, parts.address)
    if (seen.has(pathname + search)) continue
    seen.add(pathname + search)
    await app.request(pathname + search, { method: 'HEAD' })
    const answer = await app.request(pathname + search, { headers: { 'user-agent': 'LinkScanner/1.0' } })
    const sound = first.includes(link) ? answer.status === 200 : answer.status < 500
    expect([link, sound, answer.headers.has('set-cookie')]).toEqual([link, true, false])
    const text = answer.headers.get('content-type')?.startsWith('text/html') ? await answer.text() : ''
    next.push(...[...text.matchAll(/(?:href|action|src)="([^"#]+)/g)].map(([, href = '']) => href).filter(isHere))
  }
  expect(seen.size).toBeGreaterThan(100)
  expect(await dumpTables(parts.db)).toEqual(before)
})

/** Links that lead to the register, written from its root. */
function isHere(href: string): boolean {
  return href.startsWith('/') && !href.startsWith('//')
}
