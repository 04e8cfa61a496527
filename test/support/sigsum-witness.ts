import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatHex } from '../../src/encoding/hex.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { parseVkey } from '../../src/log/vkey.ts'
import { findFreePort } from './edge-host.ts'

/** The only origin that this program takes from a log with a key. */
export function sigsumOrigin(publicKey: Uint8Array): string {
  return `sigsum.org/v1/tree/${formatHex(sha256(publicKey))}`
}

/** Starts the witness of sigsum-go, which other people wrote, for one log. */
export async function startSigsumWitness(logVkey: string) {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'))
  const file = (name: string) => join(folder, name)
  const key = (...words: readonly string[]) => execFileSync('sigsum-key', words, { encoding: 'utf8' }).trim()
  writeFileSync(file('log.hex'), formatHex(parseVkey(logVkey).publicKey))
  key('from-hex', '-k', file('log.hex'), '-o', file('log.pub'))
  key('generate', '-o', file('w.key'))
  const name = `sigsum.org/v1/witness/${formatHex(sha256(Buffer.from(key('to-hex', '-k', file('w.key.pub')), 'hex')))}`
  const vkey = key('to-vkey', '-k', file('w.key.pub'), '-n', name, '-t', 'cosignature/v1')

  const port = await findFreePort()
  const words = ['-k', file('w.key'), '--log-key', file('log.pub'), '--state-file', file('state'), `127.0.0.1:${port}`]
  // Built for a Go whose routes read otherwise: without this every path is 404.
  const env = { ...process.env, GODEBUG: 'httpmuxgo121=0' }
  const child = spawn('sigsum-witness', words, { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('sigsum-witness did not start')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    vkey,
    url,
    stop: async () => {
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
