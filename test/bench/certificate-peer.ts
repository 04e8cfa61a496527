import { layOut } from '../../src/certificate/lay-out.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { listUnmet } from '../support/baseline-rules.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'
import type { Judged, Measured, Turn } from './certificate.ts'
import { formatPage, openSealPeers } from './seal-peers.ts'

// In a process of its own: what else is in memory has to be gone through each time that large pieces are thrown away.
process.stdout.write(JSON.stringify(await measureCertificates()))

/** Our certificates beside bare signatures, and beside what other libraries make of the same page. */
async function measureCertificates(): Promise<Measured> {
  const facts = certificateFacts()
  const keys = await makeSealKeys()
  const { sealer } = keys
  const base = layOut(facts, attachments, craft.sealedAt, { ...craft, accent: [0, 0, 0] })
  const claim = { sealedAt: craft.sealedAt, name: facts.register, reason: facts.reference }
  const opened = await openSealPeers(keys, openTimeAuthority())
  const page = formatPage(base)
  const message = new Uint8Array(300)
  let made = 0
  // Each for another body, under another number.
  const make = () => {
    made += 1
    const [reference, body] = [`EV-${made}`, `Cyngor Tref Llanfair Dŵr ${made}`]
    const address = `https://register.example-vale.example/certificates/${reference}`
    return makeCertificate({ ...facts, reference, body, address }, attachments, { ...craft, sealer })
  }
  const works: Record<string, () => Promise<number>> = {
    raw: () => rate(500, () => sealer.sign(message)),
    'raw, 16 at once': () => rateTogether(500, () => sealer.sign(message)),
    made: () => rate(500, make),
    'made, 16 at once': () => rateTogether(500, make),
    sealed: () => rate(500, () => sealCertificate(base, sealer, claim)),
    ...Object.fromEntries(
      (opened?.peers ?? []).map(({ name, ways }) => [name, () => rate(10, async () => ways.get('defaults')?.(page))]),
    ),
  }
  const turns: Turn[] = []
  for (let n = 0; n < 9; n += 1) {
    const turn: Record<string, number> = {}
    for (const [name, work] of Object.entries(works)) turn[name] = await work()
    turns.push(turn)
  }
  const judged: Judged[] = []
  for (const { name, ways } of opened?.peers ?? []) {
    for (const [way, seal] of ways) {
      const unmet = await listUnmet(await seal(page))
      judged.push({ by: name, way, lacks: unmet.flatMap((one) => (one.level === 'B-B' ? [one.requirement] : [])) })
    }
  }
  opened?.close()
  return { turns, judged }
}

async function rate(times: number, act: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < times / 10; n += 1) await act()
  const begun = performance.now()
  for (let n = 0; n < times; n += 1) await act()
  return (times * 1000) / (performance.now() - begun)
}

/** The same with sixteen begun before the first is awaited. */
async function rateTogether(times: number, act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  for (let n = 0; n < times; n += 16) await Promise.all(Array.from({ length: 16 }, act))
  return (Math.ceil(times / 16) * 16 * 1000) / (performance.now() - begun)
}
