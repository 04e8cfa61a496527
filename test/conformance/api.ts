import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  acceptByApi,
  answersOf,
  confirmByApi,
  enterDeskByApi,
  issuedByApi,
  pledgeByApi,
  Program,
  requestByApi,
  sessionIn,
  signByApi,
} from '../support/api-client.ts'
import { compact, coordinator, makeCast, until } from '../support/walk-pages.ts'
import { readLog } from './read-log.ts'

const unknownId = '01a00000-0000-7000-8000-000000000000'

/** The same thread as the pages, for programs. Every answer is held against the host's own OpenAPI document. */
export function apiSuite(url: () => string): void {
  describe('by its JSON API', () => {
    it('takes an organisation from nothing to a certificate that can be checked', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const id = await signByApi(program, cast)
      const desk = await enterDeskByApi(program)

      const waiting = await program.ask('GET', '/desk/sign-ups', { session: desk })
      expect(waiting.body).toMatchObject({ signUps: expect.arrayContaining([expect.objectContaining({ id })]) })
      const check = await program.ask('GET', `/desk/sign-ups/${id}`, { session: desk })
      expect(check.body).toMatchObject({
        state: 'awaiting-check',
        preparer: cast.preparer,
        body: { slug: null, name: cast.body, identifiers: [`GB-CHC-${cast.number}`] },
        signatures: [{ edition: compact.slug, name: cast.signatory.name, role: cast.signatory.role }],
        domain: null,
      })
      expect(check.headers.get('cache-control')).toBe('no-store')

      const { reference, entry } = await acceptByApi(program, id)
      const pdf = await issuedByApi(program, reference)
      const bytes = new Uint8Array(await (await fetch(new URL(new URL(pdf.address).pathname, url()))).arrayBuffer())
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(pdf.sha256)
      const certificate = await program.ask('GET', `/certificates/${reference}`)
      expect(certificate.body).toMatchObject({
        reference,
        entry,
        body: { name: cast.body },
        edition: { slug: compact.slug },
        standing: { name: 'in-force' },
        check: ['mailbox', 'minute-seen', 'phone-back'],
        signatures: [
          { name: cast.signatory.name, mandate: 'resolution', decidedOn: '2026-03-27', minute: 'Minute 12/26' },
        ],
      })
      const { entries } = await until('the entry to be published', async () => {
        const log = await readLog(url())
        return log.entries.some((one) => one.pdf === pdf.sha256) ? log : undefined
      })
      const told = await program.ask('GET', `/entries/${entry}`)
      expect(told.body).toMatchObject({ index: entry, published: true, leaf: entries[entry] })
      expect(JSON.stringify(told.body)).toContain(cast.signatory.name)
    })

    it('lists it among the signatories, whole or filtered, in the shape of the published list', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const { reference, entry } = await acceptByApi(program, await signByApi(program, cast))
      await issuedByApi(program, reference)
      const row = {
        body: { name: cast.body, sector: 'vcs', kind: 'registered-charity', identifiers: [`GB-CHC-${cast.number}`] },
        instrument: 'Shropshire Compact',
        edition: compact.slug,
        standing: 'in-force',
        decidedOn: '2026-03-27',
        entry,
        reference,
      }
      const found = await until('the list to hold it', async () => {
        const { body } = await program.ask('GET', `/signatories?q=${cast.number}&sector=vcs&standing=in-force`)
        return JSON.stringify(body).includes(reference) ? body : undefined
      })
      expect(found).toMatchObject({ total: 1, signatories: [row] })
      const elsewhere = await program.ask('GET', `/signatories?q=${cast.number}&sector=public-sector`)
      expect(elsewhere.body).toMatchObject({ total: 0, signatories: [] })
      const before = await program.ask('GET', `/signatories?q=${cast.number}&as-at=2020-01-01`)
      expect(before.body).toMatchObject({ asAt: '2020-01-01', signatories: [{ reference, standing: 'not-yet' }] })

      const computed = await (await fetch(`${url()}/signatories.json?q=${cast.number}`)).json()
      expect(computed).toMatchObject({ total: 1, signatories: [row] })
      expect(await (await fetch(`${url()}/signatories.csv?q=${cast.number}`)).text()).toContain(reference)
      const published = await until('the published list to hold it', async () => {
        const list: unknown = await (await fetch(`${url()}/signatories.json`)).json()
        return JSON.stringify(list).includes(reference) ? list : undefined
      })
      expect(published).toMatchObject({ signatories: expect.arrayContaining([expect.objectContaining({ reference })]) })
      expect((await fetch(`${url()}/signatories.json?page=2`)).status).toBe(422)
    })

    it('knows organisations by name, number and slug, signed or not', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const { reference } = await acceptByApi(program, await signByApi(program, cast))
      const found = await program.ask('GET', `/bodies?q=${cast.number}`)
      expect(found.body).toMatchObject({ total: 1, bodies: [{ name: cast.body }] })
      const slug = /"slug":"([^"]+)"/.exec(JSON.stringify(found.body))?.[1] ?? ''
      const body = await program.ask('GET', `/bodies/${slug}`)
      expect(body.body).toMatchObject({ name: cast.body, signings: [{ reference, standing: { name: 'in-force' } }] })

      const again = makeCast()
      const begun = await program.ask('POST', '/sign-ups', { body: again.preparer })
      const id = /"id":"([^"]+)"/.exec(JSON.stringify(begun.body))?.[1] ?? ''
      const sent = { session: sessionIn(begun), body: { registered: slug } }
      expect((await program.ask('PATCH', `/sign-ups/${id}`, sent)).body).toMatchObject({
        body: { slug, name: cast.body },
      })
    })

    it('names the editions and the digest of each text', async () => {
      const program = await Program.of(url())
      const edition = await program.ask('GET', `/editions/${compact.slug}`)
      expect(edition.body).toMatchObject({ slug: compact.slug, name: compact.name, texts: [{ language: 'en' }] })
      const all = await program.ask('GET', '/editions')
      expect(all.body).toMatchObject({ editions: expect.arrayContaining([edition.body]) })
      const digest = /"sha256":"([0-9a-f]{64})"/.exec(JSON.stringify(edition.body))?.[1]
      const text = await (await fetch(`${url()}/editions/${compact.slug}.en.md`)).arrayBuffer()
      expect(createHash('sha256').update(new Uint8Array(text)).digest('hex')).toBe(digest)
    })

    it('lets a preparer come back by link, and keeps answers that are not sent anew', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const begun = await program.ask('POST', '/sign-ups', { body: cast.preparer })
      const id = /"id":"([^"]+)"/.exec(JSON.stringify(begun.body))?.[1] ?? ''
      const { body, signatory } = answersOf(cast)
      await program.ask('PATCH', `/sign-ups/${id}`, { session: sessionIn(begun), body: { body } })
      const token = await program.mailedToken(cast.preparer.email, 'Your sign-up')
      const link = await program.ask('POST', '/links', { body: { token } })
      expect(link.body).toMatchObject({ role: 'preparer', signUp: id })
      const session = sessionIn(link)
      const changed = await program.ask('PATCH', `/sign-ups/${id}`, { session, body: { signatory } })
      expect(changed.body).toMatchObject({ body: { name: cast.body }, signatory: { name: cast.signatory.name } })
      const early = await program.refused('POST', `/sign-ups/${id}/request`, { session })
      expect(early).toMatchObject({ type: '/problems/incomplete', errors: [{ field: 'edition' }] })
    })

    it('sends another code, and the earlier one works no more', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      await requestByApi(program, cast)
      const token = await program.mailedToken(cast.signatory.email, 'please sign')
      const session = sessionIn(await program.ask('POST', '/links', { body: { token } }))
      const first = await program.mailedCode(cast.signatory.email)
      expect((await program.ask('POST', '/codes', { session })).status).toBe(204)
      const second = await program.mailedCode(cast.signatory.email)
      // Once in a million runs the two are the same, and this fails.
      const stale = await program.refused('POST', '/confirmations', { session, body: { code: first } })
      expect(stale.type).toBe('/problems/code-wrong')
      expect((await program.ask('POST', '/confirmations', { session, body: { code: second } })).status).toBe(201)
    })

    it('ends a session of the desk', async () => {
      const program = await Program.of(url())
      const session = await enterDeskByApi(program)
      expect((await program.ask('DELETE', '/desk/sessions', { session })).status).toBe(204)
      const late = await program.refused('GET', '/desk/sign-ups', { session })
      expect(late).toMatchObject({ status: 401, type: '/problems/not-signed-in' })
    })

    it('refuses in problem documents that name every field to mend', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      expect(await program.refused('POST', '/sign-ups', { body: {} })).toEqual({
        type: '/problems/field-invalid',
        title: 'There is a problem',
        status: 422,
        detail: 'Some answers need another look.',
        errors: [
          { field: 'name', words: 'Enter your name' },
          { field: 'email', words: 'Enter an email address.' },
        ],
      })
      const begun = await program.ask('POST', '/sign-ups', { body: cast.preparer })
      const session = sessionIn(begun)
      const id = /"id":"([^"]+)"/.exec(JSON.stringify(begun.body))?.[1] ?? ''
      const refusing = async (body: object) => program.refused('PATCH', `/sign-ups/${id}`, { session, body })
      const wrong = { ...answersOf(cast).body, kind: 'guild', identifiers: [{ list: 'GB-CHC', number: 'SC012345' }] }
      expect((await refusing({ body: wrong })).errors.map(({ field }) => field)).toEqual(['body.kind'])
      const number = await refusing({ body: { ...wrong, kind: 'registered-charity' } })
      expect(number.errors).toEqual([
        { field: 'body.identifiers.0.number', words: expect.stringContaining('Scottish') },
      ])
      expect((await refusing({ registered: 'nobody-has-this-slug' })).errors.map(({ field }) => field)).toEqual([
        'registered',
      ])
      const signatory = await refusing({ signatory: {} })
      expect(signatory.errors.map(({ field }) => field)).toEqual(
        ['name', 'role', 'email', 'mandate', 'nameShown'].map((field) => `signatory.${field}`),
      )
      const unsettable = await refusing({ signatory: { ...answersOf(cast).signatory, name: '漢字' } })
      expect(unsettable).toMatchObject({ type: '/problems/unsettable', status: 422 })
      const garbled = await fetch(`${url()}/api/v1/sign-ups`, { method: 'POST', body: '{' })
      expect(garbled.status).toBe(422)
    })

    it.each([
      ['GET', '/nothing-of-the-kind', 404],
      ['GET', '/bodies/nobody-has-this-slug', 404],
      ['GET', '/certificates/EX-99999', 404],
      ['GET', '/entries/999999', 404],
      ['GET', '/entries/01', 404],
      ['GET', '/signatories?sector=third', 422],
      ['GET', '/signatories?as-at=2026-02-30', 422],
      ['GET', `/sign-ups/${unknownId}`, 401],
      ['GET', '/requests', 401],
      ['GET', '/desk/sign-ups', 401],
      ['POST', `/desk/sign-ups/${unknownId}/acceptance`, 401],
      ['DELETE', '/desk/sessions', 401],
    ])('answers %s %s with the problem %i', async (method, path, status) => {
      const program = await Program.of(url())
      const problem = await program.refused(method, path)
      expect(problem.status).toBe(status)
      expect((await fetch(`${url()}${problem.type}`)).status).toBe(200)
    })

    it('lets nobody act in another one’s role', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const { id, session } = await requestByApi(program, cast)
      expect((await program.refused('GET', '/requests', { session })).status).toBe(401)
      expect((await program.refused('POST', `/desk/sign-ups/${id}/acceptance`, { session })).status).toBe(401)
      const other = await requestByApi(program, makeCast())
      expect((await program.refused('GET', `/sign-ups/${id}`, other)).status).toBe(403)
      const signatory = await confirmByApi(program, cast)
      expect((await program.refused('GET', `/sign-ups/${id}`, { session: signatory })).status).toBe(401)
      const stranger = { email: 'stranger@example.org', code: '123456' }
      const letters = await program.mails()
      expect((await program.ask('POST', '/desk/codes', { body: { email: stranger.email } })).status).toBe(204)
      expect(await program.mails()).toEqual(letters)
      expect((await program.refused('POST', '/desk/sessions', { body: stranger })).status).toBe(422)
    })

    it('signs once and accepts once, however often it is asked at the same time', async () => {
      const program = await Program.of(url())
      const cast = makeCast()
      const { id } = await requestByApi(program, cast)
      const session = await confirmByApi(program, cast)
      const body = await pledgeByApi(program, cast, session)
      const path = `/requests/${compact.slug}/signature`
      const signed = await Promise.all([1, 2, 3].map(() => program.ask('POST', path, { session, body })))
      expect(signed.map(({ status }) => status)).toEqual([201, 201, 201])
      const desk = await enterDeskByApi(program)
      const waiting = (await program.mails()).filter(({ subject }) => subject.startsWith(`${cast.body} asks to`))
      expect(waiting.filter(({ address }) => address === coordinator)).toHaveLength(1)

      const check = { session: desk, body: { check: ['domain'] } }
      const accepting = [1, 2, 3].map(() => program.ask('POST', `/desk/sign-ups/${id}/acceptance`, check))
      const accepted = await Promise.all(accepting)
      expect(accepted.map(({ status }) => status)).toEqual([201, 201, 201])
      expect(accepted[1]?.body).toEqual(accepted[0]?.body)
      expect(accepted[2]?.body).toEqual(accepted[0]?.body)
      const found = await program.ask('GET', `/bodies?q=${cast.number}`)
      expect(found.body).toMatchObject({ total: 1 })
    })
  })
}
