import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { countAsked, requireSignUp } from '../actions/fill-in-sign-up.ts'
import { findByCode } from '../actions/find-by-code.ts'
import { bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { listSheetTexts } from '../actions/sheet-texts.ts'
import { sheetOf } from '../actions/signing-sheet.ts'
import { startPaper, transcribePaper } from '../actions/transcribe-paper.ts'
import { Refusal } from '../core/refusal.ts'
import { largestScan } from '../core/scan-file.ts'
import { sheetCodeOf } from '../core/sheet-code.ts'
import { parseId, readFile, readForm, typedText } from '../http/parse.ts'
import { findScan } from '../storage/read/scans.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { bodyNamed } from './desk-acts.tsx'
import { signedIn } from './desk-visit.ts'
import { PaperDeskPage, TranscriptPage } from './pages/desk-paper.tsx'
import { PaperPage } from './pages/sign-paper.tsx'
import { printed } from './printed-sheet.ts'
import { atPaperField, formOfPaper, readPaper } from './read-paper.ts'
import { offeredTexts } from './signable-editions.ts'
import type { Site, Visit } from './site.ts'

/** A scan, and what a form says beside it. */
const largestForm = largestScan + 100_000

/** What a coordinator does with paper: find or begin the sign-up, print its sheet, type in what came back. */
export const deskPaperPages = new Hono<Site>()
  .get('/desk/paper', async (c) => {
    await signedIn(c)
    const typed = { code: c.req.query('code') ?? '' }
    const editions = await offeredTexts(c)
    const { shell, parts } = c.var
    c.set('again', (mistakes) => <PaperDeskPage shell={shell} typed={typed} mistakes={mistakes} editions={editions} />)
    if (c.req.query('code') === undefined)
      return c.html(<PaperDeskPage shell={shell} typed={typed} mistakes={[]} editions={editions} />)
    return c.redirect(`/desk/sign-ups/${await findByCode(parts, typed.code)}/paper`, 303)
  })
  .post('/desk/paper', async (c) => {
    const by = await signedIn(c)
    const typed = await readForm(c)
    const editions = await offeredTexts(c)
    c.set('again', (mistakes) => (
      <PaperDeskPage shell={c.var.shell} typed={typed} mistakes={mistakes} editions={editions} />
    ))
    const name = typedText(typed, 'body').trim()
    const body = name === '' ? undefined : await bodyNamed(c, name)
    if (!body)
      throw new Refusal('field-invalid', 'Enter the full name of an organisation on the register, or add it', 'body')
    const chosen = editions.filter(({ value }) => [typed['edition'] ?? []].flat().includes(value))
    const started = { body, editions: chosen.map(({ edition, language }) => ({ edition, language })) }
    return c.redirect(`/desk/sign-ups/${await startPaper(c.var.parts, started, by)}/sheet`, 303)
  })
  .get('/desk/sign-ups/:id/sheet', async (c) => {
    const signUp = await deskSignUp(c)
    const sheet = await sheetOf(c.var.parts, signUp)
    return c.html(<PaperPage shell={c.var.shell} sheet={sheet} back={`/desk/sign-ups/${signUp.id}/paper`} />)
  })
  .get('/desk/sign-ups/:id/sheet.pdf', async (c) => printed(c, await deskSignUp(c)))
  .get('/desk/sign-ups/:id/scan', async (c) => {
    const { id } = await deskSignUp(c)
    const scan = await findScan(c.var.parts.db, id)
    if (!scan) throw new Refusal('not-found', 'There is no scan of this sign-up.')
    const { mediaType, bytes } = scan
    const name = `scan-${sheetCodeOf(id)}.${mediaType.split('/').at(-1)}`
    return c.body(bytes, 200, { 'content-type': mediaType, 'content-disposition': `inline; filename="${name}"` })
  })
  .get('/desk/sign-ups/:id/paper', async (c) => {
    const signUp = await deskSignUp(c)
    const facts = await factsOf(c, signUp)
    return c.html(<TranscriptPage shell={c.var.shell} facts={facts} typed={formOfPaper(signUp)} mistakes={[]} />)
  })
  .post('/desk/sign-ups/:id/paper', bodyLimit({ maxSize: largestForm, onError: refuseLarge }), async (c) => {
    const by = await signedIn(c)
    const signUp = await deskSignUp(c)
    const facts = await factsOf(c, signUp)
    const typed = await readForm(c)
    c.set('again', (mistakes) => (
      <TranscriptPage shell={c.var.shell} facts={facts} typed={typed} mistakes={mistakes.map(atPaperField)} />
    ))
    const signatories = readPaper(typed)
    const texts = facts.texts.map((_, n) => typedText(typed, `text-${n + 1}`) || undefined)
    const scan = await readFile(c, 'scan', 'Choose the scan: a PDF, PNG or JPEG file')
    await transcribePaper(c.var.parts, signUp.id, { signatories, scan, texts }, by)
    return c.redirect(`/desk/sign-ups/${signUp.id}`, 303)
  })

function refuseLarge(): never {
  throw new Refusal('field-invalid', 'Choose a file of 10 MB or less. A scan in grey is smaller', 'scan')
}

async function deskSignUp(c: Visit) {
  await signedIn(c)
  return requireSignUp(c.var.parts, parseId(c.req.param('id') ?? ''))
}

async function factsOf(c: Visit, signUp: StoredSignUp) {
  const { parts } = c.var
  return {
    id: signUp.id,
    code: sheetCodeOf(signUp.id),
    body: await bodyNameOf(parts, signUp),
    editions: await editionNamesOf(parts, signUp),
    asked: await countAsked(parts, signUp),
    texts: await listSheetTexts(parts, signUp),
  }
}
