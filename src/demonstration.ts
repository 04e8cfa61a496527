import compact from '../templates/editions/shropshire-compact-2014.en.md'
import memorandum from '../templates/editions/compact-memorandum-of-understanding.en.md'
import type { OpeningPlan } from './actions/open-register.ts'
import { parseDay } from './core/day.ts'

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
