import { expect, it } from 'vitest'
import { checkFile, publishedSize } from '../../src/actions/check-file.ts'
import { stamp } from '../../src/actions/parts.ts'
import { head } from '../../src/core/stamp.ts'
import { listSignings } from '../../src/storage/read/signings.ts'
import { append } from '../../src/storage/write/append.ts'
import { openRegister } from '../support/register.ts'

it('a certificate that was replaced stays authentic, and says what replaced it', async () => {
  const register = await openRegister()
  const { parts } = register
  await register.signUp()
  await register.accept()
  await register.publish()
  const [signing] = await listSignings(parts.db)
  const [first] = signing?.issues ?? []
  if (!signing || !first) throw new Error('nothing was issued')
  expect(await checkFile(parts.db, first.pdf)).toMatchObject({ entry: first.position, replacedBy: undefined })

  const newer = 'ab'.repeat(32)
  const { common, disclosures } = head(stamp(parts), [])
  const entry = { ...common, type: 'certificate.issued', signing: signing.id, pdf: newer } as const
  const [later] = await append(parts.db, { key: 'newer', size: null, drafts: [{ entry, disclosures }] }, [])
  expect(await checkFile(parts.db, first.pdf)).toMatchObject({ entry: first.position, replacedBy: newer })
  expect(await checkFile(parts.db, newer)).toMatchObject({ entry: later?.position, replacedBy: undefined })
  expect(await checkFile(parts.db, 'cd'.repeat(32))).toBeUndefined()
})

it('an entry is logged once the log was signed for with it, and not before', async () => {
  const register = await openRegister()
  const { parts } = register
  await register.signUp()
  await register.accept()
  await register.settle()
  const [signing] = await listSignings(parts.db)
  const size = await publishedSize(parts.db, signing?.position ?? 0)
  expect(size).toBeGreaterThan(signing?.position ?? 0)
  expect(await publishedSize(parts.db, (size ?? 0) - 1)).toBe(size)
  expect(await publishedSize(parts.db, size ?? 0)).toBeUndefined()
})
