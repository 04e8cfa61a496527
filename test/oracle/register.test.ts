import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { expectSoundCertificate } from '../support/certificate-tools.ts'
import { hosts, type RunningHost } from '../support/hosts.ts'
import { bundleOf, compact, makeCast } from '../support/walk-pages.ts'

// The edge host lives in this process: a tool that asks it must not be waited for with the hands tied.
const ask = promisify(execFile)

const here = import.meta.dirname
const work = mkdtempSync(join(tmpdir(), 'oracle-'))
const go = join(work, 'log')

beforeAll(() => {
  const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: '/usr/share/gocode' }
  execFileSync('go', ['build', '-o', go, '.'], { cwd: here, env, stdio: 'pipe' })
})

describe.each(['embedded', 'edge'] as const)(
  'a register on the %s host, in the eyes of other people’s tools',
  (kind) => {
    let host: RunningHost
    let vkey: string
    let pdf: Uint8Array
    let reference: string
    const cast = { ...makeCast(), body: 'Cyngor Tref Ŵyn & Llanfair' }

    beforeAll(async () => {
      host = await hosts[kind]()
      const program = await Program.of(host.url)
      ;({ reference } = await acceptByApi(program, await signByApi(program, cast)))
      await issuedByApi(program, reference)
      vkey = (await read('/log/vkey')).toString().trim()
      pdf = await read(`/certificates/${reference}.pdf`)
      writeFileSync(join(work, `${kind}.pdf`), pdf)
    })
    afterAll(() => host.stop())

    const read = async (path: string) => Buffer.from(await (await fetch(`${host.url}${path}`)).arrayBuffer())

    it('serves a checkpoint, tiles and bundles that Go’s own tlog and note accept', async () => {
      const { stdout } = await ask(go, [vkey, host.url])
      expect(stdout).toMatch(/^All \d+ entries are in the signed tree/)
    })

    it('is checked by the commands that the README gives', async () => {
      const readme = readFileSync(join(here, '../../README.md'), 'utf8')
      const [checkpoint = '', entry = ''] = [...readme.matchAll(/```sh\n([^]*?)```/g)]
        .map(([, commands = '']) => commands.replaceAll('localhost:8787', new URL(host.url).host))
        .filter((commands) => commands.includes('curl'))
      const options = { cwd: mkdtempSync(join(tmpdir(), 'readme-')) }
      const run = async (commands: string) => (await ask('bash', ['-euo', 'pipefail', '-c', commands], options)).stdout
      expect(await run(checkpoint)).toContain('Signature Verified Successfully')
      const [hash, again] = [...(await run(entry)).matchAll(/[0-9a-f]{64}/g)].map(([digest]) => digest)
      expect([hash?.length, again]).toEqual([64, hash])
    })

    it('seals a certificate that is valid, tagged and readable, and whose code leads to it', async () => {
      const texts = [cast.body, compact.name, reference, cast.signatory.name, 'Minute 12/26']
      const address = `${host.url}/certificates/${reference}`
      const root = await read('/seal/root.cer')
      expect(() => expectSoundCertificate(pdf, root, { texts, address })).not.toThrow()
    })

    it('gives a bundle whose instructions work as they stand, and find what was changed', async () => {
      const folder = mkdtempSync(join(work, 'bundle-'))
      writeFileSync(join(folder, 'bundle.zip'), await bundleOf(host.url, reference))
      await ask('/usr/bin/python3', ['-m', 'zipfile', '-e', 'bundle.zip', '.'], { cwd: folder })
      const instructions = readFileSync(join(folder, 'VERIFY.txt'), 'utf8')
      const commands = [...instructions.matchAll(/^ {4}(.*)$/gm)].map(([, command]) => command).join('\n')
      const run = async () => {
        const { stdout, stderr } = await ask('bash', ['-euo', 'pipefail', '-c', commands], { cwd: folder })
        return stdout + stderr
      }
      const found = await run()
      for (const [, expected = ''] of instructions.matchAll(/Expect "([^"]+)"/g)) expect(found).toContain(expected)
      expect(found).toContain(sha256Of(pdf))
      expect(found).toContain(cast.signatory.name)
      expect(found).toContain(`"reference":"${reference}"`)

      const change = async (name: string, from: string, to: string) => {
        const held = readFileSync(join(folder, name))
        writeFileSync(join(folder, name), held.toString('latin1').replace(from, to), 'latin1')
        await expect(run(), name).rejects.toThrow('Command failed')
        writeFileSync(join(folder, name), held)
      }
      await change('certificate.pdf', '595.28', '595.29')
      await change('leaf.json', '"online"', '"paper"')
      await change('leaf.tlog-proof', 'index ', 'index 1')
      await change('leaf.tlog-proof', '/log\n', '/log\n1')
      await change('issued.tlog-proof', 'index ', 'index 1')
      await change('signatories.ndjson', 'in-force', 'withdrawn')
      await expect(run()).resolves.toContain('leaf.json is in the log')
    })

    it('puts a proof into the certificate that Go and Python accept, and no other leaf', () => {
      const leaf = join(work, `${kind}-leaf.json`)
      const proof = join(work, `${kind}.tlog-proof`)
      const attachment = (name: string) =>
        execFileSync('qpdf', [`--show-attachment=${name}`, join(work, `${kind}.pdf`)])
      writeFileSync(leaf, attachment('leaf.json'))
      writeFileSync(proof, attachment('leaf.tlog-proof'))
      const python = [join(here, 'verify_proof.py'), vkey, proof, leaf]
      expect(execFileSync(go, [vkey, proof, leaf]).toString()).toMatch(/^The leaf is entry \d+ of the signed tree/)
      expect(execFileSync('/usr/bin/python3', python).toString()).toMatch(/^The leaf is entry \d+ of the signed tree/)

      writeFileSync(leaf, readFileSync(leaf, 'utf8').replace('"online"', '"paper"'))
      expect(() => execFileSync(go, [vkey, proof, leaf], { stdio: 'pipe' })).toThrow('Not verified')
      expect(() => execFileSync('/usr/bin/python3', python, { stdio: 'pipe' })).toThrow('Not verified')
    })
  },
)

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
