import { demonstration } from '../../src/demonstration.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { sendWave } from '../../src/actions/send-wave.ts'
import { draftSession, sessionToken } from '../../src/actions/sessions.ts'
import { openWithKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'
import { write } from '../../src/storage/database.ts'
import { listCoordinators } from '../../src/storage/read/register.ts'
import { insertSession } from '../../src/storage/write/access.ts'
import { appOf } from '../support/app.ts'
import { beginCampaign } from '../support/campaigns.ts'
import { inventBodies, registerBodies } from '../support/many-bodies.ts'
import { runCampaign } from '../support/running-campaign.ts'

/** How long a page of the desk takes, in milliseconds: as it mostly is, and right after something in the campaign changed. */
export type DeskWait = { name: string; waits: readonly number[]; changed: readonly number[] }

/** How long it takes to invite so many bodies, in milliseconds. */
export async function measureWave(folder: string, bodies: number): Promise<number> {
  const parts = await openParts(folder)
  await registerBodies(parts, inventBodies(bodies), 1)
  const campaign = await beginCampaign(parts)
  await write(parts.db, [
    {
      sql: `INSERT INTO contacts (id, body, name, role, address, language, source, since)
        SELECT id, body, 'Cleo Clerk', 'Clerk', id || '@vale.example', 'en', 'desk', added_at FROM invitations`,
      args: [],
    },
    { sql: 'UPDATE invitations SET wave = 1, checked_at = added_at, contact = id', args: [] },
  ])
  const begun = performance.now()
  const sent = await sendWave(parts, campaign.id, 1)
  const taken = performance.now() - begun
  if (sent !== bodies) throw new Error(`${sent} of ${bodies} were invited`)
  parts.db.$client.close()
  return taken
}

/** The desk, a campaign and its progress with so many bodies in it, asked for in this process, one after the other. */
export async function measureDesk(folder: string, bodies: number): Promise<readonly DeskWait[]> {
  const parts = await openParts(folder)
  const { db } = parts
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

async function openParts(folder: string): Promise<Parts> {
  const settings = readSettings({ DATA_DIR: folder })
  const db = await prepareFolder(settings, 'drizzle')
  return openWithKeys(settings, db, { later: () => undefined, report: () => undefined }, demonstration)
}
