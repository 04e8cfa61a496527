import { demonstration } from '../../src/demonstration.ts'
import { draftSession, sessionToken } from '../../src/actions/sessions.ts'
import { openWithKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { write } from '../../src/storage/database.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { insertSession } from '../../src/storage/write/access.ts'
import { appOf } from '../support/app.ts'
import { runCampaign } from '../support/running-campaign.ts'

/** How long a page of the desk takes, in milliseconds: as it mostly is, and right after something in the campaign changed. */
export type DeskWait = { name: string; waits: readonly number[]; changed: readonly number[] }

/** The desk, a campaign and its progress with so many bodies in it, asked for in this process, one after the other. */
export async function measureDesk(folder: string, bodies: number): Promise<readonly DeskWait[]> {
  const settings = readSettings({ DATA_DIR: folder })
  const db = await prepareFolder(settings, 'drizzle')
  const parts = await openWithKeys(settings, db, { later: () => undefined, report: () => undefined }, demonstration)
  const campaign = await runCampaign(parts, bodies)
  const [coordinator] = await listCoordinators(db)
  if (!coordinator) throw new Error('nobody is at the desk')
  const session = draftSession(parts, 'coordinator', coordinator.id)
  await write(db, [insertSession(db, session)])
  const headers = { cookie: `desk=${await sessionToken(parts, session)}` }
  const app = appOf(parts)
  const ask = async (path: string): Promise<number> => {
    const begun = performance.now()
    const answer = await app.request(path, { headers })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`)
    return performance.now() - begun
  }
  const pages = {
    'the desk': '/desk',
    'the campaign': `/desk/campaigns/${campaign.id}`,
    'its progress': `/desk/campaigns/${campaign.id}/progress`,
  }
  const measured: DeskWait[] = []
  for (const [name, path] of Object.entries(pages)) {
    const changed: number[] = []
    for (let n = 0; n < 20; n += 1) {
      const args = [`Step ${n}`, campaign.id]
      await write(db, [
        {
          sql: `UPDATE invitations SET next_step = ? WHERE id = (SELECT min(id) FROM invitations WHERE campaign = ?)`,
          args,
        },
      ])
      changed.push(await ask(path))
    }
    const waits: number[] = []
    for (let n = 0; n < 300; n += 1) waits.push(await ask(path))
    measured.push({ name, waits, changed })
  }
  db.$client.close()
  return measured
}
