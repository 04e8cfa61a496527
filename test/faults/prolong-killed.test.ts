import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { unseal } from '../../src/certificate/unseal.ts'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { openDatabase, scrub } from '../../src/storage/database.ts'
import { findProlonged } from '../../src/storage/read/certificate-updates.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { checkRegister } from '../support/check-register.ts'
import { copyOf } from '../support/copied-folder.ts'
import { bundleFault, byTwos, runMortal, someDeaths, type Death } from '../support/mortal.ts'
import { openRegister, testKeys, type Register } from '../support/register.ts'
import { openTimeAuthority } from '../support/time-authority.ts'
import { replyOf, stampPolicy } from '../support/time-service.ts'

/** An authority on this machine, with its list, and how often it stamped. */
async function startAuthority() {
  const count = { stamps: 0 }
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.end(authority.revoked)
    const query = Uint8Array.from(await buffer(request)).buffer
    count.stamps += 1
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
    return void response.end(replyOf(authority, query, Date.now()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const bound = server.address()
  if (typeof bound !== 'object' || !bound) throw new Error('no port')
  const url = `http://127.0.0.1:${bound.port}`
  const authority = openTimeAuthority('Example Time', undefined, { place: `${url}/revoked.crl` })
  return { ...authority, count, setting: `${url}/ ${stampPolicy} ${formatBase64(authority.root)}` }
}

/** A folder that nobody has open, with three certificates as they were issued. */
async function prepare(): Promise<Register> {
  const register = await openRegister()
  register.clock.now = Date.now()
  writeFileSync(join(register.folder, 'keys.json'), await testKeys())
  for (const name of ['One', 'Two', 'Three']) {
    const id = await register.signUp({ body: { name }, signatories: [{ address: `${name}@vale.example` }] })
    await register.accept(id)
    await register.settle()
  }
  expect(await scrub(register.parts.db)).toBe(true)
  return register
}

it('certificates are prolonged or as they were, whenever the register is killed, and the next start does the rest', async () => {
  const { folder: whole, parts } = await prepare()
  const authority = await startAuthority()
  const program = await bundleFault('prolong-worker')
  const reached: number[] = []
  const dieAndLook = async (death?: Death) => {
    const folder = copyOf(whole)
    const variables = { DATA_DIR: folder, TIME_STAMPS: authority.setting }
    const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
    const look = async () => {
      const found = await Promise.all(
        (await listSignings(db)).map(async ({ id }) => ({ id, file: await findCertificate(db, id) })),
      )
      const levels = await Promise.all(
        found.map(async ({ id, file }) => {
          const read = await unseal(file?.pdf ?? new Uint8Array(), parts.keys.seal.root, [authority.root])
          expect((await findProlonged(db, id)).updates).toBe(file?.updates)
          return read.valid ? read.level : read.reason
        }),
      )
      expect(levels.filter((level) => level !== 'B-B' && level !== 'B-LTA')).toEqual([])
      return levels.filter((level) => level === 'B-LTA').length
    }
    const ended = await runMortal([program], { variables, ...(death && { death }) })
    reached.push(await look())
    const again = await runMortal([program], { variables })
    expect([again.code, await look()]).toEqual([0, 3])
    await checkRegister({ ...parts, db })
    db.$client.close()
    rmSync(folder, { recursive: true })
    return ended
  }
  const alive = await dieAndLook()
  expect([alive.code, alive.said, authority.count.stamps]).toEqual([0, expect.stringContaining('prolonged\n'), 6])
  await byTwos(
    someDeaths(alive, (step) => step % 3 === 0, 2),
    async (death) => void (await dieAndLook(death)),
  )
  expect(new Set(reached)).toEqual(new Set([0, 1, 2, 3]))
})
