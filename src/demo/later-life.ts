import type { Player } from './player.ts'

/** Something that happens so many days before the end of the story. */
export type Scene = { before: number; play: (player: Player) => Promise<unknown> }

const earlier = 'example-vale-compact-2019'
const later = 'example-vale-compact-2026'
const memorandum = 'example-vale-memorandum-of-understanding-2024'

const panel = {
  reason:
    'The panel found that a grant was ended without notice, against undertaking 2.1, and that three letters were not answered.',
  reply: 'We were between two treasurers. The letters are answered now.',
}

/** What becomes of signings and organisations once they are on the register: each state of a signing at least once. */
export const laterLife: readonly Scene[] = [
  {
    before: 55,
    play: (player) =>
      player.agree('Example Vale Growth Partnership: its memorandum is removed', async (at) => ({
        act: 'remove-signing',
        ...(await player.signing('Example Vale Growth Partnership', memorandum)),
        ...panel,
        decidedOn: at(0),
        noticeOn: at(0),
        on: at(29),
      })),
  },
  {
    before: 52,
    play: (player) =>
      player.agree('North Example District Council: suspended', async (at) => ({
        act: 'suspend-signing',
        ...(await player.signing('North Example District Council', earlier)),
        ...panel,
        decidedOn: at(0),
        noticeOn: at(0),
        from: at(30),
        reviewBy: at(150),
      })),
  },
  {
    before: 50,
    play: (player) =>
      player.agree('Example Vale Community Health NHS Trust: suspended', async (at) => ({
        act: 'suspend-signing',
        ...(await player.signing('Example Vale Community Health NHS Trust', memorandum)),
        ...panel,
        decidedOn: at(0),
        noticeOn: at(0),
        from: at(28),
        reviewBy: at(90),
      })),
  },
  {
    before: 40,
    play: (player) =>
      player.decide('The transition to the later edition is extended', async (at) => ({
        act: 'extend-edition',
        ...(await player.edition('Example Vale Council', later)),
        transitionEnds: at(35),
        reason: 'Some councils meet only once a quarter.',
      })),
  },
  {
    before: 32,
    play: (player) =>
      player.decide('Example Age Friends: a new name', async (at) => ({
        act: 'rename-body',
        ...(await player.body('Example Age Friends')),
        name: 'Age Friends of Example Vale',
        from: at(-3),
      })),
  },
  {
    before: 28,
    play: (player) =>
      player.decide('Example Vale Police and Crime Commissioner: its end is announced', async () => ({
        act: 'announce-end',
        ...(await player.body('Example Vale Police and Crime Commissioner')),
        on: '2028-05',
        reason: 'abolished',
      })),
  },
  {
    before: 25,
    play: (player) =>
      player.decide('Little Example Parish Council: merged', async (at) => {
        const next = await player.body('Example-under-Edge Parish Council')
        return {
          act: 'end-body',
          ...(await player.body('Little Example Parish Council')),
          on: at(-1),
          reason: 'merged',
          successors: [{ ...next, relation: 'successor' }],
          source: 'Example Vale (Parishes) Order',
        }
      }),
  },
  {
    before: 20,
    play: (player) =>
      player.decide('Example Bridge Parish Council: a minute is put right', async () => ({
        act: 'correct-signing',
        ...(await player.signing('Example Bridge Parish Council', earlier)),
        signature: 1,
        minute: 'Minute 41 of the annual meeting',
        reason: 'The number of the minute was mis-keyed.',
      })),
  },
  {
    before: 19,
    play: (player) =>
      player.decide('Example Vale Food Bank: of its decision only the year is known', async (at) => ({
        act: 'correct-signing',
        ...(await player.signing('Example Vale Food Bank', earlier)),
        signature: 1,
        decidedOn: at(0).slice(0, 4),
        reason: 'The minute book gives only the year.',
      })),
  },
  {
    before: 17,
    play: (player) =>
      player.decide('NHS Example Vale Integrated Care Board: re-affirmed', async (at) => ({
        act: 'reaffirm-signing',
        ...(await player.signing('NHS Example Vale Integrated Care Board', memorandum)),
        on: at(-1),
        role: 'Chief Executive',
        evidence: 'The new chief executive wrote from her own mailbox, and answered when we rang.',
      })),
  },
  {
    before: 15,
    play: (player) =>
      player.decide('National Example Agency: withdrawn', async (at) => ({
        act: 'withdraw-signing',
        ...(await player.signing('National Example Agency', memorandum)),
        on: at(2),
        reason: 'We no longer work in Example Vale.',
        evidence: 'A letter from the regional director, and a call to the number on their website.',
      })),
  },
  {
    before: 12,
    play: (player) =>
      player.agree('Example Hill Primary School: entered in error', async () => ({
        act: 'void-signing',
        ...(await player.signing('Example Hill Primary School', later)),
        reason: 'without-consent',
        evidence: 'The governors had not met; the chair says so himself.',
      })),
  },
  {
    before: 11,
    play: (player) =>
      player.agree('Example Vale Community Health NHS Trust: reinstated', async (at) => ({
        act: 'reinstate-signing',
        ...(await player.signing('Example Vale Community Health NHS Trust', memorandum)),
        from: at(0),
        reason: 'The panel looked again: the grant was paid.',
      })),
  },
  {
    before: 10,
    play: (player) =>
      player.report('/bodies/example-hospice', 'The hospice has a new website: https://example.org/hospice-new.'),
  },
  {
    before: 2,
    play: (player) =>
      player.decide('Friends of Example Park: a proposal waits', async () => ({
        act: 'void-signing',
        ...(await player.signing('Friends of Example Park', earlier)),
        reason: 'in-error',
        evidence: 'There are two groups of this name. This may have been the other one.',
      })),
  },
]
