import { onTestFinished } from 'vitest'
import accord from '../../templates/editions/example-vale-accord-2026.en.md'
import compact from '../../templates/editions/shropshire-compact-2014.en.md'
import { stamp, type Parts } from '../../src/actions/parts.ts'
import { parseDay, parseFullDay, parseInstant } from '../../src/core/day.ts'
import { parseEditionText, textDigest } from '../../src/core/edition-text.ts'
import type { Field } from '../../src/core/disclosure.ts'
import { parseLeaf, type Entry, type EntryOf } from '../../src/core/entry.ts'
import { formatCanonicalJson } from '../../src/encoding/canonical-json.ts'
import { decideEdition, decideInstrument, type EditionDays } from '../../src/core/opening.ts'
import { sectorOf } from '../../src/core/body-kind.ts'
import { head, type Draft } from '../../src/core/stamp.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { demonstration } from '../../src/demonstration.ts'
import { formatUtf8 } from '../../src/encoding/utf8.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { insertText } from '../../src/storage/write/publications.ts'
import { openRegister, type Finished } from './register.ts'

type Kind = EntryOf<'body.registered'>['kind']
type Rest<Type extends Entry['type']> = Omit<EntryOf<Type>, 'v' | 'id' | 'at' | 'sd'>

/**
 * A register in which much has happened: three editions of which each replaces the one before, bodies renamed, merged, due
 * to end and never signed, and a signing of every standing. It stands on 4 March 2026. Everybody in it is invented.
 */
export async function openVariety(finished: Finished = onTestFinished) {
  const plan = { ...demonstration, instruments: demonstration.instruments.slice(1) }
  const register = await openRegister(plan, finished)
  const { parts, clock } = register
  const write = writer(parts)
  const at = async (day: string) => {
    clock.now = Date.parse(parseInstant(`${day}T09:00:00Z`))
  }

  await at('2026-03-05')
  const e2009 = await write.edition({ label: '2009', inForceFrom: parseDay('2009'), name: 'Example Vale Compact' })
  const e2014 = await write.edition({
    instrument: e2009.instrument,
    text: compact,
    replaces: [e2009.edition],
    inForceFrom: parseDay('2014'),
    transitionEnds: parseFullDay('2015-12-31'),
  })
  const e2026 = await write.edition({
    name: 'Example Vale Accord',
    text: accord,
    replaces: [e2014.edition],
    inForceFrom: parseDay('2026-02-01'),
    transitionEnds: parseFullDay('2026-12-31'),
  })

  const vale = await write.body('Example Vale Council', 'unitary-or-county-council', [
    { name: 'identifier.1', value: 'GB-LAE-EVC', public: true },
    { name: 'website', value: 'https://vale.example/about', public: true },
    { name: 'area', value: 'Example Vale', public: true },
    { name: 'name.cy', value: 'Cyngor Bro Enghraifft', public: true },
  ])
  await write.historic(vale, e2009.edition, '2011-06-14')
  await write.signing(vale, e2014.edition, { on: ['2014-09-16', '2014-10-01'], decidedOn: '2014-09-10' })
  await at('2026-03-06')
  await write.signing(vale, e2026.edition, { on: ['2026-02-20'], approvers: 2 })
  const town = await write.body('Example Vale Town Council', 'town-or-parish-council')
  await write.signing(town, e2014.edition, { on: ['2015-05-12'] })
  const rural = await write.body('Example Hill Rural District Council', 'district-council')
  await write.signing(rural, e2014.edition, { on: ['2014-11-03'] })
  await write.entry('body.ended', {
    body: rural,
    on: parseDay('2020-03-31'),
    reason: 'merged',
    successors: [{ body: vale, relation: 'functions-to' }],
  })
  const carers = await write.body('Example Vale Carers Link', 'registered-charity', [
    { name: 'identifier.1', value: 'GB-CHC-1000001', public: true },
    { name: 'website', value: 'javascript:alert(1)', public: true },
  ])
  await write.entry('body.renamed', { body: carers, from: parseDay('2021-04-01') }, [
    { name: 'name.en', value: 'Example Vale Carers Together', public: true },
  ])
  const withdrawn = await write.signing(carers, e2026.edition, { on: ['2026-02-12'], role: 'Chair', named: false })
  const assembly = await write.body('Example Vale Voluntary Assembly', 'assembly')
  await write.signing(assembly, e2026.edition, { on: ['2026-02-03'], mandate: 'on-behalf-of-members' })
  const force = await write.body('Example Vale Police', 'police-force')
  const suspended = await write.signing(force, e2026.edition, { on: ['2026-02-04'], role: 'Chief Constable' })
  const trust = await write.body('Example Vale Hospital Trust', 'nhs-body')
  const removed = await write.signing(trust, e2026.edition, { on: ['2026-02-05'] })
  const hall = await write.body('Example Green Village Hall', 'community-group')
  await write.historic(hall, e2009.edition, '2011-06-14')
  const club = await write.body('Example Vale Chess Club', 'community-group')
  const voided = await write.signing(club, e2026.edition, { on: ['2026-02-06'] })
  await at('2026-03-10')
  const commissioner = await write.body('Example Vale Police and Crime Commissioner', 'police-and-crime-commissioner')
  await write.entry('body.end-announced', { body: commissioner, on: parseDay('2028-05'), reason: 'abolished' })
  for (const name of ['Example Bridge', 'Example Ford', 'Example Cross']) {
    // oxlint-disable-next-line no-await-in-loop -- one entry after the other
    await write.body(`${name} Parish Council`, 'town-or-parish-council')
  }
  const dispute = await write.entry('dispute.decided', {
    body: force,
    outcome: 'upheld',
    on: parseFullDay('2026-03-09'),
  })
  const panel = await write.entry('dispute.decided', { body: trust, outcome: 'upheld', on: parseFullDay('2026-03-09') })
  await write.entry('signing.suspended', {
    signing: suspended,
    from: parseFullDay('2026-03-10'),
    reviewBy: parseFullDay('2026-09-10'),
    dispute,
    approvers: 2,
  })
  await write.entry('signing.removed', {
    signing: removed,
    on: parseFullDay('2026-03-10'),
    dispute: panel,
    approvers: 2,
  })
  await write.entry('signing.voided', { signing: voided, reason: 'without-consent', approvers: 2 })
  await write.entry('signing.withdrawn', { signing: withdrawn, on: parseFullDay('2026-03-11') })
  await at('2026-03-12')
  await register.publish()
  return { ...register, write }
}

