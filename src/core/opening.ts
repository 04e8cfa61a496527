import type { Concordance } from './concordance.ts'
import type { Day, FullDay } from './day.ts'
import type { EntryOf } from './entry.ts'
import type { EditionText } from './edition-text.ts'
import type { Party } from './body-kind.ts'
import { Refusal } from './refusal.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import type { Uuid } from './uuid.ts'

/** What a register is opened with. `origin` is the log's, without a scheme (c2sp.org/tlog-checkpoint). */
export type Opening = {
  origin: string
  demonstration: boolean
  name: string
  custodian: string
  prefix: string
  keys: EntryOf<'register.opened'>['keys']
  /** The last checkpoint of a log that is over, which this register takes the place of. */
  continues?: EntryOf<'register.opened'>['continues']
}

/** Days that private records are kept, as the register promises at its opening. */
const retention = { unfinished: 90, evidence: 2190, client: 90, mails: 90 } as const

/** The first entry of every log. */
export function decideOpening(opening: Opening, stamp: Stamp): Draft<EntryOf<'register.opened'>> {
  if (!/^[A-Z][A-Z0-9]{0,7}$/.test(opening.prefix)) {
    throw new Refusal(
      'field-invalid',
      'A reference prefix is 1 to 8 capital letters or digits, and begins with a letter.',
      'prefix',
    )
  }
  const { origin, demonstration, keys, name, custodian, prefix, continues } = opening
  const { common, disclosures } = head(stamp, [
    { name: 'name', value: name, public: true },
    { name: 'custodian', value: custodian, public: true },
    { name: 'prefix', value: prefix, public: true },
  ])
  const entry = {
    ...common,
    type: 'register.opened',
    origin,
    keys,
    retention,
    ...(demonstration && { demonstration }),
    ...(continues && { continues }),
  } as const
  return { entry, disclosures }
}

/** A family of agreement: its name and area, and whom it binds. */
export function decideInstrument(
  instrument: { name: string; area: string; binds: readonly Party[] },
  stamp: Stamp,
): Draft<EntryOf<'instrument.registered'>> {
  const { common, disclosures } = head(stamp, [
    { name: 'name.en', value: instrument.name, public: true },
    { name: 'area', value: instrument.area, public: true },
  ])
  return { entry: { ...common, type: 'instrument.registered', binds: [...instrument.binds].toSorted() }, disclosures }
}

/** The days of an edition that is agreed. */
export type EditionDays = {
  inForceFrom: Day
  agreedOn?: Day
  transitionEnds?: FullDay
  termEnds?: FullDay
  reviewBy?: FullDay
}

/**
 * An agreed, frozen text in one or more languages, the first being the reference; or an edition on record whose text is
 * not held, which has a label of its own and perhaps a source that tells of it. Text we wrote ourselves may be published in a demonstration only.
 */
export function decideEdition(
  edition: {
    instrument: Uuid
    label?: string
    texts: readonly { text: EditionText; sha256: string }[]
    replaces: readonly Uuid[]
    source?: string
    /** Which national principles its themes answer to; public, and no part of the text. */
    concordance?: Concordance
  } & EditionDays,
  demonstration: boolean,
  stamp: Stamp,
): Draft<EntryOf<'edition.published'>> {
  const { instrument, label: given, texts, replaces, source, concordance = [], ...days } = edition
  const [reference] = texts
  const label = reference?.text.label ?? given
  if (!label) throw new Refusal('incomplete', 'An edition whose text is not held needs a label.', 'label')
  const illustrative = texts.some(({ text }) => text.illustrative)
  if (illustrative && !demonstration) {
    throw new Refusal('edition-not-signable', 'An illustrative text can be published in a demonstration only.')
  }
  const { common, disclosures } = head(stamp, [
    { name: 'label', value: label, public: true },
    ...(source ? [{ name: 'source', value: source, public: true }] : []),
    ...(concordance.length > 0 ? [{ name: 'concordance', value: concordance, public: true }] : []),
  ])
  const entry: EntryOf<'edition.published'> = {
    ...common,
    type: 'edition.published',
    instrument,
    ...(reference && { texts: digestsOf(texts), reference: reference.text.language }),
    ...(illustrative && { illustrative }),
    ...(replaces.length > 0 && { replaces: [...replaces].toSorted() }),
    ...days,
  }
  return { entry, disclosures }
}

function digestsOf(texts: readonly { text: EditionText; sha256: string }[]) {
  return texts
    .map(({ text, sha256 }) => ({ language: text.language, sha256 }))
    .toSorted((a, b) => (a.language < b.language ? -1 : 1))
}
