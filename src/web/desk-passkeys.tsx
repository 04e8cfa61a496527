import { Hono } from 'hono'
import * as v from 'valibot'
import {
  addPasskey,
  enterByPasskey,
  offerPasskey,
  offerSignIn,
  removePasskey,
  renamePasskey,
} from '../actions/passkeys.ts'
import { Refusal } from '../core/refusal.ts'
import { clientOf, seat } from '../http/guard.ts'
import { line, parse, readForm } from '../http/parse.ts'
import { listPasskeys } from '../storage/read/passkeys.ts'
import type { Coordinator } from '../storage/read/register.ts'
import { signedIn } from './desk-visit.ts'
import { showDoor } from './desk.tsx'
import { PasskeyPage, PasskeysPage } from './pages/desk-passkeys.tsx'
import { newPasskeyAnswer, passkeyAnswer } from './passkey-answer.ts'
import type { Site, Visit } from './site.ts'

const place = '/desk/passkeys'
const name = line('Give the passkey a name')
const noAnswer =
  'Your browser has to make the passkey: it needs JavaScript, and a lock with a finger, a face or a number.'

/** Signing in by passkey, and the passkeys that somebody has. */
export const deskPasskeyPages = new Hono<Site>()
  .post('/desk/passkey/challenge', async (c) => c.json(await offerSignIn(c.var.parts)))
  .post('/desk/passkey/session', async (c) => {
    const typed = await readForm(c)
    await showDoor(c, {})
    const { passkey } = parse(v.object({ passkey: v.fallback(v.nullable(passkeyAnswer), null) }), typed)
    if (!passkey) throw new Refusal('passkey-wrong', 'Your browser has given no passkey. You can try again.', 'passkey')
    const { token } = await enterByPasskey(c.var.parts, passkey, clientOf(c).agent)
    seat(c, 'desk', token)
    return c.redirect('/desk', 303)
  })
  .get(place, async (c) => {
    const by = await signedIn(c)
    const passkeys = await listPasskeys(c.var.parts.db, by.id)
    return c.html(<PasskeysPage shell={c.var.shell} passkeys={passkeys} typed={{}} mistakes={[]} />)
  })
  .post('/desk/passkey/new-challenge', async (c) =>
    c.json(await offerPasskey(c.var.parts, await signedIn(c, 'reader'))),
  )
  .post(place, async (c) => {
    const by = await signedIn(c, 'reader')
    const typed = await readForm(c)
    const passkeys = await listPasskeys(c.var.parts.db, by.id)
    const { shell, parts } = c.var
    c.set('again', (mistakes) => <PasskeysPage shell={shell} passkeys={passkeys} typed={typed} mistakes={mistakes} />)
    const given = parse(v.object({ name, passkey: v.fallback(v.nullable(newPasskeyAnswer), null) }), typed)
    if (!given.passkey) throw new Refusal('passkey-wrong', noAnswer, 'name')
    await addPasskey(parts, { answer: given.passkey, name: given.name }, by)
    return c.redirect(place, 303)
  })
  .get(`${place}/:passkey`, async (c) => {
    const passkey = await findOwn(c, await signedIn(c))
    return c.html(<PasskeyPage shell={c.var.shell} passkey={passkey} typed={{ name: passkey.name }} mistakes={[]} />)
  })
  .post(`${place}/:passkey`, async (c) => {
    const by = await signedIn(c, 'reader')
    const passkey = await findOwn(c, by)
    const typed = await readForm(c)
    const { shell } = c.var
    c.set('again', (mistakes) => <PasskeyPage shell={shell} passkey={passkey} typed={typed} mistakes={mistakes} />)
    await renamePasskey(c.var.parts, by, passkey.id, parse(v.object({ name }), typed).name)
    return c.redirect(place, 303)
  })
  .post(`${place}/:passkey/removal`, async (c) => {
    const by = await signedIn(c, 'reader')
    await removePasskey(c.var.parts, by, c.req.param('passkey'))
    return c.redirect(place, 303)
  })

async function findOwn(c: Visit, { id }: Coordinator) {
  const own = await listPasskeys(c.var.parts.db, id)
  const found = own.find((passkey) => passkey.id === c.req.param('passkey'))
  if (!found) throw new Refusal('not-found', 'You have no such passkey. It may have been removed.')
  return found
}
