import { Hono } from 'hono'
import * as v from 'valibot'
import { endToken, makeToken, tellTokens } from '../actions/tokens.ts'
import { mostTokenDays, scopes } from '../core/scope.ts'
import { line, looseLine, parse, readForm, several, typedText } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { TokensPage } from './pages/desk-tokens.tsx'
import type { Site } from './site.ts'

const place = '/desk/tokens'
const term = `Write a number of days from 1 to ${mostTokenDays}`

const wish = v.object({
  name: line('Say which program it is for'),
  scopes: v.pipe(
    several(v.string()),
    v.transform((ticked) => scopes.filter((scope) => ticked.includes(scope))),
    v.minLength(1, 'Choose what it may do'),
  ),
  days: v.pipe(
    looseLine,
    v.regex(/^\d{1,3}$/, term),
    v.transform(Number),
    v.minValue(1, term),
    v.maxValue(mostTokenDays, term),
  ),
})

/** Tokens by which a coordinator's programs come in. */
export const deskTokenPages = new Hono<Site>()
  .get(place, async (c) => {
    await signedIn(c)
    const tokens = await tellTokens(c.var.parts)
    return c.html(<TokensPage shell={c.var.shell} tokens={tokens} typed={{}} mistakes={[]} />)
  })
  .post(place, async (c) => {
    const coordinator = await signedIn(c)
    const typed = await readForm(c)
    const before = await tellTokens(c.var.parts)
    c.set('again', (mistakes) => <TokensPage shell={c.var.shell} tokens={before} typed={typed} mistakes={mistakes} />)
    const { token } = await makeToken(c.var.parts, parse(wish, typed), coordinator)
    const tokens = await tellTokens(c.var.parts)
    return c.html(<TokensPage shell={c.var.shell} tokens={tokens} made={token} typed={{}} mistakes={[]} />)
  })
  .post(`${place}/end`, async (c) => {
    await signedIn(c)
    await endToken(c.var.parts, typedText(await readForm(c), 'token'))
    return c.redirect(place, 303)
  })
