import { sectorOf, type Kind } from '../core/body-kind.ts'
import type { Organisation } from './cast.ts'
import type { Scene } from './later-life.ts'
import type { Player } from './player.ts'

const earlier = 'example-vale-compact-2019'
const later = 'example-vale-compact-2026'

/** Organisations that signed long ago, and whom the campaign finds in every place where one can stand. */
const brook = parish('Example Brook Parish Council', 'Bryn Example-Brook')
const heath = parish('Example Heath Parish Council', 'Hari Example-Heath')
const moor = parish('Example Moor Parish Council', 'Mair Example-Moor')
const ridge = parish('Example Ridge Parish Council', 'Rhys Example-Ridge')
const lake = parish('Example Lake Parish Council', 'Lena Example-Lake')
const marsh: Organisation = {
  name: 'Example Marsh Town Council',
  kind: 'town-or-parish-council',
  people: [
    { name: 'Mina Example-Marsh', role: 'Clerk', mandate: 'office' },
    { name: 'Milo Example-Marsh', role: 'Chair', mandate: 'office' },
  ],
}
const school = one('Example Dale School', 'education-body', 'Dora Example-Dale', 'Head Teacher')
const coast = one('Example Coast Homes', 'housing-provider', 'Carl Example-Coast', 'Chief Executive')
const sports = one('Example Vale Sports Assembly', 'assembly', 'Sara Example-Field', 'Chair')
const arts = one('Example Vale Arts Network', 'infrastructure-body', 'Arlo Example-Easel', 'Director')
const readers = one('Example Book Club', 'community-group', 'Beth Example-Page', 'Secretary')

const invited = [brook, heath, moor, ridge, lake, marsh, school, coast, sports, arts, readers]

/** A campaign in mid-flight: each place in which an invitation can stand at least once. */
export const campaignLife: readonly Scene[] = [
  {
    before: 59,
    play: async (player) =>
      player.importSet('Who signed years ago: from an invented list', async () =>
        oldList(await player.nameOf(earlier)),
      ),
  },
  {
    before: 58,
    play: async ({ campaigner }) => {
      await campaigner.begin('Renewal for the new edition', earlier, later)
      for (const who of [brook, heath, moor, ridge, lake, marsh, school]) await campaigner.check(who)
      await campaigner.leaveOut(coast)
      await campaigner.sendWave(1)
      await campaigner.bounce(heath)
    },
  },
  { before: 51, play: async ({ campaigner }) => campaigner.decline(ridge, 'We are to be merged next year.') },
  { before: 13, play: async ({ campaigner }) => campaigner.sayBoardDay(moor, 34) },
  { before: 12, play: async ({ campaigner }) => campaigner.start(lake) },
  { before: 8, play: async ({ campaigner }) => campaigner.sign(marsh, 1) },
  { before: 7, play: async ({ campaigner }) => campaigner.sign(school, 1) },
  {
    before: 5,
    play: async ({ campaigner }) => {
      await campaigner.check(sports)
      await campaigner.sendWave(2)
    },
  },
  { before: 4, play: async ({ campaigner }) => campaigner.call(brook, 'The clerk is back on Monday, and will ask.') },
  { before: 3, play: async ({ campaigner }) => campaigner.court('Example Chapel', 'Ring the steward', 0) },
  {
    before: 2,
    play: async ({ campaigner }) => campaigner.planEvent('An evening at Example Hall', later, [brook, heath]),
  },
]

/** The same wave once more, for whoever was not ready: of a mail that has only just left nobody knows whether it arrived. */
export async function lastPress({ campaigner }: Player): Promise<void> {
  await campaigner.check(arts)
  await campaigner.sendWave(2)
}

function one(name: string, kind: Kind, person: string, role: string): Organisation {
  return { name, kind, people: [{ name: person, role, mandate: 'office' }] }
}

function parish(name: string, clerk: string): Organisation {
  return one(name, 'town-or-parish-council', clerk, 'Clerk')
}

/** The organisations and their signings as files of an import. */
function oldList(edition: string) {
  const bodies = invited.map(({ name, kind }) => `${name},${sectorOf(kind)},${kind},,,,,,,,Example Vale,`)
  const source = 'An invented list of those who signed'
  const signings = invited.map(({ name }) => `${name},${edition},2019,2021-05-11,not recorded,${source},`)
  return {
    'set.csv': 'title,organisations\nWho signed years ago,invented\n',
    'bodies.csv': [
      'name,sector,kind,identifiers,started_on,ended_on,end_reason,successors,end_source,website,area,note',
      ...bodies,
      '',
    ].join('\n'),
    'signings.csv': ['body,edition,signed_on,attested_on,signed_by,source,note', ...signings, ''].join('\n'),
  }
}
