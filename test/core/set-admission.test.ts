import { describe, expect, it } from 'vitest'
import { mostPredecessors, mostSuccessors } from '../../src/core/desk-act.ts'
import { formatLeaf, leafLimit } from '../../src/core/entry.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { decideSet } from '../../src/core/set-admission.ts'
import { mostIdentifiers } from '../../src/core/set-body-checks.ts'
import type { Holdings } from '../../src/core/set-holdings.ts'
import { readSet } from '../../src/core/set-lines.ts'
import { setOf } from '../support/sets.ts'
import { stampAt } from './given.ts'

const nothing: Holdings = { demonstration: false, instruments: [], editions: [], bodies: [], signings: [] }
const head = 'body,edition,signed_on,attested_on,signed_by,source\n'
const decide = (change: Readonly<Record<string, string>> = {}, held = nothing) =>
  decideSet(readSet(setOf(change)), held, stampAt())

/** The mistakes in a set, as somebody reads them. */
function mistakesIn(change: Readonly<Record<string, string>>): readonly string[] {
  try {
    decide(change)
  } catch (error) {
    if (error instanceof Refusal) return error.fields.map(({ field, words }) => `${field}: ${words}`)
    throw error
  }
  return []
}

describe('a set becomes entries', () => {
  it('agreements before their editions, bodies before what they signed', () => {
    expect(decide().map(({ entry }) => entry.type)).toEqual([
      'instrument.registered',
      'edition.published',
      'edition.published',
      'body.registered',
      'signing.recorded',
    ])
  })

  it('of which a historic signing says no more than its source does', () => {
    const signing = decide().at(-1)
    expect(signing?.entry).toMatchObject({
      method: 'historic',
      check: ['source-cited'],
      attestedOn: '2011-06-14',
      signatures: [{}],
    })
    expect(signing?.disclosures.map(({ name, value, public: shown }) => [name, value, shown])).toEqual([
      ['source', 'A report', true],
    ])
  })

  it('with an edition that replaces another pointing to it, and no text', () => {
    const [, first, second] = decide().map(({ entry }) => entry)
    expect(second).toMatchObject({ type: 'edition.published', inForceFrom: '2014', replaces: [first?.id] })
    expect(second).not.toHaveProperty('texts')
  })

  it('with bodies that signed nothing', () => {
    const bodies = 'name,kind\nVale Council,district-council\nVale Choir,community-group\n'
    expect(decide({ 'bodies.csv': bodies }).filter(({ entry }) => entry.type === 'body.registered')).toHaveLength(2)
  })

  it('with bodies that ended, each succession with its source as evidence', () => {
    const bodies =
      'name,kind,ended_on,end_reason,successors,end_source\n' +
      'Vale Council,district-council,2019,merged,successor: Hill Council; functions-to: Vale Choir,A page\n' +
      'Vale Choir,community-group,,,,\nHill Council,district-council,,,,\n'
    const drafts = decide({ 'bodies.csv': bodies })
    const ended = drafts.at(-1)
    expect(ended?.entry).toMatchObject({ type: 'body.ended', on: '2019', reason: 'merged' })
    const [source] = ended?.disclosures ?? []
    expect(source?.value).toBe('A page')
    const successors = ended?.entry.type === 'body.ended' ? ended.entry.successors : []
    expect(successors?.map(({ relation, evidence }) => [relation, evidence]).toSorted()).toEqual([
      ['functions-to', source?.digest],
      ['successor', source?.digest],
    ])
  })

  it('with what a body was called, which numbers it had, what it was made from and what was announced of it', () => {
    const bodies =
      'name,kind,welsh_name,renamed_on,former_names,identifiers,ended_identifiers,predecessors,announced_end,announced_reason\n' +
      'Vale Council,district-council,,,,,,,,\n' +
      'Hill,community-group,Bryn,2020,Hall\\; Green; 2014-06: Hall,GB-CHC-1173575,2021: GB-CHC-1173576,Vale Council,2028-05,wound-up\n'
    const drafts = decide({ 'bodies.csv': bodies })
    const [council, hall, first, second, ended] = drafts.slice(3)
    const told = (draft: (typeof drafts)[number] | undefined) =>
      draft?.disclosures.map(({ name, value }) => `${name} ${JSON.stringify(value)}`).toSorted()
    expect(hall?.entry).toMatchObject({ type: 'body.registered', predecessors: [council?.entry.id] })
    expect(told(hall)).toEqual([
      'identifier.1 "GB-CHC-1173575"',
      'identifier.2 "GB-CHC-1173576"',
      'name.en "Hall; Green"',
    ])
    expect(first?.entry).toMatchObject({ type: 'body.renamed', body: hall?.entry.id, from: '2014-06' })
    expect(told(first)).toEqual(['name.en "Hall"'])
    expect(second?.entry).toMatchObject({ type: 'body.renamed', from: '2020' })
    expect(told(second)).toEqual(['name.cy "Bryn"', 'name.en "Hill"'])
    const over = hall?.disclosures.find(({ name }) => name === 'identifier.2')?.digest
    expect(ended?.entry).toMatchObject({ type: 'body.corrected', on: '2021', ends: [over] })
    expect(drafts.at(-1)?.entry).toMatchObject({ type: 'body.end-announced', on: '2028-05', reason: 'wound-up' })
  })

  it('with two bodies of one name, which others point to by the numbers of their lines', () => {
    const drafts = decide({
      'bodies.csv': 'number,name,kind\n7,Vale Hall,community-group\n9,Vale Hall,assembly\n',
      'signings.csv': `${head}#9,Vale Compact 2009,,2011,not recorded,A\n`,
    })
    const assembly = drafts.find(({ entry }) => entry.type === 'body.registered' && entry.kind === 'assembly')
    expect(drafts.at(-1)?.entry).toMatchObject({ type: 'signing.recorded', body: assembly?.entry.id })
  })

  it('with as much as one line may say, each entry still a leaf', () => {
    const names = Array.from({ length: mostPredecessors }, (_, n) => `Before ${n}`)
    const numbers = Array.from({ length: mostIdentifiers }, (_, n) => `GB-CHC-${1_000_000 + n}`)
    const after = names.slice(0, mostSuccessors).map((name) => `functions-to: ${name}`)
    const bodies =
      `name,kind,identifiers,predecessors,ended_on,end_reason,successors,end_source\n` +
      names.map((name) => `${name},assembly,,,,,,\n`).join('') +
      `Vale Council,district-council,${numbers.join(' ')},${names.join('; ')},2019-03-31,merged,${after.join('; ')},A page\n`
    const drafts = decide({ 'bodies.csv': bodies })
    for (const { entry } of drafts) expect(formatLeaf(entry).length).toBeLessThanOrEqual(leafLimit)
    expect(drafts.at(-1)?.entry.type).toBe('body.ended')
  })

  it('with a day as a British spreadsheet turns it round', () => {
    const signings =
      'body,edition,attested_on,signed_by,source\nVale Council,Vale Compact 2009,14/06/2011,Leader,A report\n'
    const signing = decide({ 'signings.csv': signings }).at(-1)
    expect(signing?.entry).toMatchObject({ attestedOn: '2011-06-14' })
    expect(signing?.disclosures.map(({ name, value }) => [name, value])).toContainEqual(['signatory.1.role', 'Leader'])
  })
})

