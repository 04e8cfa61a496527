import { Hono } from 'hono'
import * as v from 'valibot'
import { erasePerson, findGoing } from '../actions/erase-person.ts'
import { stamp } from '../actions/parts.ts'
import { tellPerson, type Asker, type ToldPerson } from '../actions/tell-person.ts'
import { formatDayWords, londonDay } from '../core/day.ts'
import { grounds } from '../core/entry.ts'
import { saltedDigest, uuid } from '../core/entry-fields.ts'
import { Refusal } from '../core/refusal.ts'
import { asText } from '../core/told.ts'
import { choice, looseLine, mailbox, optionalLine, parse, readForm, several, tick, typedText } from '../http/parse.ts'
import { signedIn } from './desk-visit.ts'
import { PeoplePage } from './pages/desk.tsx'
import { ErasedPage, ErasureCheckPage, KeptPage, type Kept, type KeptValue } from './pages/erasure.tsx'
import type { Site, Visit } from './site.ts'

const asker = v.object({ email: mailbox, name: optionalLine })
const nameAlone = v.object({
  email: v.pipe(
    looseLine,
    v.transform(() => undefined),
  ),
  name: optionalLine,
})
const chosen = v.object({
  digest: several(saltedDigest),
  kept: tick,
  ground: choice(grounds, 'Choose why it is erased'),
})

/** What is kept about somebody: seen, handed over, erased. It is personal, and an address is written down in more places than a form. */
export const deskPeoplePages = new Hono<Site>()
  .get('/desk/people', async (c) => {
    await signedIn(c)
    return c.html(<PeoplePage shell={c.var.shell} typed={{}} mistakes={[]} />)
  })
  .post('/desk/people', async (c) => {
    const { kept } = await find(c)
    return c.html(<KeptPage shell={c.var.shell} kept={kept} typed={{}} mistakes={[]} />)
  })
  .post('/desk/people/copy', async (c) => {
    const { told } = await find(c)
    return c.body(JSON.stringify(told, undefined, 2), 200, {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="kept.json"',
    })
  })
  .post('/desk/people/check', async (c) => {
    const { typed, asked, kept } = await findSome(c)
    const { digest: digests, kept: records, ground } = parse(chosen, typed)
    const going = await findGoing(c.var.parts, { ...asked, digests, kept: records })
    const told = {
      kept,
      going: kept.values.filter(({ digest }) => going.some((one) => one.digest === digest)),
      records,
      ground,
      key: stamp(c.var.parts).id(),
      days: c.var.parts.limits.backupDays,
    }
    return c.html(<ErasureCheckPage shell={c.var.shell} chosen={told} />)
  })
  .post('/desk/people/erasure', async (c) => {
    const { typed, asked } = await findSome(c)
    const pressed = v.object({ ...chosen.entries, key: v.fallback(v.nullable(uuid), null) })
    const { digest: digests, key, ...wish } = parse(pressed, typed)
    // Of the page that asked whether to do it, which nobody types.
    if (key === null) throw new Refusal('field-invalid', 'Choose again what is erased, and why', 'ground')
    const erased = await erasePerson(c.var.parts, { ...asked, digests, key, ...wish })
    return c.html(<ErasedPage shell={c.var.shell} erased={erased} days={c.var.parts.limits.backupDays} />)
  })

/** What is kept about whoever the form names; a mistake leads back to it. */
async function find(c: Visit) {
  await signedIn(c)
  const typed = await readForm(c)
  c.set('again', (mistakes) => <PeoplePage shell={c.var.shell} typed={typed} mistakes={mistakes} />)
  // Whoever signed on paper may have no mailbox, and is known by name.
  const isNameless = typedText(typed, 'name').trim() === ''
  const hasNoMailbox = typedText(typed, 'email').trim() === '' && !isNameless
  const { email: address, name } = parse(hasNoMailbox ? nameAlone : asker, typed)
  const asked: Asker = { address, name }
  const told = await tellPerson(c.var.parts, asked)
  const kept = keptOf(asked, told)
  c.set('again', (mistakes) => <KeptPage shell={c.var.shell} kept={kept} typed={typed} mistakes={mistakes} />)
  return { typed, asked, told, kept }
}

/** The same, where there is something to choose from. */
async function findSome(c: Visit) {
  const found = await find(c)
  const { typed, kept } = found
  if (kept.values.length + kept.records.length > 0) return found
  c.set('again', (mistakes) => <PeoplePage shell={c.var.shell} typed={typed} mistakes={mistakes} />)
  throw new Refusal('field-invalid', 'Nothing is kept under this email address or name', 'email')
}

function keptOf({ address, name }: Asker, told: ToldPerson): Kept {
  const records = [
    ['Sign-ups', told.signUps.map(({ startedAt }) => startedAt)],
    ['Emails', told.mails.map(({ at }) => at)],
    ['Mistakes reported', told.reports.map(({ at }) => at)],
    ['Links', told.links.map(({ expiresAt }) => expiresAt)],
    ['Work at the desk', told.coordinator.map(({ startedAt }) => startedAt)],
    ['Passkeys', told.passkeys.map(({ madeAt }) => madeAt)],
    ['Done at the desk', told.trail.map(({ at }) => at)],
    ['Contact of an organisation', told.contacts.map(({ since }) => since)],
    ['Calls and notes', told.notes.map(({ at }) => at)],
    ['Prospects', told.prospects.map(({ madeAt }) => madeAt)],
    ['Invitations', told.invitations.map(({ at }) => at)],
  ] as const
  return {
    email: address ?? '',
    name,
    values: told.disclosures.map(valueOf),
    records: records.flatMap(([key, days]) => (days.length === 0 ? [] : [{ key, value: sayRecords(days) }])),
  }
}

function sayRecords(instants: readonly ToldPerson['asAt'][]): string {
  const days = instants.map((instant) => formatDayWords(londonDay(instant)))
  return `${days.length}: ${new Intl.ListFormat('en-GB').format([...new Set(days)])}`
}

const fields = {
  'signatory.name': 'Name',
  'signatory.role': 'Role',
  'signatory.minute': 'Minute reference',
  statement: 'Statement',
  evidence: 'Record of the signature',
  approver: 'Name of who accepted',
  'public-statement': 'The organisation’s own statement',
  pledge: 'The organisation’s own pledge',
  role: 'Role',
  account: 'Record of what was asked',
  transcriber: 'Name of who typed in what was signed on paper',
} as const

function valueOf({ digest, name, value, entry, public: shown }: ToldPerson['disclosures'][number]): KeptValue {
  const kind = name.replace(/\.\d+/, '')
  const [, what = name] = Object.entries(fields).find(([field]) => field === kind) ?? []
  return {
    digest,
    what,
    value: kind === 'evidence' || kind === 'account' ? 'all that was written down about it' : (asText(value) ?? ''),
    where: `${shown ? 'Published' : 'Private'}, entry ${entry} of the log`,
  }
}
