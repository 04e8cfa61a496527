import { expect, it } from 'vitest'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { parseFile, parseLatin1 } from '../../src/certificate/read-file.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { prolong } from '../support/prolonged.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'
import { weigh } from '../support/weigh.ts'

it('a certificate takes at most 15 kB beside faces and attachments, and 30 kB with time-stamps of 2 kB', async () => {
  const keys = await makeSealKeys()
  const pdf = await makeCertificate(certificateFacts(), attachments, { ...craft, sealer: keys.sealer })
  const besides = [...parseFile(pdf).objects.values()].filter((object) => isFaceOrFile(parseLatin1(object)))
  expect(besides).toHaveLength(10 + 7)
  // `12 0 obj`, `endobj` and its line in the table are there for the object only.
  const taken = besides.reduce((sum, { length }) => sum + length + 17 + 20, 0)
  expect(pdf.length - taken).toBeLessThanOrEqual(15_000)

  const { stamped, lasting } = await prolong(pdf, keys, openTimeAuthority())
  // Whatever the token takes, there is room for one of 2 kB.
  expect(parseLatin1(stamped.bytes)).toMatch(/ \/Contents <[0-9a-f]{4096}> >>/)
  expect(lasting.bytes.length - taken).toBeLessThanOrEqual(30_000)
})

it('what seals and prolongs weighs at most 10 kB, packed, beside the libraries', async () => {
  const bytes = await weigh(
    `
    export { sealCertificate } from './src/certificate/seal.ts'
    export { addStamp } from './src/certificate/add-stamp.ts'
    export { addStore } from './src/certificate/security-store.ts'`,
    'external',
  )
  expect(bytes).toBeLessThanOrEqual(10_000)
  // Were it next to nothing, it would not be them.
  expect(bytes).toBeGreaterThan(2000)
})

function isFaceOrFile(object: string): boolean {
  // Of ToUnicode alone nothing says what it is.
  return /^<<\n\/(Type \/(Font|FontDescriptor|Filespec|EmbeddedFile)\n|Names |Length1 |Filter \/FlateDecode\n\/Length 3665\n)/.test(
    object,
  )
}
