import { expect } from 'vitest'
import type { EdgeCase } from './town.ts'

const accepting = 'POST /desk/sign-ups/:id/acceptance'
const lido = { name: 'Example Lido' }

/** How the desk accepts what was signed, or does not. */
export const ofAcceptances: readonly EdgeCase[] = [
  {
    name: 'Two sign-ups for one body',
    door: accepting,
    live: async (town) => {
      await town.join({ body: { ...lido, identifiers: ['GB-CHC-0000101'] } })
      await town.from()
      town.moveTo('2026-03-05')
      const twice = await town.signUp({ body: { registered: await town.idOf('example-lido') } })
      await expect(town.accept(twice)).rejects.toMatchObject({ kind: 'already-signed' })
    },
    writes: [],
    reads: [
      ['/bodies/example-lido', 'EV-00001'],
      ['/bodies/example-lido', 'EV-00002', 'not'],
    ],
  },
  {
    name: 'Double press, retried mail',
    door: accepting,
    live: async (town) => {
      const id = await town.signUp({ body: lido })
      const desk = await town.seat(town.robin)
      const page = await desk.open(`/desk/sign-ups/${id}`)
      const press = async () => desk.press(page, 'Accept onto the register', { check: ['phone-back'] })
      await press()
      await press()
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [['/bodies/example-lido', 'EV-00001']],
  },
  {
    name: 'Hosted body on a council mailbox',
    door: accepting,
    live: async (town) => {
      const assembly = { name: 'Example Vale Assembly', kind: 'assembly', sector: 'vcs' } as const
      const id = await town.signUp({ body: assembly, signatories: [{ address: 'assembly@example-vale.gov.uk' }] })
      const desk = await town.seat(town.robin)
      const page = await desk.open(`/desk/sign-ups/${id}`)
      // The desk proposes what it sees: a voluntary body in a public body's mailbox.
      expect(page.form('Accept onto the register').values.get('check')).toEqual(['host-domain'])
      const alone = await desk.press(page, 'Accept onto the register', { check: ['host-domain'] })
      expect([...alone.mistakes.values()]).toEqual([expect.stringContaining('Confirm the organisation separately')])
      await desk.press(page, 'Accept onto the register', { check: ['host-domain', 'phone-back'] })
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-vale-assembly', 'Email domain checked: example-vale.gov.uk (host)'],
      ['/certificates/EV-00001', 'Email domain checked: example-vale.gov.uk (host)'],
      ['/log/entries/7', 'Email domain checked (host) example-vale.gov.uk'],
      ['/bodies/example-vale-assembly', 'assembly@', 'not'],
    ],
  },
  {
    name: "Coordinator's employer signs",
    door: accepting,
    live: async (town) => {
      const id = await town.signUp({ body: { name: 'Example Vale Council' } })
      await town.accept(id, town.robin)
      await town.accept(id, town.sam)
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [['/bodies/example-vale-council', 'Accepted with a second approver']],
  },
]
