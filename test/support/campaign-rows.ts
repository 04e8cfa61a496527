import { addDays, addSeconds, formatInstant, londonDay, type Instant } from '../../src/core/day.ts'
import { makeUuid, type Uuid } from '../../src/core/uuid.ts'
import { statement, write } from '../../src/storage/database.ts'
import { campaigns, contacts, invitations, notes, prospects, waves } from '../../src/storage/campaign-schema.ts'
import { challenges, links, passkeys, trail } from '../../src/storage/private-schema.ts'
import type { Register } from './register.ts'

/** Somebody at a body who is written to, called and written about. */
export type Person = { name: string; role: string; address: string }

/** A number that Ofcom keeps for drama. */
export const telephone = '01632 960 001'

/** A campaign that closes in a month, with one body in it: a row about a person in every table of a campaign and of the desk. */
export async function addCampaignAbout(
  register: Register,
  person: Person,
): Promise<{ invitation: Uuid; contact: Uuid }> {
  const { parts, clock, editions } = register
  const at = formatInstant(clock.now)
  const id = () => makeUuid(clock.now, parts.chance(10))
  const [campaign, body, contact, invitation, prospect] = [id(), id(), id(), id(), id()]
  const coordinator = (await register.coordinator()).id
  const [edition] = editions
  if (!edition) throw new Error('there is no edition')
  const { db } = parts
  await write(db, [
    statement(
      db.insert(campaigns).values({
        id: campaign,
        name: 'Renewal',
        fromEdition: null,
        toEdition: edition,
        opensOn: londonDay(at),
        targetOn: addDays(londonDay(at), 20),
        closesOn: addDays(londonDay(at), 30),
        target: 1,
        chase: [7],
        quiet: false,
        madeAt: at,
      }),
    ),
    statement(
      db.insert(waves).values({ campaign, number: 1, name: 'First', kinds: ['other-vcs-body'], onDay: londonDay(at) }),
    ),
    statement(
      db
        .insert(contacts)
        .values({ ...person, id: contact, body, phone: telephone, language: 'en', source: 'desk', since: at }),
    ),
    statement(
      db.insert(invitations).values({
        id: invitation,
        campaign,
        body,
        kind: 'other-vcs-body',
        wave: 1,
        addedAt: at,
        contact,
        reminders: 0,
        owner: coordinator,
        nextStep: `Call ${person.name} again`,
        declinedWords: `${person.name} says no`,
      }),
    ),
    statement(db.insert(links).values(linkOf(id(), invitation, at))),
    ...[
      { subject: invitation, words: `${person.name} is on leave` },
      { subject: prospect, words: `Wrote to ${person.address} about another` },
    ].map((note) => statement(db.insert(notes).values({ id: id(), at, coordinator, kind: 'call', ...note }))),
    statement(
      db.insert(prospects).values({
        id: prospect,
        name: 'Vale Singers',
        kind: 'community-group',
        owner: coordinator,
        nextStep: `Ask ${person.address}`,
        nextOn: londonDay(at),
        madeAt: at,
        closedAt: at,
      }),
    ),
    statement(db.insert(trail).values({ at, coordinator, route: 'POST /desk/campaigns', status: 303 })),
    statement(db.insert(challenges).values({ id: id(), expiresAt: addSeconds(at, 300) })),
    statement(
      db.insert(passkeys).values({
        id: 'a-passkey',
        coordinator,
        name: 'Office laptop',
        publicKey: new Uint8Array([1]),
        counter: 0,
        transports: [],
        madeAt: at,
      }),
    ),
  ])
  return { invitation, contact }
}

function linkOf(id: Uuid, subject: Uuid, at: Instant) {
  return { id, purpose: 'invitation' as const, subject, issue: 1, expiresAt: at }
}
