import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstable_startWorker as startWorker } from 'wrangler'
import { formatBase64 } from '../../src/encoding/base64.ts'
import { parseUtf8 } from '../../src/encoding/utf8.ts'
import { attachments, certificateFacts, craft } from '../support/certificates.ts'
import { findFreePort } from '../support/edge-host.ts'
import { makeSealKeys } from '../support/seal-keys.ts'
import type { Order } from './certificate-worker.ts'

/** Certificates and other works a second, in turns, so that what else the machine does falls on all of them. */
export type Turn = Readonly<Record<string, number>>

/** What a file of another library lacks for PAdES B-B; how it was asked to make it. */
export type Judged = { readonly by: string; readonly way: string; readonly lacks: readonly string[] }

export type Measured = { readonly turns: readonly Turn[]; readonly judged: readonly Judged[] }

/** Our certificates beside bare signatures, and beside what other libraries make of the same page. */
export function measureCertificates(): Measured {
  const peer = join(import.meta.dirname, 'certificate-peer.js')
  return JSON.parse(execFileSync(process.execPath, [peer], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** Milliseconds a certificate on workerd, where everything of a request is on one thread: of some requests for many. */
export async function measureOnWorkerd(): Promise<readonly number[]> {
  const keys = await makeSealKeys()
  const { disclosures, leaf, proof } = attachments
  const order: Omit<Order, 'times'> = {
    facts: certificateFacts(),
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
