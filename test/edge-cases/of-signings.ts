import { typedDay, type EdgeCase, type Town } from './town.ts'

const signing = 'POST /desk/signings/:reference/:act'
const panel = {
  ...typedDay('decidedOn', '2026-03-04'),
  ...typedDay('noticeOn', '2026-03-04'),
  reason: 'Three letters were not answered.',
  reply: 'We have answered since.',
}

async function signed(town: Town): Promise<void> {
  await town.join({ body: { name: 'Example Lido' } })
  await town.from()
}

async function suspend(town: Town): Promise<void> {
  await signed(town)
  const days = { ...typedDay('from', '2026-04-01'), ...typedDay('reviewBy', '2026-09-30') }
  await town.agree('/desk/signings/EV-00001/suspend-signing', { ...panel, ...days })
  town.moveTo('2026-05-04')
}

/** What becomes of a signing. */
export const ofSignings: readonly EdgeCase[] = [
  {
    name: 'Successor in office confirms',
    door: signing,
    live: async (town) => {
      await signed(town)
      const answers = { ...typedDay('on', '2026-03-04'), role: 'New Clerk', evidence: 'She rang the desk.' }
      await town.act('/desk/signings/EV-00001/reaffirm-signing', answers)
    },
    writes: ['signing.reaffirmed'],
    reads: [
      ['/bodies/example-lido', 'Re-affirmed on 4 March 2026'],
      ['/certificates/EV-00001', 'Signed on 4 March 2026'],
      ['/bodies/example-lido', 'She rang the desk', 'not'],
    ],
  },
  {
    name: 'Withdrawal',
    door: signing,
    live: async (town) => {
      await signed(town)
      const answers = { ...typedDay('on', '2026-05-01'), evidence: 'A letter.', reason: 'We close the pool.' }
      await town.act('/desk/signings/EV-00001/withdraw-signing', answers)
      town.moveTo('2026-05-02')
    },
    writes: ['signing.withdrawn'],
    reads: [
      ['/bodies/example-lido', 'Withdrawn on 1 May 2026'],
      ['/bodies/example-lido', 'We close the pool.'],
      ['/bodies/example-lido?as-at=2026-04-30', 'Signed – in force as at 30 April 2026'],
      ['/verify?reference=EV-00001', 'Withdrawn on 1 May 2026'],
    ],
  },
  {
    name: 'Suspension',
    door: signing,
    live: suspend,
    writes: ['dispute.decided', 'signing.suspended'],
    reads: [
      [
        '/bodies/example-lido',
        'Suspended from 1 April 2026 after a decision under the disputes procedure; review by 30 September 2026',
      ],
      ['/bodies/example-lido', 'We have answered since.'],
      ['/bodies/example-lido?as-at=2026-03-31', 'Signed – in force as at 31 March 2026'],
    ],
  },
  {
    name: 'Reinstated',
    door: signing,
    live: async (town) => {
      await suspend(town)
      await town.from()
      const answers = { ...typedDay('from', '2026-05-01'), reason: 'The panel looked again.' }
      await town.agree('/desk/signings/EV-00001/reinstate-signing', answers)
    },
    writes: ['signing.reinstated'],
    reads: [
      ['/bodies/example-lido', 'In force again since 1 May 2026'],
      ['/bodies/example-lido', 'Suspended from 1 April 2026'],
      ['/bodies/example-lido?as-at=2026-04-30', 'Suspended from 1 April 2026 after a decision'],
    ],
  },
  {
    name: 'Removal',
    door: signing,
    live: async (town) => {
      await signed(town)
      await town.agree('/desk/signings/EV-00001/remove-signing', { ...panel, ...typedDay('on', '2026-04-01') })
      town.moveTo('2026-04-02')
    },
    writes: ['dispute.decided', 'signing.removed'],
    reads: [
      ['/bodies/example-lido', 'Removed on 1 April 2026'],
      ['/bodies/example-lido', 'Three letters were not answered.'],
      ['/signatories?standing=removed', 'Example Lido'],
    ],
  },
  {
    name: 'Signed in error, forged, without consent',
    door: signing,
    live: async (town) => {
      await signed(town)
      const answers = { reason: 'without-consent', evidence: 'The chair never agreed.' }
      await town.agree('/desk/signings/EV-00001/void-signing', answers)
    },
    writes: ['signing.voided'],
    reads: [
      ['/bodies/example-lido', 'Entered in error'],
      ['/bodies/example-lido', 'the organisation had not agreed'],
      ['/verify?reference=EV-00001', 'Entered in error'],
    ],
  },
  {
    name: 'Transition extended',
    door: 'POST /desk/editions/:edition/:act',
    live: async (town) => {
      const answers = { ...typedDay('transitionEnds', '2027-03-31'), reason: 'Councils meet in spring.' }
      await town.act('/desk/editions/example-vale-compact-2026/extend-edition', answers)
    },
    writes: ['edition.extended'],
    reads: [['/editions/example-vale-compact-2026', '31 March 2027']],
  },
  {
    name: 'Lapse',
    door: 'GET /bodies/:slug',
    live: async (town) => {
      await signed(town)
      town.moveTo('2027-01-02')
    },
    writes: [],
    reads: [
      ['/bodies/example-lido', 'Lapsed on 1 January 2027'],
      ['/bodies/example-lido?as-at=2026-12-31', 'Signed – earlier edition as at 31 December 2026'],
    ],
  },
  {
    name: 'Certificate must be re-issued',
    door: 'POST /desk/people/erasure',
    live: async (town) => {
      await signed(town)
      await town.publish()
      await town.forget('ffion@vale.example', /name/i)
      await town.publish()
    },
    writes: ['disclosure.erased'],
    reads: [
      ['/certificates/EV-00001', 'Signed by Clerk (name erased on 4 March 2026)'],
      ['/verify?reference=EV-00001', 'Signed – in force'],
    ],
  },
]
