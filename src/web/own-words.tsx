import { Hono } from 'hono'
import * as v from 'valibot'
import { fillInSignUp } from '../actions/fill-in-sign-up.ts'
import type { MembersList, OwnWords } from '../core/own-words.ts'
import { parseTypedDay } from '../core/typed-day.ts'
import { looseOwnText, parse, readForm, typedDay, webAddress, type Typed } from '../http/parse.ts'
import { editionName, findText, listEditions } from '../storage/read/editions.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import { MembersQuestion, OwnWordsQuestion } from './pages/own-words.tsx'
import { onwards } from './sign-answers.tsx'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** What a body may add to what it signs: words of its own, and who its members are. */
export const ownWordsPages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/own-words', async (c) => {
    const signUp = await preparedSignUp(c)
    const editions = await pledgeable(c, signUp)
    const typed = formOfOwn(signUp.draft.own, editions)
    return c.html(
      <OwnWordsQuestion shell={c.var.shell} id={signUp.id} typed={typed} mistakes={[]} editions={editions} />,
    )
  })
  .post('/sign/:id{[0-9a-f-]{36}}/own-words', async (c) => {
    const signUp = await preparedSignUp(c)
    const typed = await readForm(c)
    const editions = await pledgeable(c, signUp)
    c.set('again', (mistakes) => (
      <OwnWordsQuestion shell={c.var.shell} id={signUp.id} typed={typed} mistakes={mistakes} editions={editions} />
    ))
    await fillInSignUp(c.var.parts, signUp.id, { own: readOwn(typed, editions) })
    return c.redirect(`/sign/${signUp.id}`, 303)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/members', async (c) => {
    const { id, draft } = await preparedSignUp(c)
    const typed = formOfMembers(draft.members)
    return c.html(<MembersQuestion shell={c.var.shell} id={id} typed={typed} mistakes={[]} />)
  })
  .post('/sign/:id{[0-9a-f-]{36}}/members', async (c) => {
    const { id } = await preparedSignUp(c)
    const typed = await readForm(c)
    c.set('again', (mistakes) => <MembersQuestion shell={c.var.shell} id={id} typed={typed} mistakes={mistakes} />)
    await fillInSignUp(c.var.parts, id, { members: readMembers(typed) })
    return onwards(c, id)
  })

type Edition = Awaited<ReturnType<typeof pledgeable>>[number]

/** The themes of what is to be signed, in the language in which it is. */
async function pledgeable({ var: { parts } }: Visit, { draft }: StoredSignUp) {
  const all = await listEditions(parts.db)
  const found = await Promise.all(
    draft.editions.map(async ({ edition: id, language }) => {
      const edition = all.find((one) => one.id === id)
      const digest = edition?.texts.find((one) => one.language === language)?.sha256
      const read = digest === undefined ? undefined : await findText(parts.db, digest)
      if (!edition || !read) return []
      const themes = read.text.themes.map(({ number, name }) => {
        return { field: `pledge-${edition.slug}-${number}`, number, name }
      })
      return [{ id, name: editionName(edition), themes }]
    }),
  )
  return found.flat()
}

function readOwn(typed: Typed, editions: readonly Edition[]): OwnWords {
  const asked = editions.flatMap(({ id, themes }) =>
    themes.map(({ field, number }) => ({ edition: id, field, number })),
  )
  const members = [['statement', looseOwnText], ...asked.map(({ field }) => [field, looseOwnText] as const)] as const
  const read = new Map(Object.entries(parse(v.object(Object.fromEntries(members)), typed)))
  const statement = read.get('statement') ?? ''
  const pledges = asked.flatMap(({ edition, field, number }) => {
    const text = read.get(field) ?? ''
    return text === '' ? [] : [{ edition, theme: number, text }]
  })
  return { ...(statement !== '' && { statement }), pledges }
}

function formOfOwn(own: OwnWords | undefined, editions: readonly Edition[]): Typed {
  const pledges = editions.flatMap(({ id, themes }) =>
    themes.map(({ field, number }) => {
      const made = own?.pledges.find(({ edition, theme }) => edition === id && theme === number)
      return [field, made?.text ?? '']
    }),
  )
  return { statement: own?.statement ?? '', ...Object.fromEntries(pledges) }
}

function readMembers(typed: Typed): MembersList {
  const { members } = parse(v.object({ members: webAddress }), typed)
  const day = typedDay(typed, 'listed')
  return { list: members, on: parseTypedDay(day, 'listed-day') }
}

function formOfMembers(members: MembersList | undefined): Typed {
  const [year = '', month = '', day = ''] = members?.on.split('-') ?? []
  return { members: members?.list ?? '', 'listed-day': day, 'listed-month': month, 'listed-year': year }
}
