import valeEarlier from '../templates/editions/example-vale-compact-2019.en.md'
import valeLater from '../templates/editions/example-vale-compact-2026.en.md'
import valeMemorandum from '../templates/editions/example-vale-memorandum-2024.en.md'
import compact from '../templates/editions/shropshire-compact-2014.en.md'
import memorandum from '../templates/editions/compact-memorandum-of-understanding.en.md'
import type { OpeningPlan } from './actions/open-register.ts'
import { parseDay, type FullDay } from './core/day.ts'

/** What an empty register on this machine is opened with, so that it can be tried. Everybody in it is invented. */
export const demonstration: OpeningPlan = {
  demonstration: true,
  name: 'Example register of Compact signatories',
  custodian: 'Example Vale Council (invented)',
  prefix: 'EX',
  coordinators: [
    { name: 'Robin Example', address: 'coordinator@example.org', employer: 'Example Vale Council' },
    { name: 'Sam Example', address: 'approver@example.org', employer: 'Example Vale Voluntary Action' },
  ],
  instruments: [
    {
      name: 'Shropshire Compact',
      area: 'Shropshire',
      binds: ['public-sector', 'vcs'],
      editions: [{ inForceFrom: parseDay('2014'), texts: [compact] }],
    },
    {
      name: 'Compact Memorandum of Understanding',
      area: 'Shropshire',
      binds: ['public-sector', 'vcs'],
      editions: [{ inForceFrom: parseDay('2014'), texts: [memorandum] }],
    },
  ],
}

/** What `npm run demo` opens: two editions, the later of which comes into force on a day of the demonstration. */
export function exampleVale(days: { succession: FullDay; transitionEnds: FullDay }): OpeningPlan {
  return {
    demonstration: true,
    name: 'Example Vale Compact register',
    custodian: demonstration.custodian,
    prefix: 'EV',
    coordinators: demonstration.coordinators,
    instruments: [
      {
        name: 'Example Vale Compact',
        area: 'Example Vale',
        binds: ['public-sector', 'vcs'],
        editions: [
          { inForceFrom: parseDay('2019-06-01'), texts: [valeEarlier] },
          {
            inForceFrom: days.succession,
            transitionEnds: days.transitionEnds,
            texts: [valeLater],
            replaces: ['Example Vale Compact 2019'],
          },
        ],
      },
      {
        name: 'Example Vale Memorandum of Understanding',
        area: 'Example Vale',
        binds: ['public-sector', 'vcs'],
        editions: [{ inForceFrom: parseDay('2024-01-01'), texts: [valeMemorandum] }],
      },
    ],
  }
}
