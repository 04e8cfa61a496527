import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstable_startWorker as startWorker } from 'wrangler'
import { layOut } from '../../src/certificate/lay-out.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { sealCertificate } from '../../src/certificate/seal.ts'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { listUnmet } from '../support/baseline-rules.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { findFreePort } from '../support/edge-host.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import { openTimeAuthority } from '../support/time-authority.ts'
import type { Order } from './certificate-worker.ts'
import { formatPage, openSealPeers } from './seal-peers.ts'

/** Certificates and other works a second, in turns, so that what else the machine does falls on all of them. */
export type Turn = Readonly<Record<string, number>>

/** What a file of another library lacks for PAdES B-B; how it was asked to make it. */
export type Judged = { readonly by: string; readonly way: string; readonly lacks: readonly string[] }

const facts = certificateFacts()

/** Our certificates beside bare signatures, and beside what other libraries make of the same page. */
export async function measureCertificates(): Promise<{ turns: readonly Turn[]; judged: readonly Judged[] }> {
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

/** Milliseconds a certificate on workerd, where everything of a request is on one thread: of some requests for many. */
export async function measureOnWorkerd(): Promise<readonly number[]> {
  const keys = await makeSealKeys()
  const { disclosures, leaf, proof } = attachments
  const order: Omit<Order, 'times'> = {
    facts,
    attachments: { disclosures: parseUtf8(disclosures), leaf: parseUtf8(leaf), proof: parseUtf8(proof) },
    accent: craft.accent,
    sealedAt: craft.sealedAt,
    key: await crypto.subtle.exportKey('jwk', keys.privateKey),
    chain: [keys.leaf, keys.root].map(formatBase64),
  }
  const [folder, port] = [await mkdtemp(join(tmpdir(), 'bench-')), await findFreePort()]
  const worker = await startWorker({
    name: 'certificates',
    entrypoint: join(import.meta.dirname, 'certificate-worker.js'),
    compatibilityDate: '2026-11-01',
    dev: {
      server: { hostname: 'localhost', port },
      persist: folder,
      remote: false,
      watch: false,
      inspector: false,
      logLevel: 'error',
    },
  })
  await once(worker.raw, 'reloadComplete')
  const ask = async (times: number) => {
    const begun = performance.now()
    const answer = await fetch(`http://localhost:${port}/`, {
      method: 'POST',
      body: JSON.stringify({ ...order, times }),
    })
    if (!answer.ok) throw new Error(`the Worker answered ${answer.status}: ${await answer.text()}`)
    await answer.text()
    return performance.now() - begun
  }
  await ask(50)
  const taken: number[] = []
  for (let n = 0; n < 9; n += 1) taken.push(((await ask(101)) - (await ask(1))) / 100)
  await worker.dispose()
  await rm(folder, { recursive: true })
  return taken
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
