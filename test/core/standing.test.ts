import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastDayOf, parseDay, parseFullDay, type Day, type FullDay } from '../../src/core/day.ts'
import {
  effectiveDay,
  standingOn,
  type EditionFacts,
  type Setting,
  type SigningFacts,
  type Standing,
} from '../../src/core/standing.ts'
import type { SigningAct } from '../../src/core/views.ts'
import { idOf } from './given.ts'

// Three editions of the Compact, and an Accord, another instrument, that replaces the last of them.
const [old, compact, renewed, accord] = [idOf(2009), idOf(2014), idOf(2026), idOf(2030)]

const editions = new Map([
  [old, editionOf({ inForceFrom: '2009' })],
  [compact, editionOf({ inForceFrom: '2014-06-14', replaces: [old] })],
  [renewed, editionOf({ inForceFrom: '2026-04-01', replaces: [compact], transitionEnds: '2027-03-31' })],
  [accord, editionOf({ inForceFrom: '2030-01', replaces: [renewed], termEnds: '2034-12-31' })],
])

describe('a signing, asked about on a day,', () => {
  it.each<[string, SigningFacts, string, Standing, Partial<Setting>?]>([
    ['has not begun the day before it was signed', signed('2014-07-01'), '2014-06-30', is('not-yet', '2014-07-01')],
    ['is in force from the day it was signed', signed('2014-07-01'), '2014-07-01', is('in-force')],
    [
      'has not begun the day before it was decided',
      decided('2014-07-01', '2014-08-02'),
      '2014-08-01',
      is('not-yet', '2014-08-02'),
    ],
    [
      'is in force from the day it was decided, where that is later',
      decided('2014-07-01', '2014-08-02'),
      '2014-08-02',
      is('in-force'),
    ],
    [
      'counts from the later of two signatures, not before',
      twice('2014-07-01', '2014-09-09'),
      '2014-09-08',
      is('not-yet', '2014-09-09'),
    ],
    ['counts from the later of two signatures', twice('2014-09-09', '2014-07-01'), '2014-09-09', is('in-force')],
    ['may have begun, where only its year is known', signed('2015'), '2015-01-01', is('not-known', '2015')],
    ['may have begun until that year is over', signed('2015'), '2015-12-30', is('not-known', '2015')],
    ['has begun on the last day of the year that is known', signed('2015'), '2015-12-31', is('in-force')],
    ['has certainly not begun before the year that is known', signed('2015'), '2014-12-31', is('not-yet', '2015')],
    ['may have begun within the month that is known', signed('2015-02'), '2015-02-01', is('not-known', '2015-02')],
    ['has begun on the last day of that month', signed('2015-02'), '2015-02-28', is('in-force')],
    [
      'is not known before the day of its source, where its own is not recorded',
      attested('2016-05-04'),
      '2016-05-03',
      is('not-known'),
    ],
    ['is in force from the day of its source', attested('2016-05-04'), '2016-05-04', is('in-force')],
    ['is not known where neither day nor source is recorded', attested(null), '2020-01-01', is('not-known')],

    [
      'is of the edition in force the day before another replaces it',
      signed('2014-07-01'),
      '2026-03-31',
      is('in-force'),
    ],
    [
      'is of an earlier edition from the day another is in force',
      signed('2014-07-01'),
      '2026-04-01',
      followedBy(renewed),
    ],
    [
      'is of an earlier edition to the last day of the transition',
      signed('2014-07-01'),
      '2027-03-31',
      followedBy(renewed),
    ],
    ['has lapsed the day after the transition', signed('2014-07-01'), '2027-04-01', is('lapsed', '2027-04-01')],
    [
      'of the one before has lapsed with the same transition',
      signed('2010', old),
      '2027-04-01',
      is('lapsed', '2027-04-01'),
    ],
    [
      'of the one before is of an earlier edition while nothing ends',
      signed('2010', old),
      '2020-01-01',
      followedBy(compact),
    ],
    [
      'is replaced by another instrument, once it is certainly in force',
      signed('2026-05-01', renewed),
      '2030-01-31',
      followedBy(accord),
    ],
    ['is not replaced while that may still lie ahead', signed('2026-05-01', renewed), '2030-01-30', is('in-force')],
    ['is in force to the last day of the term', signed('2030-02-01', accord), '2034-12-31', is('in-force')],
    ['has lapsed the day after the term', signed('2030-02-01', accord), '2035-01-01', is('lapsed', '2035-01-01')],

    [
      'is followed by the same body signing the successor, and never lapses',
      signed('2014-07-01'),
      '2029-01-01',
      followedBy(renewed),
      { signings: [signed('2026-05-01', renewed)] },
    ],
    [
      'is not followed before that is signed',
      signed('2014-07-01'),
      '2028-01-01',
      is('lapsed', '2027-04-01'),
      { signings: [signed('2028-01-02', renewed)] },
    ],
    [
      'is followed from the day that is signed',
      signed('2014-07-01'),
      '2028-01-02',
      followedBy(renewed),
      { signings: [signed('2028-01-02', renewed)] },
    ],
    [
      'is not followed by one entered in error',
      signed('2014-07-01'),
      '2028-01-01',
      is('lapsed', '2027-04-01'),
      { signings: [signed('2026-05-01', renewed, ['voided'])] },
    ],
    [
      'is followed by one that was withdrawn since',
      signed('2014-07-01'),
      '2028-01-01',
      followedBy(renewed),
      { signings: [signed('2026-05-01', renewed, ['withdrawn', '2027-01-01'])] },
    ],
    [
      'is not followed by another signing of the same edition',
      signed('2014-07-01'),
      '2020-01-01',
      is('in-force'),
      { signings: [signed('2015-01-01')] },
    ],
    [
      'is not followed by a signing of the edition it replaced',
      signed('2014-07-01'),
      '2020-01-01',
      is('in-force'),
      { signings: [signed('2010', old)] },
    ],

    [
      'stands the day before it is withdrawn',
      signed('2014-07-01', compact, ['withdrawn', '2018-05-05']),
      '2018-05-04',
      is('in-force'),
    ],
    [
      'is withdrawn from its day',
      signed('2014-07-01', compact, ['withdrawn', '2018-05-05']),
      '2018-05-05',
      is('withdrawn', '2018-05-05'),
    ],
    [
      'stays withdrawn when a successor would make it lapse',
      signed('2014-07-01', compact, ['withdrawn', '2018-05-05']),
      '2030-01-01',
      is('withdrawn', '2018-05-05'),
    ],
    [
      'is removed from its day',
      signed('2014-07-01', compact, ['removed', '2018-05-05']),
      '2018-05-05',
      is('removed', '2018-05-05'),
    ],
    [
      'is what took effect first: withdrawn, then removed',
      signed('2014-07-01', compact, ['removed', '2019-01-01'], ['withdrawn', '2018-05-05']),
      '2020-01-01',
      is('withdrawn', '2018-05-05'),
    ],
    [
      'is what took effect first: removed, then withdrawn',
      signed('2014-07-01', compact, ['removed', '2018-01-01'], ['withdrawn', '2018-05-05']),
      '2020-01-01',
      is('removed', '2018-01-01'),
    ],

    [
      'stands on the last day of its body',
      signed('2014-07-01'),
      '2019-03-31',
      is('in-force'),
      { bodyEndedOn: parseDay('2019-03-31') },
    ],
    [
      'has ended the day after',
      signed('2014-07-01'),
      '2019-04-01',
      is('ended', '2019-03-31'),
      { bodyEndedOn: parseDay('2019-03-31') },
    ],
    [
      'stands to the end of the year in which its body ended',
      signed('2014-07-01'),
      '2019-12-31',
      is('in-force'),
      { bodyEndedOn: parseDay('2019') },
    ],
    [
      'has ended the year after',
      signed('2014-07-01'),
      '2020-01-01',
      is('ended', '2019'),
      { bodyEndedOn: parseDay('2019') },
    ],
    [
      'was withdrawn on the last day of its body, before the end',
      signed('2014-07-01', compact, ['withdrawn', '2019-03-31']),
      '2020-01-01',
      is('withdrawn', '2019-03-31'),
      { bodyEndedOn: parseDay('2019-03-31') },
    ],
    [
      'had ended before it was withdrawn',
      signed('2014-07-01', compact, ['withdrawn', '2019-04-02']),
      '2020-01-01',
      is('ended', '2019-03-31'),
      { bodyEndedOn: parseDay('2019-03-31') },
    ],

    [
      'stands the day before it is suspended',
      signed('2014-07-01', compact, ['suspended', '2018-05-05']),
      '2018-05-04',
      is('in-force'),
    ],
    [
      'is suspended from its day, with a day of review',
      signed('2014-07-01', compact, ['suspended', '2018-05-05']),
      '2018-05-05',
      suspended('2018-05-05'),
    ],
    [
      'is in force again from the day it is reinstated',
      signed('2014-07-01', compact, ['suspended', '2018-05-05'], ['reinstated', '2018-09-01']),
      '2018-09-01',
      is('in-force'),
    ],
    [
      'is suspended to the day before',
      signed('2014-07-01', compact, ['suspended', '2018-05-05'], ['reinstated', '2018-09-01']),
      '2018-08-31',
      suspended('2018-05-05'),
    ],
    [
      'can be suspended twice',
      signed(
        '2014-07-01',
        compact,
        ['suspended', '2018-05-05'],
        ['reinstated', '2018-09-01'],
        ['suspended', '2019-02-02'],
      ),
      '2019-02-02',
      suspended('2019-02-02'),
    ],
    [
      'is suspended rather than lapsed',
      signed('2014-07-01', compact, ['suspended', '2018-05-05']),
      '2030-01-01',
      suspended('2018-05-05'),
    ],
    [
      'is withdrawn rather than suspended',
      signed('2014-07-01', compact, ['suspended', '2018-05-05'], ['withdrawn', '2018-06-01']),
      '2018-06-01',
      is('withdrawn', '2018-06-01'),
    ],

    [
      'was entered in error, whatever else',
      signed('2014-07-01', compact, ['withdrawn', '2018-05-05'], ['voided']),
      '2020-01-01',
      is('entered-in-error'),
      { bodyEndedOn: parseDay('2019-03-31') },
    ],
    [
      'was entered in error before it would have begun, too',
      signed('2014-07-01', compact, ['voided']),
      '2010-01-01',
      is('entered-in-error'),
    ],
    [
      'is not changed by being re-affirmed',
      signed('2014-07-01', compact, ['reaffirmed', '2018-05-05']),
      '2018-05-05',
      is('in-force'),
    ],
    [
      'is not withdrawn before it begins',
      signed('2014-07-01', compact, ['withdrawn', '2014-01-01']),
      '2014-06-30',
      is('not-yet', '2014-07-01'),
    ],
  ])('%s', (_rule, signing, on, standing, change) => {
    const setting = settingOf(signing, change)
    expect(standingOn(signing, setting, parseFullDay(on))).toEqual(standing)
  })
})

