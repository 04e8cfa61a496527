import { Hono } from 'hono'
import * as v from 'valibot'
import { offerSigningPasskey, offerStatement } from '../actions/offer-signing-passkey.ts'
import { unsigned } from '../actions/passkey-statement.ts'
import { judgePress, listRequests, signEdition } from '../actions/sign-edition.ts'
import { sayOwn } from '../core/own-words.ts'
import { Refusal } from '../core/refusal.ts'
import { statementFor } from '../core/statement.ts'
import { clientOf } from '../http/guard.ts'
import { looseLine, parse, readForm, tick, typedText } from '../http/parse.ts'
import { findText } from '../storage/read/editions.ts'
import { SignaturePage } from './pages/sign-signature.tsx'
import { newPasskeyAnswer, signedStatement } from './passkey-answer.ts'
import { signatorySession } from './signatory-visit.ts'
import type { Site, Visit } from './site.ts'

const place = '/sign/requests/:edition'

/** Reading one edition and signing it, with a passkey as well where somebody wants that. */
export const signRequestPages = new Hono<Site>()
  .get(place, async (c) => {
    const { request, text, said, lastTyped } = await requested(c)
    if (request.signed) return c.redirect('/sign/requests', 303)
    // What was typed for one edition is not asked for again with the next.
    const typed = { role: request.signatory.role, ...lastTyped }
    return c.html(
      <SignaturePage shell={c.var.shell} request={request} text={text} said={said} typed={typed} mistakes={[]} />,
    )
  })
  .post(place, async (c) => {
    const { session, edition, press, typed } = await pressed(c)
    const { passkey } = parse(v.object({ passkey: v.fallback(v.optional(signedStatement), undefined) }), typed)
    if (typedText(typed, 'passkey') !== '' && !passkey) {
      // What else is wrong is said first.
      await judgePress(c.var.parts, session, edition, press)
      throw noPasskey()
    }
    await signEdition(c.var.parts, session, edition, { ...press, passkey })
    return c.redirect('/sign/requests', 303)
  })
  .post(`${place}/passkey`, async (c) => {
    const { session, edition, press } = await pressed(c)
    return c.json(await offerSigningPasskey(c.var.parts, session, edition, press))
  })
  .post(`${place}/passkey/statement`, async (c) => {
    const { session, edition, press, typed } = await pressed(c)
    const { passkey: answer } = parse(v.object({ passkey: v.fallback(v.nullable(newPasskeyAnswer), null) }), typed)
    if (!answer) throw noPasskey()
    return c.json(await offerStatement(c.var.parts, session, edition, { ...press, answer }))
  })

function noPasskey(): Refusal {
  return new Refusal('passkey-wrong', `Your browser has given no passkey. ${unsigned}`, 'passkey')
}

/** What a signatory typed and ticked, as they sent it; a refusal shows it again. */
async function pressed(c: Visit) {
  const { session, body, request, text, said } = await requested(c)
  const typed = await readForm(c)
  const { shell } = c.var
  const showAgain = (statement: string) =>
    c.set('again', (mistakes) => (
      <SignaturePage
        shell={shell}
        request={{ ...request, statement }}
        text={text}
        said={said}
        typed={typed}
        mistakes={mistakes}
      />
    ))
  showAgain(request.statement)
  const pledge = parse(v.object({ name: looseLine, role: looseLine, authorised: tick, read: tick }), typed)
  // A role typed anew changes the statement: it is shown again before anybody signs it.
  const { signatory, change, boardOn } = request
  const role = pledge.role || signatory.role
  showAgain(statementFor({ ...signatory, boardOn, role }, body, request.name, change))
  const press = { ...pledge, statement: typedText(typed, 'statement'), client: clientOf(c) }
  return { session, edition: request.edition.id, press, typed }
}

async function requested(c: Visit) {
  const session = await signatorySession(c)
  const { signUp, number, body, requests } = await listRequests(c.var.parts, session)
  const last = signUp.signatures.findLast(({ signatory }) => signatory === number)
  const request = requests.find(({ edition }) => edition.slug === c.req.param('edition'))
  const text = request && (await findText(c.var.parts.db, request.text))?.text
  if (!request || (!text && !request.change)) throw new Refusal('not-found', 'You have not been asked to sign this.')
  const said = sayOwn(signUp.draft, request.edition.id)
  return { session, body, request, text, said, lastTyped: last && { name: last.name, role: last.role } }
}