type Signed = {
  on: readonly string[]
  decidedOn?: string
  role?: string
  named?: boolean
  mandate?: 'office' | 'on-behalf-of-members'
  approvers?: 1 | 2
}

function writer(parts: Parts) {
  let acts = 0
  const record = async (drafts: readonly Draft[], text?: { sha256: string; bytes: Uint8Array }) => {
    const belongings = text ? [insertText(parts.db, text.sha256, text.bytes)] : []
    await append(parts.db, { key: `variety ${(acts += 1)}`, size: await logSize(parts.db), drafts }, belongings)
  }
  const entry = async <Type extends Entry['type']>(
    type: Type,
    rest: Omit<Rest<Type>, 'type'>,
    fields: readonly Field[] = [],
  ): Promise<Uuid> => {
    const { common, disclosures } = head(stamp(parts), fields)
    const made = parseLeaf(formatCanonicalJson({ ...common, type, ...rest }))
    await record([{ entry: made, disclosures }])
    return common.id
  }
  return {
    entry,
    edition: async (
      given: EditionDays & {
        name?: string
        instrument?: Uuid
        label?: string
        text?: string
        replaces?: readonly Uuid[]
      },
    ) => {
      const { name, instrument: known, label, text, replaces = [], ...days } = given
      const instrument = decideInstrument(
        { name: name ?? '', area: 'Example Vale', binds: ['public-sector', 'vcs'] },
        stamp(parts),
      )
      const bytes = formatUtf8(text ?? '')
      const texts = text ? [{ text: parseEditionText(text), sha256: textDigest(bytes) }] : []
      const id = known ?? instrument.entry.id
      const edition = decideEdition(
        { instrument: id, texts, replaces, ...(label && { label }), ...days },
        true,
        stamp(parts),
      )
      await record([...(known ? [] : [instrument]), edition], texts[0] && { sha256: texts[0].sha256, bytes })
      return { instrument: id, edition: edition.entry.id }
    },
    body: (name: string, kind: Kind, fields: readonly Field[] = []) =>
      entry('body.registered', { kind, sector: sectorOf(kind) }, [
        { name: 'name.en', value: name, public: true },
        ...fields,
      ]),
    signing: (body: Uuid, edition: Uuid, signed: Signed) => {
      const { on, decidedOn, role = 'Chief Executive', named = true, mandate = 'office', approvers = 1 } = signed
      return entry(
        'signing.recorded',
        {
          body,
          edition,
          language: 'en',
          text: textDigest(formatUtf8(accord)),
          method: 'online',
          check: ['mailbox', 'phone-back'],
          approvers,
          signatures: on.map((day) => ({
            on: parseDay(day),
            mandate,
            ...(decidedOn && { decidedOn: parseDay(decidedOn) }),
          })),
        },
        on.flatMap((_, n) => [
          { name: `signatory.${n + 1}.name`, value: `Alex Example ${n + 1}`, public: named },
          { name: `signatory.${n + 1}.role`, value: n === 0 ? role : 'Leader', public: true },
        ]),
      )
    },
    /** Of long ago: nobody knows the day, and a source says that it was by then. */
    historic: (body: Uuid, edition: Uuid, attestedOn: string) =>
      entry('signing.recorded', {
        body,
        edition,
        method: 'historic',
        check: ['source-cited'],
        approvers: 1,
        attestedOn: parseDay(attestedOn),
        signatures: [{}],
      }),
  }
}
