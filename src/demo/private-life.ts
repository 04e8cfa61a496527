import type { Organisation } from './cast.ts'
import type { Scene } from './later-life.ts'

const earlier = 'example-vale-compact-2019'
const later = 'example-vale-compact-2026'

/** Organisations that come to the register by other ways than signing online, or have not come to it yet. */
const bellRingers: Organisation = {
  name: 'Example Bell Ringers',
  kind: 'community-group',
  people: [{ name: 'Gwen Example-Tower', role: 'Tower Captain', mandate: 'office', withheld: true }],
}
const weir: Organisation = {
  name: 'Example Weir Parish Council',
  kind: 'town-or-parish-council',
  people: [{ name: 'Hari Example-Weir', role: 'Clerk', mandate: 'resolution', undecided: true }],
}
const mill: Organisation = {
  name: 'Example Mill Trust',
  kind: 'registered-charity',
  people: [{ name: 'Ines Example-Mill', role: 'Chair of Trustees', mandate: 'office' }],
}

const brewery: Organisation = {
  name: 'Example Brewing Company',
  kind: 'other-vcs-body',
  people: [{ name: 'Kofi Example-Hopps', role: 'Managing Director', mandate: 'office' }],
}

/** Nobody in this club ever answers: what they were asked expires. */
export const chessClub: Organisation = {
  name: 'Example Chess Club',
  kind: 'community-group',
  people: [{ name: 'Joss Example-Knight', role: 'Secretary', mandate: 'office' }],
}

/** Of years before there was a register, as a minute book tells of them. */
const minuteBook = (edition: string) => ({
  'set.csv': 'title,organisations\nWhat an invented minute book tells,invented\n',
  'bodies.csv':
    'name,sector,kind,identifiers,started_on,ended_on,end_reason,successors,end_source,website,area,note\nExample Vale Weavers’ Guild,vcs,other-vcs-body,,1987,,,,,,Example Vale,\n',
  'signings.csv': `body,edition,signed_on,attested_on,signed_by,source,note\nExample Vale Weavers’ Guild,${edition},2019,2021-05-11,not recorded,An invented minute book of the guild,\n`,
})

/** What has not come to an end yet, what was signed by hand, and what was signed long ago: each at least once. */
export const privateLife: readonly Scene[] = [
  { before: 34, play: async (player) => player.signOnPaper(bellRingers, [later]) },
  {
    before: 30,
    play: async (player) =>
      player.importSet('Example Vale Weavers’ Guild: from a minute book', async () =>
        minuteBook(await player.nameOf(earlier)),
      ),
  },
  { before: 9, play: async (player) => player.signUp(weir, [later], 'awaiting-board') },
  { before: 6, play: async (player) => player.signUp(mill, [later], 'at-board') },
  { before: 5, play: async (player) => player.signUp(brewery, [later], 'turned-down') },
  {
    before: 3,
    play: async (player) =>
      player.draftEdition('An edition is being written', async () => {
        const { edition } = await player.edition('Example Vale Council', later)
        return { texts: [draftText], replaces: [edition] }
      }),
  },
]

const draftText = `---
instrument: example-vale-compact
edition: 2028
language: en
illustrative: true
party-all: We will all
party-public-sector: The public sector will
party-vcs: Groups and organisations will
---

# Example Vale agreement 2028

This is an invented agreement between invented organisations. This text is a draft, and nobody has agreed to it.

## Values

We share these values:

1. Trust
2. Openness

## Themes

### 1 Listening

#### We will all

1.1 Ask before we decide.
`
