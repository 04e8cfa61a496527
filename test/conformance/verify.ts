import { beforeAll, describe, expect, it } from 'vitest'
import { formatInstant } from '../../src/core/day.ts'
import { equalBytes } from '../../src/encoding/bytes.ts'
import { parseZip } from '../../src/encoding/zip.ts'
import { bundleFiles, findPapers, findTrust } from '../../src/verify/bundle.ts'
import { verifyCertificate } from '../../src/verify/certificate-verdict.ts'
import { acceptByApi, issuedByApi, Program, signByApi } from '../support/api-client.ts'
import { Browser, Sheet } from '../support/client.ts'
import { bundleOf, makeCast, until } from '../support/walk-pages.ts'

const disclaimer = 'It does not certify that the organisation keeps its promises.'

/** The check of a certificate, by its reference, by the file, and by a digest. */
export function verifySuite(url: () => string): void {
  describe('of a certificate', () => {
    const cast = makeCast()
    let reference: string
    let pdf: Uint8Array<ArrayBuffer>
    let sha256: string
    beforeAll(async () => {
      const program = await Program.of(url())
      const accepted = await acceptByApi(program, await signByApi(program, cast))
      ;({ reference } = accepted)
      ;({ sha256 } = await issuedByApi(program, reference))
      pdf = new Uint8Array(await (await fetch(`${url()}/certificates/${reference}.pdf`)).arrayBuffer())
      await until('the certificate in the log', async () => {
        const page = await new Browser(url()).open(`/verify?sha256=${sha256}`)
        return page.text.includes('Publicly logged Yes.') ? page : undefined
      })
    })

    const give = async (bytes: Uint8Array<ArrayBuffer>, origin = url()) => {
      const form = new FormData()
      form.set('file', new Blob([bytes]), 'certificate.pdf')
      const answer = await fetch(`${url()}/verify`, { method: 'POST', body: form, headers: { origin } })
      return new Sheet('POST', new URL(answer.url), answer, new Uint8Array(await answer.arrayBuffer()))
    }

    it('says that the file it issued is genuine, logged and in force', async () => {
      const page = await give(pdf)
      expect([page.status, page.heading]).toEqual([200, 'Genuine. In force today.'])
      expect(page.address.search).toBe(`?sha256=${sha256}&claims=${reference}`)
      for (const fact of ['Authentic Yes.', 'Publicly logged Yes.', 'Current Yes.', cast.body, disclaimer]) {
        expect(page.text).toContain(fact)
      }
      const entry = /file that entry (\d+)/.exec(page.text)?.[1]
      const proof = await fetch(`${url()}/log/proofs/${entry}`)
      expect([proof.status, page.links]).toEqual([200, expect.arrayContaining([`/log/proofs/${entry}`])])
      const older = await new Browser(url()).open(`/verify?sha256=${sha256}&as-at=2000-01-01`)
      // The log may grow meanwhile: it says which list was published.
      const still = ({ text }: Sheet) => text.replace(/which had \d+ entries/, '')
      expect(still(older)).toBe(still(await new Browser(url()).open(`/verify?sha256=${sha256}`)))
    })

    it('says of a reference that it is on the register, and that no file was checked', async () => {
      const page = await new Browser(url()).open(`/verify?reference=${reference}`)
      expect(page.heading).toBe(`${reference} is on the register. In force today.`)
      for (const fact of ['Authentic Not checked.', 'Publicly logged Yes.', disclaimer])
        expect(page.text).toContain(fact)
    })

    it('tells a changed certificate, a PDF of somebody else and no PDF apart', async () => {
      const changed = await give(new Uint8Array([...pdf, 10]))
      expect(changed.heading).toMatch(/^Not genuine: /)
      expect(changed.text).toContain(`It calls itself ${reference}`)
      expect(changed.links).toContain(`/certificates/${reference}`)
      const strange = await give(new TextEncoder().encode('%PDF-1.7\n%%EOF\n'))
      expect(strange.heading).toMatch(/^Not genuine: /)
      expect(strange.text).not.toContain('It calls itself')
      const picture = await give(new TextEncoder().encode('GIF89a'))
      expect(picture.heading).toBe('Not a certificate: this file is not a PDF.')
      for (const page of [changed, strange, picture])
        expect([page.status, page.text]).toEqual([200, expect.stringContaining(disclaimer)])
    })

    it('asks again where there is no file, too much of one, or no digest', async () => {
      const pages = await Promise.all([
        give(new Uint8Array()),
        give(new Uint8Array(10_000_001)),
        new Browser(url()).press(await new Browser(url()).open('/verify'), 'Check this file'),
        new Browser(url()).open('/verify?sha256=abc'),
      ])
      for (const page of pages) {
        expect([page.status, [...page.mistakes.keys()]]).toEqual([422, ['file']])
        expect(page.heading).toBe('Check a certificate')
      }
    })

    it('takes no file that another site sends', async () => {
      expect((await give(pdf, 'https://elsewhere.example')).status).toBe(403)
    })

    it('gives a bundle to check it offline, the same each time, and a page that does', async () => {
      // Each has the newest checkpoint, so two are the same once the log is still.
      const zip = await until('two bundles of one checkpoint', async () => {
        const [first, again] = [await bundleOf(url(), reference), await bundleOf(url(), reference)]
        return equalBytes(first, again) ? first : undefined
      })
      const files = parseZip(zip, 10_000_000)
      expect(files.get('certificate.pdf')).toEqual(pdf)
      expect([...files.keys()]).toEqual(
        expect.arrayContaining([...Object.values(bundleFiles), 'VERIFY.txt', 'verify.html']),
      )
      expect([...files.keys()].filter((name) => name.endsWith('.md'))).toHaveLength(1)
      const papers = findPapers(files)
      const verdict = papers && (await verifyCertificate(papers, findTrust(files), formatInstant(Date.now())))
      expect(verdict).toMatchObject({
        authentic: { answer: 'yes' },
        logged: { answer: 'yes' },
        current: { answer: 'yes' },
        line: { reference, body: { name: cast.body } },
      })
      const page = await fetch(`${url()}/verify.html`)
      const policy = page.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /)
      expect(await page.text()).toContain(policy.split('; frame-ancestors')[0])
      const missing = await fetch(`${url()}/certificates/EX-99999.zip`)
      expect(missing.status).toBe(404)
    })

    it('tells a program the same', async () => {
      const program = await Program.of(url())
      const genuine = await program.ask('GET', `/certificates?sha256=${sha256.toUpperCase()}`)
      expect(genuine.body).toMatchObject({
        sha256,
        authentic: true,
        replacedBy: null,
        certificate: { reference, body: { name: cast.body }, standing: { name: 'in-force' }, pdf: { sha256 } },
      })
      const strange = await program.ask('GET', `/certificates?sha256=${'0'.repeat(64)}`)
      expect(strange.body).toMatchObject({ authentic: false, logged: null, certificate: null })
      expect((await program.refused('GET', '/certificates?sha256=abc')).status).toBe(422)
    })
  })
}
