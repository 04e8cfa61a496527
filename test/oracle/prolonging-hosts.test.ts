import { mkdtempSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { firstRevision } from '../../src/certificate/revise-file.ts'
import { unseal } from '../../src/certificate/unseal.ts'
import { formatHex } from '../../src/encoding/hex.ts'
import { parsePem } from '../../src/encoding/pem.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { findFreePort, startEdgeHost } from '../support/edge-host.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { openEdgeRegister } from '../support/open-edge.ts'
import { startStampHost } from '../support/stamp-host.ts'
import { openTimeAuthority } from '../support/time-authority.ts'
import { replyOf, stampPolicy } from '../support/time-service.ts'
import { makeCast, until } from '../support/walk-pages.ts'

const endings: (() => unknown)[] = []
const finished = (tidy: () => unknown) => void endings.push(tidy)
afterAll(async () => {
  for (const tidy of endings.toReversed()) await tidy()
})

/** An authority over HTTP, with its list, as the settings of a host name it. */
async function openAuthority(): Promise<string> {
  let revoked = new Uint8Array()
  const place = await startStampHost(finished, async () => ({ body: revoked, type: 'application/pkix-crl' }))
  const authority = openTimeAuthority('Example Time', ['rsa:2048'], { place: `${place}revoked.crl` })
  revoked = authority.revoked
  const address = await startStampHost(finished, async (query) => ({
    body: replyOf(authority, Uint8Array.from(query).buffer, Date.now()),
  }))
  return `${address} ${stampPolicy} ${Buffer.from(authority.root).toString('base64')}`
}

/** A register with an authority for time; `ring` is its clock, where the host does not bring one. */
type Prolonging = { url: string; ring: () => Promise<void> }

const hosts: Record<string, () => Promise<Prolonging>> = {
  'the embedded host': async () => {
    const host = await startEmbeddedHost({ variables: { TIME_STAMPS: await openAuthority() } })
    finished(() => host.stop())
    return { url: host.url, ring: async () => undefined }
  },
  'the edge host': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edge-'))
    const port = await findFreePort()
    const { front, keys } = await openEdgeRegister(folder, `http://localhost:${port}`)
    const bindings = { REGISTER_KEYS: keys, TIME_STAMPS: await openAuthority() }
    const host = await startEdgeHost({ databaseUrl: front.url, folder, port, bindings })
    finished(() => host.stop().then(() => front.close()))
    await host.ring()
    return { url: host.url, ring: () => host.ring() }
  },
}

it.concurrent.each(Object.entries(hosts))('%s prolongs what it issues to B-LTA by itself', async (_host, open) => {
  const { url, ring } = await open()
  const program = await Program.of(url)
  const { reference } = await acceptByApi(program, await signByApi(program, makeCast()))
  const { sha256: issued } = await issuedByApi(program, reference)
  const read = async (path: string) => new Uint8Array(await (await fetch(`${url}${path}`)).arrayBuffer())

  const page = await until('a certificate at B-LTA', async () => {
    await ring()
    const text = await (await fetch(`${url}/certificates/${reference}`)).text()
    return text.includes('PAdES B-LTA') ? text : undefined
  })
  expect(page).toContain('127.0.0.1')
  const pdf = await read(`/certificates/${reference}.pdf`)
  expect(formatHex(sha256(firstRevision(pdf)))).toBe(issued)
  const anchors = parsePem(Buffer.from(await read('/seal/authorities.pem')).toString()).map(({ der }) => der)
  expect(await unseal(pdf, await read('/seal/root.cer'), anchors)).toMatchObject({ valid: true, level: 'B-LTA' })
  const file = join(mkdtempSync(join(tmpdir(), 'prolonged-')), 'c.pdf')
  writeFileSync(file, pdf)
  expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors')
})
