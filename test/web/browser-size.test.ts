import { expect, it } from 'vitest'
import { weigh } from '../support/weigh.ts'

it('what audits a whole log in a browser weighs at most 30 kB, packed', async () => {
  const bytes = await weigh(`
    export { auditLog } from './src/log/audit.ts'
    export { noteVerifier, parseVkey } from './src/log/vkey.ts'
    export { verifyWitnessed } from './src/log/quorum.ts'
    export { parsePolicy } from './src/log/policy.ts'
    export { parseTlogProof } from './src/log/tlog-proof.ts'
    export { verifyConsistency, verifyInclusion } from './src/log/proof.ts'
    export { sha256 } from './src/encoding/sha256.ts'`)
  expect(bytes).toBeLessThanOrEqual(30_000)
  // Were it next to nothing, it would not be the log.
  expect(bytes).toBeGreaterThan(10_000)
})

it('what checks a certificate does not bring the library that writes one', async () => {
  const bytes = await weigh(`export { verifyCertificate } from './src/verify/certificate-verdict.ts'`)
  expect(bytes).toBeLessThanOrEqual(90_000)
})
