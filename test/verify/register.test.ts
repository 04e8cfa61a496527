import { beforeAll, describe, expect, it } from 'vitest'
import { fastSha256 } from '../../src/cli/fast-sha256.ts'
import { parseInstant } from '../../src/core/day.ts'
import { auditRegister, type RegisterAuditing } from '../../src/verify/register.ts'
import { openRegister } from '../support/register.ts'
import { keeping, sourceOf } from '../support/served.ts'

const tidying: (() => void)[] = []
const now = parseInstant('2026-03-04T10:15:00Z')
const audit = (files: ReadonlyMap<string, Uint8Array>, more: Partial<RegisterAuditing> = {}) =>
  auditRegister(async (path) => files.get(path), { hash: fastSha256, now, ...more })

describe('a register', () => {
  let files: Map<string, Uint8Array>

  beforeAll(async () => {
    const register = await openRegister(undefined, (tidy) => tidying.push(tidy))
    await register.signUp()
    await register.accept()
    await register.publish()
    await register.settle()
    const kept = keeping(sourceOf(register.parts))
    await auditRegister(kept.read, { hash: fastSha256, now })
    files = kept.files
  })

  it('is sound', async () => {
    expect(await audit(files)).toMatchObject({ conclusion: 'sound' })
  })
})
