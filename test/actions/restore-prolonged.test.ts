import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Parts } from '../../src/actions/parts.ts'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { publish } from '../../src/actions/publish.ts'
import { restoreLog } from '../../src/actions/restore-log.ts'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { sourceIn } from '../../src/cli/source.ts'
import { scrub } from '../../src/storage/database.ts'
import { findProlonged } from '../../src/storage/read/certificate-updates.ts'
import { findCertificate } from '../../src/storage/read/publications.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { exported } from '../support/export.ts'
import { openRegister } from '../support/register.ts'
import { openAuthorities, withAuthorities } from '../support/time-service.ts'

const authorities = openAuthorities([400])

it('a certificate comes back from a published copy with its time-stamps, or as it was issued where nobody trusts them', async () => {
  const register = await openRegister()
  register.clock.now = Date.now()
  await publish(register.parts)
  await scrub(register.parts.db)
  for (const name of ['trusting', 'unknowing']) {
    copyFileSync(join(register.folder, 'register.db'), join(register.folder, `${name}.db`))
  }
  await register.signUp()
  await register.accept()
  await register.settle()
  const parts = withAuthorities(register.parts, authorities)
  await prolongCertificates(parts)
  await publish(parts)
  const [held, copy] = [await presentOf(parts), await exported(parts)]
  expect(held.proof).toMatchObject({ updates: 3, stamps: [{ authority: 'time1.example' }, {}] })

  const restored = async (older: Parts) => {
    await restoreLog({ ...older, read: sourceIn(copy), hash: fastSha256, tell: () => undefined })
    return presentOf(older)
  }
  const trusting = withAuthorities(await register.instance('trusting', 'trusting.db'), authorities)
  expect(await restored(trusting)).toEqual(held)
  const unknowing = await restored(await register.instance('unknowing', 'unknowing.db'))
  expect(unknowing).toMatchObject({ sha256: held.sha256, proof: { updates: 0 } })
  expect(held.pdf.subarray(0, unknowing.pdf.length)).toEqual(unknowing.pdf)
})

async function presentOf({ db }: Parts) {
  const [signing] = await listSignings(db)
  const certificate = signing && (await findCertificate(db, signing.id))
  if (!certificate) throw new Error('there is no certificate')
  return { ...certificate, proof: await findProlonged(db, signing.id) }
}