describe('the day from which a signing counts', () => {
  it.each<[string, SigningFacts, string | null]>([
    ['is the one it was signed on', signed('2014-07-01'), '2014-07-01'],
    ['is the one it was decided on, where that is later', decided('2014-07-01', '2014-08'), '2014-08'],
    ['may last longest, where two overlap', decided('2014-07-01', '2014'), '2014'],
    [
      'is none, where one of two is not recorded',
      {
        ...signed('2014-07-01'),
        signatures: [
          { on: parseDay('2014'), decidedOn: null },
          { on: null, decidedOn: null },
        ],
      },
      null,
    ],
  ])('%s', (_rule, signing, day) => {
    expect(effectiveDay(signing)).toBe(day)
  })
})

describe('of any signing', () => {
  const days = fc
    .date({ min: new Date('2009-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
    .map((date) => parseFullDay(date.toISOString().slice(0, 10)))
  const anyDays = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => parseDay(day.slice(0, length)))
  const acts = fc.record({
    act: fc.constantFrom<SigningAct>('withdrawn', 'suspended', 'reinstated', 'removed', 'reaffirmed'),
    on: days,
    reviewBy: fc.constant(null),
  })
  const signings: fc.Arbitrary<SigningFacts> = fc.record({
    edition: fc.constantFrom(old, compact, renewed, accord),
    signatures: fc.array(fc.record({ on: fc.option(anyDays), decidedOn: fc.option(anyDays) }), {
      minLength: 1,
      maxLength: 2,
    }),
    attestedOn: fc.option(anyDays),
    acts: fc.array(acts, { maxLength: 4 }),
  })

  it('the standing depends on the days of its body alone: other signings in any order change nothing that is not followed', () => {
    fc.assert(
      fc.property(
        signings,
        fc.array(signings, { maxLength: 4 }),
        fc.option(anyDays),
        days,
        (signing, others, ended, on) => {
          const setting = { editions, bodyEndedOn: ended, signings: [signing, ...others] }
          const turned = { ...setting, signings: [...others.toReversed(), signing] }
          expect(standingOn(signing, turned, on).name).toBe(standingOn(signing, setting, on).name)
          const alone = standingOn(signing, { ...setting, signings: [signing] }, on)
          const among = standingOn(signing, setting, on)
          expect(among.name === 'earlier-edition' ? among : alone).toEqual(among)
        },
      ),
    )
  })

  it('what has ended it stays so, on every later day', () => {
    fc.assert(
      fc.property(signings, fc.option(anyDays), days, days, (signing, ended, a, b) => {
        const [first, then] = a < b ? [a, b] : [b, a]
        const setting = { editions, bodyEndedOn: ended, signings: [signing] }
        const before = standingOn(signing, setting, first)
        const final = ['withdrawn', 'removed', 'ended'].includes(before.name)
        expect(final ? standingOn(signing, setting, then) : before).toEqual(before)
      }),
    )
  })

  it('a day it begins is a day on which it had not begun before', () => {
    fc.assert(
      fc.property(signings, days, (signing, on) => {
        const { name, since } = standingOn(signing, { editions, bodyEndedOn: null, signings: [signing] }, on)
        expect(name === 'not-yet' ? since !== undefined && since.slice(0, 4) >= on.slice(0, 4) : true).toBe(true)
        const begun = effectiveDay(signing)
        fc.pre(begun !== null)
        expect(/^not-(yet|known)$/.test(name)).toBe(begun !== null && lastDayOf(begun) > on)
      }),
    )
  })
})

function editionOf(days: {
  inForceFrom: string
  replaces?: EditionFacts['replaces']
  transitionEnds?: string
  termEnds?: string
}): EditionFacts {
  return {
    inForceFrom: parseDay(days.inForceFrom),
    transitionEnds: days.transitionEnds ? parseFullDay(days.transitionEnds) : null,
    termEnds: days.termEnds ? parseFullDay(days.termEnds) : null,
    replaces: days.replaces ?? [],
  }
}

function signed(on: string, edition = compact, ...acts: readonly [SigningAct, string?][]): SigningFacts {
  return {
    edition,
    signatures: [{ on: parseDay(on), decidedOn: null }],
    attestedOn: null,
    acts: acts.map(([act, day]) => ({
      act,
      on: day ? parseFullDay(day) : null,
      reviewBy: act === 'suspended' ? reviewOf(day ?? '') : null,
    })),
  }
}

function decided(on: string, decidedOn: string): SigningFacts {
  return { ...signed(on), signatures: [{ on: parseDay(on), decidedOn: parseDay(decidedOn) }] }
}

function twice(...days: readonly string[]): SigningFacts {
  return { ...signed('2014'), signatures: days.map((on) => ({ on: parseDay(on), decidedOn: null })) }
}

function attested(on: string | null): SigningFacts {
  return {
    ...signed('2014'),
    signatures: [{ on: null, decidedOn: null }],
    attestedOn: on === null ? null : parseDay(on),
  }
}

function settingOf(signing: SigningFacts, { bodyEndedOn = null, signings = [] }: Partial<Setting> = {}): Setting {
  return { editions, bodyEndedOn, signings: [signing, ...signings] }
}

function is(name: Standing['name'], since?: string): Standing {
  return since ? { name, since: parseDay(since) } : { name }
}

function suspended(since: string): Standing {
  return { name: 'suspended', since: parseFullDay(since), reviewBy: reviewOf(since) }
}

function followedBy(edition: Setting['signings'][number]['edition']): Standing {
  return { name: 'earlier-edition', followedBy: edition }
}

/** A year after. */
function reviewOf(day: string): FullDay {
  const read: Day = parseDay(day)
  return parseFullDay(`${Number(read.slice(0, 4)) + 1}${read.slice(4)}`)
}
