import { Hono } from 'hono'
import { agreeEdition } from '../actions/agree-edition.ts'
import {
  addText,
  changeDraft,
  readDraftSetting,
  removeDraft,
  removeText,
  startDraft,
  tellDraft,
  tellDrafts,
  type ToldDraft,
} from '../actions/draft-edition.ts'
import { nationalInstruments } from '../actions/national.ts'
import { stamp } from '../actions/parts.ts'
import { formatDayWords, londonDay } from '../core/day.ts'
import { emptyDraft, textsOf } from '../core/edition-draft.ts'
import { formatEditionText } from '../core/edition-text.ts'
import { Refusal, type Mistake } from '../core/refusal.ts'
import { parseId, readForm, typedText } from '../http/parse.ts'
import { editionName, listEditions } from '../storage/read/editions.ts'
import {
  detailsFields,
  detailsOf,
  formOfConcordance,
  formOfDetails,
  readConcordance,
  readDetails,
  readOffered,
} from './draft-forms.ts'
import { signedIn } from './desk-visit.ts'
import { DeskEditionsPage } from './pages/desk-editions.tsx'
import { DraftPreviewPage } from './pages/draft-preview.tsx'
import { ConcordanceQuestion, DraftDetailsQuestion, DraftTextQuestion } from './pages/draft-questions.tsx'
import { EditionDraftPage } from './pages/edition-draft.tsx'
import { atFields } from './read-act.ts'
import type { Site, Visit } from './site.ts'

/** Editions that are written at the desk until they are agreed. */
export const deskEditionPages = new Hono<Site>()
  .get('/desk/editions', async (c) => {
    await signedIn(c)
    const { parts, shell } = c.var
    const drafts = (await tellDrafts(parts)).map(({ id, name, changedAt }) => {
      return { id, name, since: formatDayWords(londonDay(changedAt)) }
    })
    const editions = (await listEditions(parts.db)).map((one) => {
      return { slug: one.slug, name: editionName(one), languages: one.texts.map(({ language }) => language) }
    })
    return c.html(<DeskEditionsPage shell={shell} id={stamp(parts).id()} drafts={drafts} editions={editions} />)
  })
  .post('/desk/editions', async (c) => {
    await signedIn(c)
    const id = parseId(typedText(await readForm(c), 'key'))
    await startDraft(c.var.parts, id, emptyDraft)
    return c.redirect(`/desk/drafts/${id}/details`, 303)
  })
  .get('/desk/drafts/:id', async (c) => {
    const draft = await requireDraft(c)
    if (draft.edition !== null) return c.redirect(await addressOf(c, draft.edition), 303)
    return c.html(await draftPage(c, draft, []))
  })
  .get('/desk/drafts/:id/details', async (c) => {
    const draft = await requireDraft(c)
    return c.html(await detailsPage(c, draft, formOfDetails(draft.draft), []))
  })
  .post('/desk/drafts/:id/details', async (c) => {
    const draft = await requireDraft(c)
    const typed = await readForm(c)
    c.set('again', async (mistakes) => detailsPage(c, draft, typed, mistakes))
    const { instruments } = await readDraftSetting(c.var.parts)
    // What is left empty is not known any more.
    await changeDraft(c.var.parts, draft.id, await readDetails(typed, instruments), detailsOf)
    return c.redirect(`/desk/drafts/${draft.id}`, 303)
  })
  .get('/desk/drafts/:id/text', async (c) => {
    const draft = await requireDraft(c)
    const language = languageOf(c, draft)
    const own = textsOf(draft.draft).find(({ text }) => text.language === language)
    const isReference = own !== undefined && language === draft.draft.reference
    const typed = {
      text: own ? formatEditionText(own.text) : '',
      tidy: 'yes',
      ...(isReference && { reference: 'yes' }),
    }
    return c.html(textPage(c, draft, typed, []))
  })
  .post('/desk/drafts/:id/text', async (c) => {
    const draft = await requireDraft(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => textPage(c, draft, typed, mistakes))
    const offered = await readOffered(c, typed)
    c.set('again', (mistakes) => textPage(c, draft, { ...typed, text: offered.raw }, mistakes))
    await addText(c.var.parts, draft.id, offered)
    return c.redirect(`/desk/drafts/${draft.id}`, 303)
  })
  .post('/desk/drafts/:id/text/removal', async (c) => {
    const draft = await requireDraft(c)
    c.set('again', async (mistakes) => draftPage(c, draft, mistakes))
    await removeText(c.var.parts, draft.id, typedText(await readForm(c), 'language'))
    return c.redirect(`/desk/drafts/${draft.id}`, 303)
  })
  .get('/desk/drafts/:id/concordance', async (c) => {
    const draft = await requireDraft(c)
    return c.html(concordancePage(c, draft, formOfConcordance(draft.draft.concordance), []))
  })
  .post('/desk/drafts/:id/concordance', async (c) => {
    const draft = await requireDraft(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => concordancePage(c, draft, typed, mistakes))
    await changeDraft(c.var.parts, draft.id, { concordance: readConcordance(typed, themesOf(draft)) })
    return c.redirect(`/desk/drafts/${draft.id}`, 303)
  })
  .get('/desk/drafts/:id/preview', async (c) => {
    const draft = await requireDraft(c)
    const language = c.req.query('language') ?? draft.draft.reference
    const text = textsOf(draft.draft).find((one) => one.text.language === language)?.text
    if (!text) throw new Refusal('not-found', 'This draft has no such text yet.')
    return c.html(<DraftPreviewPage shell={c.var.shell} id={draft.id} text={text} />)
  })
  .post('/desk/drafts/:id/agreement', async (c) => {
    const draft = await requireDraft(c)
    c.set('again', async (mistakes) => draftPage(c, draft, mistakes))
    const { slug } = await agreeEdition(c.var.parts, draft.id)
    return c.redirect(`/editions/${slug}`, 303)
  })
  .post('/desk/drafts/:id/removal', async (c) => {
    const draft = await requireDraft(c)
    c.set('again', async (mistakes) => draftPage(c, draft, mistakes))
    await removeDraft(c.var.parts, draft.id)
    return c.redirect('/desk/editions', 303)
  })