describe('a line that cannot be is named', () => {
  it.each([
    [
      'a kind that nobody knows',
      'bodies.csv',
      'name,kind\nVale Council,council\n',
      'bodies.csv line 2: kind: Use one of',
    ],
    [
      'a number of no list',
      'bodies.csv',
      'name,kind,identifiers\nVale Council,district-council,1234567\n',
      'with its list before it',
    ],
    [
      'a sector that is not the kind’s',
      'bodies.csv',
      'name,kind,sector\nVale Council,district-council,vcs\n',
      'sector: district-council',
    ],
    ['an end without a reason', 'bodies.csv', 'name,kind,ended_on\nVale Council,district-council,2019\n', 'end_reason'],
    [
      'an end before the beginning',
      'bodies.csv',
      'name,kind,started_on,ended_on,end_reason\nVale Council,district-council,2019,2018,merged\n',
      'before it began',
    ],
    [
      'an end that has not come',
      'bodies.csv',
      'name,kind,ended_on,end_reason\nVale Council,district-council,2028,merged\n',
      'not come yet',
    ],
    [
      'successors of the living',
      'bodies.csv',
      'name,kind,successors\nVale Council,district-council,successor: Vale Council\n',
      'say when it ended',
    ],
    [
      'a successor that is nowhere',
      'bodies.csv',
      'name,kind,ended_on,end_reason,successors\nVale Council,district-council,2019,merged,successor: Hill\n',
      'called “Hill”',
    ],
    [
      'a body that is itself its successor',
      'bodies.csv',
      'name,kind,ended_on,end_reason,successors\nVale Council,district-council,2019,merged,successor: Vale Council\n',
      'nothing comes after itself',
    ],
    [
      'an announced end without a reason',
      'bodies.csv',
      'name,kind,announced_end\nVale Council,district-council,2028\n',
      'announced_reason',
    ],
    [
      'an announced end of what has ended',
      'bodies.csv',
      'name,kind,announced_end,announced_reason,ended_on,end_reason\nVale Council,district-council,2028,merged,2019,merged\n',
      'announced_end: it has ended',
    ],
    [
      'a new name without the one before',
      'bodies.csv',
      'name,kind,renamed_on\nVale Council,district-council,2019\n',
      'renamed_on: say both',
    ],
    [
      'a later name without its day',
      'bodies.csv',
      'name,kind,renamed_on,former_names\nVale Council,district-council,2019,Hill; Hall\n',
      'former_names: Write the first name',
    ],
    [
      'a number that is over without its day',
      'bodies.csv',
      'name,kind,ended_identifiers\nVale Council,district-council,GB-LAE-VAL\n',
      'ended_identifiers: Write the day',
    ],
    [
      'a record that was entered twice, and not which one stays',
      'bodies.csv',
      'name,kind,ended_on,end_reason\nVale Council,district-council,2019,registered-twice\n',
      'name the one record that stays',
    ],
    [
      'a body above the one it was made from',
      'bodies.csv',
      'name,kind,predecessors\nVale Council,district-council,Hill\nHill,assembly,\n',
      'called “Hill”',
    ],
    [
      'a number of a line that is none',
      'bodies.csv',
      'number,name,kind\nseven,Vale Council,district-council\n',
      'number: Write a whole number',
    ],
    [
      'a body twice',
      'bodies.csv',
      'name,kind\nVale Council,district-council\nVALE council,district-council\n',
      'line 3: This is what bodies.csv line 2 is about already',
    ],
    [
      'a number twice',
      'bodies.csv',
      'name,kind,identifiers\nVale Council,district-council,GB-LAE-VAL\nHill,district-council,GB-LAE-VAL\n',
      'GB-LAE-VAL is on bodies.csv line 2 already',
    ],
    [
      'a column that nobody reads',
      'bodies.csv',
      'name,kind,colour\nVale Council,district-council,blue\n',
      'bodies.csv line 1: Nothing reads the column “colour”',
    ],
    [
      'more cells than columns',
      'bodies.csv',
      'name,kind\nVale Council,district-council,x\n',
      'more cells than columns',
    ],
    [
      'an edition of no agreement',
      'editions.csv',
      'instrument,label,in_force_from\nHill Compact,1,2014\n',
      'called “Hill Compact”',
    ],
    [
      'an edition above the one it replaces',
      'editions.csv',
      'instrument,label,in_force_from,replaces\nVale Compact,2014,2014,Vale Compact 2009\nVale Compact,2009,2009,\n',
      'called “Vale Compact 2009”',
    ],
    ['a body that is nowhere', 'signings.csv', `${head}Hill,Vale Compact 2009,,2011,not recorded,A\n`, 'called “Hill”'],
    [
      'an edition that is nowhere',
      'signings.csv',
      `${head}Vale Council,Vale Compact 1,,2011,not recorded,A\n`,
      'called “Vale Compact 1”',
    ],
    [
      'a signing without its source',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2011,not recorded,\n`,
      'source: Cite the source',
    ],
    [
      'a source without its day',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,2009,,not recorded,A\n`,
      'attested_on: Write a day',
    ],
    ['a signatory left open', 'signings.csv', `${head}Vale Council,Vale Compact 2009,,2011,,A\n`, 'never a name'],
    [
      'a day that there is not',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2011-02-30,not recorded,A\n`,
      'attested_on: Write a day',
    ],
    [
      'a source of tomorrow',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2026-03-05,not recorded,A\n`,
      'not come yet',
    ],
    [
      'a signing after its source',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,2012,2011,not recorded,A\n`,
      'after the source',
    ],
    [
      'a signing before its body',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,2008,2011,not recorded,A\n`,
      'before the organisation began',
    ],
    [
      'a signing twice',
      'signings.csv',
      `${head}Vale Council,Vale Compact 2009,,2011,not recorded,A\nVale Council,Vale Compact 2009,,2011,not recorded,A\n`,
      'line 3: This is what signings.csv line 2',
    ],
    ['a file that nobody reads', 'signing.csv', head, 'signing.csv: Nothing reads this file'],
    ['a set that says nothing of itself', 'set.csv', 'title,organisations\n', 'set.csv: Say on one line'],
  ])('%s', (_what, file, text, words) => {
    expect(mistakesIn({ [file]: text }).join('\n')).toContain(words)
  })

  it('with every other line that cannot be', () => {
    const found = mistakesIn({
      'bodies.csv': 'name,kind\nVale Council,council\n,district-council\n',
      'signings.csv': `${head}Vale Council,Vale Compact 2009,,soon,,\n`,
    })
    expect(found.map((one) => one.split(':').slice(0, 2).join(':'))).toEqual([
      'bodies.csv line 2: kind',
      'bodies.csv line 3: name',
      'signings.csv line 2: attested_on',
      'signings.csv line 2: signed_by',
      'signings.csv line 2: source',
    ])
  })
})

describe('what is real and what is invented never share a log', () => {
  it.each([
    ['real organisations into a demonstration', 'real', true, 'never goes into a demonstration'],
    ['invented organisations into a real register', 'invented', false, 'Nothing invented'],
  ])('%s', (_what, organisations, demonstration, words) => {
    const set = { 'set.csv': `title,organisations\nVale,${organisations}\n` }
    expect(() => decide(set, { ...nothing, demonstration })).toThrow(words)
  })
})
