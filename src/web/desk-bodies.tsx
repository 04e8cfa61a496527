import { Hono } from 'hono'
import { stamp } from '../actions/parts.ts'
import { registerBody } from '../actions/register-body.ts'
import { parseId, readForm, typedText } from '../http/parse.ts'
import { searchBodies } from '../storage/read/search.ts'
import { assureUnheardOf, readBody } from './body-form.ts'
import { signedIn } from './desk-visit.ts'
import { NewBodyPage } from './pages/new-body.tsx'
import type { Site } from './site.ts'

/** Organisations that a coordinator puts on the register before they sign. */
export const deskBodyPages = new Hono<Site>()
  .get('/desk/bodies', async (c) => {
    await signedIn(c)
    const typed = { key: stamp(c.var.parts).id() }
    return c.html(<NewBodyPage shell={c.var.shell} typed={typed} mistakes={[]} alike={[]} />)
  })
  .post('/desk/bodies', async (c) => {
    await signedIn(c)
    const typed = await readForm(c)
    const name = typedText(typed, 'name').trim().slice(0, 300)
    const alike = name === '' ? [] : await searchBodies(c.var.parts.db, { q: name }, 5)
    c.set('again', (mistakes) => <NewBodyPage shell={c.var.shell} typed={typed} mistakes={mistakes} alike={alike} />)
    const body = readBody(typed)
    if (!('another' in typed)) assureUnheardOf(body.name, alike)
    const { slug } = await registerBody(c.var.parts, body, parseId(typedText(typed, 'key')))
    return c.redirect(`/bodies/${slug}`, 303)
  })
