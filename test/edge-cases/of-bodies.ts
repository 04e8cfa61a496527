import { typedDay, type EdgeCase, type Town } from './town.ts'

const board = { name: 'Example Hill Board', kind: 'nhs-body' } as const
const trust = { name: 'Example Hill Trust', kind: 'nhs-body' } as const

/** The coordinator puts an organisation on the register that has not signed. */
async function register(town: Town, name: string, kind = 'nhs-body'): Promise<void> {
  await town.act('/desk/bodies', { name, kind })
}

/** What becomes of an organisation: the rows that are about bodies. */
export const ofBodies: readonly EdgeCase[] = [
  {
    name: 'Body renamed',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await town.join({ body: { name: 'Example Lido' } })
      await town.from()
      const answers = { name: 'Example Baths', ...typedDay('from', '2026-03-01') }
      await town.act('/desk/bodies/example-lido/rename-body', answers)
    },
    writes: ['body.renamed'],
    reads: [
      ['/bodies/example-baths', 'Formerly Example Lido, until 1 March 2026'],
      ['/bodies/example-lido', 'Was renamed from “Example Lido” to “Example Baths”'],
      ['/certificates/EV-00001', 'Example Baths signed the Example Vale Compact 2019'],
      ['/signatories?q=Example+Lido', 'Example Baths'],
    ],
  },
  {
    name: 'Identifier, website or place wrong or new',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      const numbered = { name: 'Example Shed', kind: 'registered-charity', sector: 'vcs' } as const
      await town.join({ body: { ...numbered, identifiers: ['GB-CHC-0000101'], website: 'https://example.org/old' } })
      await town.from()
      await town.act('/desk/bodies/example-shed/correct-body', {
        website: 'https://example.org/shed',
        adds: 'GB-CHC-0000102',
        ends: 'GB-CHC-0000101',
        ...typedDay('on', '2026-02-01'),
      })
    },
    writes: ['body.corrected'],
    reads: [
      ['/bodies/example-shed', /GB-CHC-0000101 .*, until 1 February 2026/],
      ['/bodies/example-shed', 'GB-CHC-0000102'],
      ['/bodies/example-shed', 'example.org/shed'],
      ['/signatories?q=GB-CHC-0000101', 'Example Shed'],
    ],
  },
  {
    name: 'Body merged or abolished',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await town.join({ body: board })
      await register(town, trust.name)
      await town.from()
      await town.act('/desk/bodies/example-hill-board/end-body', {
        ...typedDay('on', '2026-03-03'),
        reason: 'merged',
        'successors-1': 'Example Hill Trust',
        'relation-1': 'continued-by',
        source: 'Example Hill Merger Order 2026',
      })
    },
    writes: ['body.ended'],
    reads: [
      ['/bodies/example-hill-board', 'Ended – organisation abolished or merged'],
      ['/bodies/example-hill-board', 'continued by Example Hill Trust (has not signed)'],
      ['/bodies/example-hill-board?as-at=2026-03-03', 'Signed'],
      ['/bodies/example-hill-trust', 'has not signed'],
      ['/bodies/example-hill-trust', 'Came from Example Hill Board'],
    ],
  },
  {
    name: 'Functions split',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await town.join({ body: { name: 'Example Vale Growth Partnership', kind: 'partnership' } })
      await register(town, 'North Example Council', 'district-council')
      await register(town, 'South Example Council', 'district-council')
      await town.from()
      await town.act('/desk/bodies/example-vale-growth-partnership/end-body', {
        ...typedDay('on', '2026-03-03'),
        reason: 'split',
        'successors-1': 'North Example Council',
        'relation-1': 'functions-to',
        'successors-2': 'South Example Council',
        'relation-2': 'functions-to',
      })
    },
    writes: ['body.ended'],
    reads: [
      [
        '/bodies/example-vale-growth-partnership',
        'Was split up; its functions passed to North Example Council and South Example Council',
      ],
      ['/bodies/north-example-council', 'has not signed'],
      ['/bodies/south-example-council', 'has not signed'],
    ],
  },
  {
    name: 'Ended long ago, found now',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await town.join({ body: { name: 'Example Youth Club', kind: 'community-group', sector: 'vcs' } })
      town.moveTo('2027-09-01')
      await town.from()
      const answers = { ...typedDay('on', '2026-04-30'), reason: 'wound-up' }
      await town.act('/desk/bodies/example-youth-club/end-body', answers)
    },
    writes: ['body.ended'],
    reads: [
      ['/bodies/example-youth-club?as-at=2026-04-30', 'Signed – in force as at 30 April 2026'],
      ['/bodies/example-youth-club?as-at=2026-05-01', 'Ended – organisation abolished or merged, 30 April 2026'],
    ],
  },
  {
    name: 'Abolition announced',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await register(town, 'Example Vale Commissioner', 'police-and-crime-commissioner')
      await town.from()
      const answers = { 'on-month': '5', 'on-year': '2028', reason: 'abolished' }
      await town.act('/desk/bodies/example-vale-commissioner/announce-end', answers)
      // It may still sign.
      await town.join({ body: { registered: await town.idOf('example-vale-commissioner') } })
    },
    writes: ['body.end-announced', 'signing.recorded'],
    reads: [
      ['/bodies/example-vale-commissioner', 'due to be abolished in May 2028'],
      ['/bodies/example-vale-commissioner', 'Signed – in force'],
    ],
  },
  {
    name: 'Body made by reorganisation',
    door: 'POST /desk/bodies',
    live: async (town) => {
      await town.join({ body: board })
      await register(town, trust.name)
      await town.from()
      await town.act('/desk/bodies', {
        name: 'Example Vale Care Board',
        kind: 'nhs-body',
        ...typedDay('on', '2026-03-01'),
        'from-1': board.name,
        'from-2': trust.name,
        ends: 'merged',
      })
    },
    writes: ['body.registered', 'body.ended', 'body.ended'],
    reads: [
      ['/bodies/example-vale-care-board', 'Example Hill Board'],
      ['/bodies/example-vale-care-board', 'has not signed'],
      ['/bodies/example-hill-board', 'succeeded by Example Vale Care Board (has not signed)'],
      ['/bodies/example-hill-trust', 'succeeded by Example Vale Care Board (has not signed)'],
    ],
  },
  {
    name: 'Body registered twice',
    door: 'POST /desk/bodies/:body/:act',
    live: async (town) => {
      await town.join({ body: { name: 'Example Kitchen', kind: 'social-enterprise', sector: 'vcs' } })
      await register(town, 'The Example Kitchen', 'social-enterprise')
      await town.from()
      await town.act('/desk/bodies/the-example-kitchen/end-body', {
        ...typedDay('on', '2026-03-04'),
        reason: 'registered-twice',
        'successors-1': 'Example Kitchen',
        'relation-1': 'successor',
      })
    },
    writes: ['body.ended'],
    reads: [
      ['/bodies/the-example-kitchen', 'Signed – in force'],
      ['/bodies/example-kitchen', 'Also entered as The Example Kitchen'],
    ],
  },
]