async function requireDraft(c: Visit): Promise<ToldDraft> {
  await signedIn(c)
  return tellDraft(c.var.parts, parseId(c.req.param('id') ?? ''))
}

async function addressOf(c: Visit, edition: string): Promise<string> {
  const found = (await listEditions(c.var.parts.db)).find(({ id }) => id === edition)
  return found ? `/editions/${found.slug}` : '/desk/editions'
}

/** Where each answer is shown on the page of a draft. */
const sections: Readonly<Record<string, string>> = { texts: 'texts', reference: 'texts', concordance: 'concordance' }

async function draftPage(c: Visit, draft: ToldDraft, mistakes: readonly Mistake[]) {
  const { instruments } = await readDraftSetting(c.var.parts)
  const { instrument, replaces } = draft.draft
  const all = await listEditions(c.var.parts.db)
  const registered = instrument && 'registered' in instrument ? instrument.registered : undefined
  const named = instrument && 'name' in instrument ? `${instrument.name}, ${instrument.area} (new)` : undefined
  return (
    <EditionDraftPage
      shell={c.var.shell}
      draft={draft}
      instrument={named ?? instruments.find(({ id }) => id === registered)?.name}
      replaces={all.filter(({ id }) => replaces.includes(id)).map(editionName)}
      mistakes={mistakes.map(({ field, words }) => ({
        field: field === 'main-content' ? field : (sections[field] ?? 'details'),
        words,
      }))}
    />
  )
}

async function detailsPage(c: Visit, { id, name }: ToldDraft, typed: Typed, mistakes: readonly Mistake[]) {
  const { instruments } = await readDraftSetting(c.var.parts)
  const fields = detailsFields(instruments)
  const editions = (await listEditions(c.var.parts.db)).map((one) => ({ id: one.id, name: editionName(one) }))
  // Ticks are no fields of an act, and lead to themselves.
  const led = mistakes.map((one) =>
    /^(binds|replaces|main-content)$/.test(one.field) ? one : (atFields(fields, [one])[0] ?? one),
  )
  const question = { id, name, typed, mistakes: led, fields, editions }
  return <DraftDetailsQuestion shell={c.var.shell} {...question} />
}

type Typed = Parameters<typeof DraftTextQuestion>[0]['typed']

function textPage(c: Visit, draft: ToldDraft, typed: Typed, mistakes: readonly Mistake[]) {
  const question = { id: draft.id, name: draft.name, typed, mistakes, language: languageOf(c, draft) }
  return <DraftTextQuestion shell={c.var.shell} {...question} />
}

function concordancePage(c: Visit, draft: ToldDraft, typed: Typed, mistakes: readonly Mistake[]) {
  const question = { id: draft.id, name: draft.name, typed, mistakes, themes: themesOf(draft) }
  return <ConcordanceQuestion shell={c.var.shell} {...question} instruments={nationalInstruments} />
}

function themesOf({ draft }: ToldDraft) {
  return textsOf(draft)[0]?.text.themes ?? []
}

/** The language that the address asks for, where the draft has a text in it. */
function languageOf(c: Visit, { draft }: ToldDraft): string | undefined {
  const asked = c.req.query('language')
  return textsOf(draft).find(({ text }) => text.language === asked)?.text.language
}
