import { expect } from 'vitest'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { eraseOld } from '../../src/actions/erase-old.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { parseFullDay } from '../../src/core/day.ts'
import type { SignUpWords } from '../support/register.ts'
import { typedDay, type EdgeCase, type Town } from './town.ts'

const accepting = 'POST /desk/sign-ups/:id/acceptance'
const pressing = 'POST /sign/requests/:edition'
const lido = { name: 'Example Lido' }
const clerk = 'ffion@vale.example'
const members = { list: 'https://example.org/members', on: parseFullDay('2026-02-01') }
const chair = { name: 'Sean Second', role: 'Chair', address: 'second@vale.example' }

/** A sign-up that is out for signature. */
async function send({ parts, start, answers }: Town, words: SignUpWords) {
  const { id } = await start()
  await fillInSignUp(parts, id, answers(words))
  await sendSignUp(parts, id)
  return id
}

const signed = (town: Town, words: SignUpWords = {}) => town.join({ body: lido, ...words })

/** How a signing comes about, or does not. */
export const ofSignUps: readonly EdgeCase[] = [
  {
    name: 'Joint signing',
    door: pressing,
    live: async (town) => {
      const id = await send(town, { body: lido, signatories: [{}, chair] })
      // Either may be first.
      await town.sign(chair.address)
      town.moveTo('2026-03-20')
      await town.sign(clerk)
      await town.accept(id)
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/certificates/EV-00001', 'First signed on 20 March 2026'],
      ['/certificates/EV-00001', 'Second signed on 4 March 2026'],
      ['/bodies/example-lido?as-at=2026-03-19', 'Signed; takes effect on 20 March 2026'],
      ['/bodies/example-lido?as-at=2026-03-20', 'Signed – in force'],
    ],
  },
  {
    name: 'One never signs',
    door: pressing,
    live: async (town) => {
      await send(town, { body: lido, signatories: [{}, chair] })
      await town.sign(clerk)
      town.moveTo('2026-06-20')
      await eraseOld(town.parts)
    },
    writes: [],
    reads: [['/signatories?q=Example+Lido', 'No organisation called “Example Lido” is on the register']],
  },
  {
    name: 'One person, two bodies or roles',
    door: pressing,
    live: async (town) => {
      await town.join({ body: lido, signatories: [{ role: 'Clerk' }] })
      await town.join({ body: { name: 'Example Hall' }, signatories: [{ role: 'Treasurer' }] })
    },
    writes: ['body.registered', 'signing.recorded', 'body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-lido', 'Signed by Ffion Tŷ, Clerk'],
      ['/bodies/example-hall', 'Signed by Ffion Tŷ, Treasurer'],
    ],
  },
  {
    name: 'Delegated authority',
    door: accepting,
    live: async (town) => {
      const delegated = { mandate: 'delegated', minute: 'Scheme 4', decidedOn: parseFullDay('2026-01-12') } as const
      await signed(town, { signatories: [delegated] })
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [['/certificates/EV-00001', 'Decided on 12 January 2026 Authority Under delegated authority (Scheme 4)']],
  },
  {
    name: 'Resolution before signature',
    door: accepting,
    live: async (town) => {
      const resolved = { mandate: 'resolution', minute: 'Minute 12', decidedOn: parseFullDay('2026-02-02') } as const
      await signed(town, { signatories: [resolved] })
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [['/bodies/example-lido', 'Signed on 4 March 2026 Decided on 2 February 2026']],
  },
  {
    name: 'Signature before resolution',
    door: 'POST /sign/decision',
    live: async (town) => {
      const ahead = { mandate: 'resolution', decidedOn: parseFullDay('2026-04-14') } as const
      const id = await town.signUp({ body: lido, signatories: [ahead] })
      // Nothing is accepted, or public, before the board has met.
      await expect(town.accept(id)).rejects.toMatchObject({ kind: 'undecided' })
      expect(await town.written()).toEqual([])
      town.moveTo('2026-04-15')
      const visit = await town.seatSignatory(id)
      const page = await visit.open('/sign/decision')
      const decision = { minute: 'C26/114', ...typedDay('decided', '2026-04-14') }
      await visit.press(page, page.forms.find(({ offered }) => offered.has('minute'))?.button ?? '', decision)
      await town.accept(id)
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-lido', 'Signed on 4 March 2026 Decided on 14 April 2026'],
      ['/bodies/example-lido?as-at=2026-04-13', 'Signed; takes effect on 14 April 2026'],
    ],
  },
  {
    name: 'Wrong person invited',
    door: 'POST /sign/reassignment',
    live: async (town) => {
      const id = await send(town, { body: lido })
      const visit = await town.seatSignatory(id)
      const page = await visit.open('/sign/reassignment')
      const next = { 'signatory-name': chair.name, 'signatory-role': chair.role, 'signatory-email': chair.address }
      await visit.press(page, 'Ask them to sign', next)
      // The old link is dead.
      await expect(town.invite(clerk)).rejects.toMatchObject({ kind: 'link-expired' })
      await town.sign(chair.address)
      await town.accept(id)
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-lido', 'Signed by Chair (name not published)'],
      ['/bodies/example-lido', 'Clerk', 'not'],
    ],
  },
  {
    name: 'Authorised signatory moves on',
    door: 'GET /bodies/:slug',
    live: async (town) => {
      await signed(town, { editions: town.editions.slice(2) })
      await town.from()
      town.moveTo('2028-03-20')
    },
    writes: [],
    reads: [
      ['/bodies/example-lido', 'Signed by Ffion Tŷ, then Clerk'],
      ['/bodies/example-lido', 'Signed – in force'],
      ['/certificates/EV-00001?as-at=2026-03-20', 'Signed by Ffion Tŷ, Clerk'],
    ],
  },
  {
    name: 'Collective signature',
    door: accepting,
    live: async (town) => {
      const assembly = { name: 'Example Vale Assembly', kind: 'assembly', sector: 'vcs' } as const
      await signed(town, { body: assembly, signatories: [{ mandate: 'on-behalf-of-members' }], members })
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-vale-assembly', 'On behalf of its members; members may also sign'],
      ['/bodies/example-vale-assembly', 'example.org/members'],
    ],
  },
  {
    name: 'MoU, not Compact',
    door: accepting,
    live: async (town) => {
      await signed(town, { editions: town.editions.slice(2) })
      town.moveTo('2026-03-20')
      await town.join({ body: { registered: await town.idOf('example-lido') } })
    },
    writes: ['body.registered', 'signing.recorded', 'signing.recorded'],
    reads: [
      ['/bodies/example-lido', 'Example Vale Memorandum of Understanding 2024 Standing Signed – in force'],
      ['/bodies/example-lido', 'Example Vale Compact 2019 Standing Signed – in force'],
      [
        '/bodies/example-lido?as-at=2026-03-19',
        'Example Vale Memorandum of Understanding 2024 Standing Signed – in force',
      ],
    ],
  },
  {
    name: 'Re-sign to a new edition',
    door: accepting,
    live: async (town) => {
      await signed(town)
      town.moveTo('2026-06-20')
      await town.from()
      const registered = await town.idOf('example-lido')
      await town.join({ body: { registered }, editions: town.editions.slice(1, 2) })
    },
    writes: ['signing.recorded'],
    reads: [
      [
        '/bodies/example-lido',
        'Signed – earlier edition as at 20 June 2026 , followed by the Example Vale Compact 2026',
      ],
      ['/bodies/example-lido', 'Signed the Example Vale Compact 2019'],
      ['/bodies/example-lido', 'Signed the Example Vale Compact 2026'],
    ],
  },
  {
    name: 'Declined',
    door: 'POST /sign/decline',
    live: async (town) => {
      const id = await send(town, { body: lido })
      const visit = await town.seatSignatory(id)
      const page = await visit.open('/sign/decline')
      await visit.press(page, page.forms.at(-1)?.button ?? '', { reason: 'The board has other plans.' })
    },
    writes: [],
    reads: [['/signatories?q=Example+Lido', 'No organisation called “Example Lido” is on the register']],
  },
  {
    name: 'Authorised signatory wants no public name',
    door: accepting,
    live: async (town) => {
      await signed(town, { signatories: [{ nameShown: false }] })
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/certificates/EV-00001', 'Signed by Clerk (name not published)'],
      ['/bodies/example-lido', 'Ffion', 'not'],
    ],
  },
  {
    name: 'Scanner opens every link',
    door: 'GET /sign/links/:token',
    live: async (town) => {
      const id = await send(town, { body: lido })
      const mails = await town.mailbox(clerk)
      const links = mails.flatMap(({ text }) => [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link))
      for (const link of [...links, ...links]) {
        // A scanner comes again.
        // oxlint-disable-next-line no-await-in-loop
        await town.anyone.open(link)
      }
      await town.from()
      await town.sign(clerk)
      await town.accept(id)
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [['/bodies/example-lido', 'Signed – in force']],
  },
  {
    name: 'A named authorised signatory asks for erasure',
    door: 'POST /desk/people/erasure',
    live: async (town) => {
      await signed(town)
      await town.publish()
      await town.forget(clerk, /name/i)
      await town.publish()
    },
    writes: ['body.registered', 'signing.recorded', 'disclosure.erased'],
    reads: [
      ['/certificates/EV-00001', 'Signed by Clerk (name erased on 4 March 2026)'],
      ['/bodies/example-lido', 'Ffion', 'not'],
    ],
  },
]
