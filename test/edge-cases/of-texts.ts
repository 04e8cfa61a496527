import compact from '../../templates/editions/example-vale-compact-2019.en.md'
import memorandum from '../../templates/editions/example-vale-memorandum-2024.en.md'
import { agreeEdition } from '../../src/actions/agree-edition.ts'
import { addText, startDraft } from '../../src/actions/draft-edition.ts'
import { importSet } from '../../src/actions/import-set.ts'
import { stamp } from '../../src/actions/parts.ts'
import { parseDay } from '../../src/core/day.ts'
import { emptyDraft } from '../../src/core/edition-draft.ts'
import { readSet } from '../../src/core/set-lines.ts'
import { listEditions } from '../../src/storage/read/editions.ts'
import { paperRegister } from '../support/paper.ts'
import { setOf } from '../support/sets.ts'
import type { EdgeCase } from './town.ts'

const invented = { 'set.csv': 'title,organisations\nExample Vale of old,invented\n' }
const agreements = {
  ...invented,
  'bodies.csv': 'name,kind\n',
  'signings.csv': 'body,edition,signed_on,attested_on,signed_by,source\n',
}

/** What was signed, and on what. */
export const ofTexts: readonly EdgeCase[] = [
  {
    name: 'Language version',
    door: 'POST /desk/drafts/:id/agreement',
    live: async (town) => {
      const { parts } = town
      const held = (await listEditions(parts.db)).find(({ slug }) => slug.includes('memorandum'))
      if (!held) throw new Error('the town has a memorandum')
      const english = memorandum.replaceAll('2024', '2025')
      const draft = {
        ...emptyDraft,
        instrument: { registered: held.instrument },
        texts: [english],
        reference: 'en',
        agreedOn: parseDay('2026-02'),
        inForceFrom: parseDay('2026-03-01'),
        replaces: [held.id],
      }
      const id = stamp(parts).id()
      await startDraft(parts, id, draft)
      await addText(parts, id, { source: english.replace('language: en', 'language: cy'), isReference: false })
      const edition = await agreeEdition(parts, id)
      await town.join({ body: { name: 'Example Lido' }, editions: [edition.id], language: 'cy' })
    },
    writes: ['edition.published', 'body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/example-lido', 'Signed in Welsh (Cymraeg)'],
      ['/certificates/EV-00001', 'Signed in Welsh (Cymraeg)'],
      ['/editions/example-vale-memorandum-of-understanding-2025', 'Cymraeg'],
    ],
  },
  {
    name: 'Text of an old edition not held',
    door: 'npm run import',
    live: async ({ parts }) => {
      await importSet(parts, readSet(setOf(agreements)))
    },
    writes: ['instrument.registered', 'edition.published', 'edition.published'],
    reads: [['/editions/vale-compact-2009', 'Text not held']],
  },
  {
    name: 'Historic, facts missing',
    door: 'npm run import',
    live: async (town) => {
      await importSet(town.parts, readSet(setOf(agreements)))
      await town.from()
      await importSet(town.parts, readSet(setOf(invented)))
    },
    writes: ['body.registered', 'signing.recorded'],
    reads: [
      ['/bodies/vale-council', 'Signed by Not recorded Signed on Date not recorded'],
      ['/bodies/vale-council?as-at=2011-06-13', 'Not known on this day'],
      ['/bodies/vale-council?as-at=2011-06-14', 'Signed – '],
      ['/certificates/EV-00001', 'Attested on 14 June 2011'],
      ['/certificates/EV-00001', 'Method Recorded from a cited source Source A report'],
    ],
  },
  {
    name: 'Typo in agreed text',
    door: 'POST /desk/editions/:edition/:act',
    live: async (town) => {
      await town.agree('/desk/editions/example-vale-compact-2019/correct-edition', {
        language: 'en',
        text: compact.replace('invented agreement', 'invented deal'),
        reason: 'A slip of the pen.',
      })
    },
    writes: ['edition.corrected'],
    reads: [
      ['/editions/example-vale-compact-2019', 'Corrected on 4 March 2026 ; meaning unchanged'],
      ['/editions/example-vale-compact-2019', 'A slip of the pen.'],
    ],
  },
  {
    name: 'Paper signature',
    door: 'POST /desk/sign-ups/:id/paper',
    live: async (town) => {
      const desk = await paperRegister(town)
      await town.from()
      const id = await desk.start()
      await desk.transcribe(id)
      await town.accept(id, desk.second, ['paper-seen', 'phone-back'])
    },
    writes: ['signing.recorded'],
    reads: [
      ['/bodies/hilltop-village-hall', 'Recorded from a paper signature'],
      ['/bodies/hilltop-village-hall', 'Accepted with a second approver'],
      ['/certificates/EV-00001', 'Recorded from a paper signature'],
    ],
  },
]
