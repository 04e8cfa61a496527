import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hosts, type RunningHost } from '../support/hosts.ts'
import { until } from '../support/walk-pages.ts'

const ask = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'list-'))
const files = ['signatories.ndjson', 'signatories.json', 'signatories.csv']

describe('the signed list in the eyes of Debian’s jose', () => {
  let host: RunningHost
  beforeAll(async () => {
    host = await hosts.embedded()
    const read = async (path: string) => Buffer.from(await (await fetch(`${host.url}/${path}`)).arrayBuffer())
    await until('the list', async () => (await fetch(`${host.url}/signatories.json`)).ok || undefined)
    writeFileSync(join(folder, 'jwks.json'), await read('.well-known/jwks.json'))
    for (const name of files.flatMap((file) => [file, `${file}.jws`]))
      writeFileSync(join(folder, name), await read(name))
  })
  afterAll(async () => {
    await host.stop()
    rmSync(folder, { recursive: true })
  })

  // As the page of the list says it: without the slash the program takes a name with two dots for a signature.
  const verify = async (jws: string, file: string) =>
    ask('jose', ['jws', 'ver', '-i', `./${jws}`, '-I', file, '-k', 'jwks.json'], { cwd: folder })

  it.each(files)('%s is what its signature signs, and with one bit another way it is not', async (file) => {
    await verify(`${file}.jws`, file)
    const bytes = Buffer.from(await (await fetch(`${host.url}/${file}`)).arrayBuffer())
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const flipped = Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)))
      writeFileSync(join(folder, 'flipped'), flipped)
      await expect(verify(`${file}.jws`, 'flipped')).rejects.toThrow('Command failed')
    }
    for (const other of files.filter((one) => one !== file)) {
      await expect(verify(`${other}.jws`, file)).rejects.toThrow('Command failed')
    }
  })
})
