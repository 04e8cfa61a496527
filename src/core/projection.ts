import type { Entry, EntryOf } from './entry.ts'
import { erasedDisclosures, signingOf } from './project-erasure.ts'
import { correctedBody, endedBody, registeredBody, renamedBody } from './project-body.ts'
import {
  concludedReview,
  correctedEdition,
  extendedEdition,
  publishedEdition,
  registeredInstrument,
} from './project-edition.ts'
import { correctedSigning, recordedSigning, signingAct } from './project-signing.ts'
import type { Recorded } from './recorded.ts'
import type { Surroundings } from './surroundings.ts'
import { tell } from './told.ts'
import type { Uuid } from './uuid.ts'
import type { ViewChange } from './views.ts'

/**
 * Raised whenever the same entries make other views: a register whose views are of an earlier version makes them anew as it
 * starts.
 */
export const projectionVersion = 6

/** The changes that entries make to the views one after the other, each seeing what those before it changed. */
export function projectAll(
  recorded: readonly Recorded[],
  around: Surroundings,
): readonly { change: ViewChange; entry: Entry }[] {
  const next = makeProjector(around)
  return recorded.flatMap((one) => next(one).map((change) => ({ change, entry: one.entry })))
}

/** Projects one entry after the other, each seeing what those before it changed. */
export function makeProjector(around: Surroundings): (one: Recorded) => readonly ViewChange[] {
  const holders = new Map<string, Uuid>()
  const names = new Map<Uuid, string>()
  const about = new Map<number, Uuid>()
  let opened: string | undefined
  let added = 0
  const soFar: Surroundings = {
    // Only asked for where a signing is recorded, so that nobody has to look it up before.
    get prefix() {
      return opened ?? around.prefix
    },
    get signings() {
      return around.signings + added
    },
    holderOf: (noun, slug) => holders.get(`${noun}/${slug}`) ?? around.holderOf(noun, slug),
    nameOf: (id) => names.get(id) ?? around.nameOf(id),
    signingAt: (position) => about.get(position) ?? around.signingAt(position),
  }
  return (one) => {
    const changes = project(one, soFar).filter((change) => 'insert' in change || Object.keys(change.set).length > 0)
    const signing = signingOf(one.entry)
    if (signing) about.set(one.position, signing)
    for (const change of changes) {
      if (!('insert' in change)) continue
      if (change.view === 'slugs') holders.set(`${change.insert.noun}/${change.insert.slug}`, change.insert.id)
      if (change.view === 'instruments') names.set(change.insert.id, change.insert.name)
      if (change.view === 'register') opened = change.insert.prefix
      if (change.view === 'signings') added += 1
    }
    return changes
  }
}

/**
 * The changes that one entry makes to the views. Live writing and `rebuild` both go through here, so that the views are
 * what the log says and nothing else.
 */
function project({ position, entry, disclosures }: Recorded, around: Surroundings): readonly ViewChange[] {
  const rest = { position, disclosures }
  switch (entry.type) {
    case 'register.opened':
      return openedRegister({ ...rest, entry })
    case 'register.amended': {
      const custodian = tell(disclosures).text('custodian')
      return [{ view: 'register', where: {}, set: { ...(custodian && { custodian }) } }]
    }
    case 'instrument.registered':
      return registeredInstrument({ ...rest, entry }, around)
    case 'edition.published':
      return publishedEdition({ ...rest, entry }, around)
    case 'edition.corrected':
      return correctedEdition({ ...rest, entry })
    case 'edition.extended':
      return extendedEdition({ ...rest, entry })
    case 'review.concluded':
      return concludedReview({ ...rest, entry })
    case 'body.registered':
      return registeredBody({ ...rest, entry }, around)
    case 'body.renamed':
      return renamedBody({ ...rest, entry }, around)
    case 'body.corrected':
      return correctedBody({ ...rest, entry })
    case 'body.end-announced':
      return [
        { view: 'bodies', where: { id: entry.body }, set: { endAnnounced: entry.on, endAnnouncedAs: entry.reason } },
      ]
    case 'body.ended':
      return endedBody({ ...rest, entry })
    case 'signing.recorded':
      return recordedSigning({ ...rest, entry }, around)
    case 'signing.corrected':
      return correctedSigning({ ...rest, entry })
    case 'signing.reaffirmed':
    case 'signing.withdrawn':
    case 'signing.removed':
      return signingAct({ ...rest, entry }, { onDay: entry.on })
    case 'signing.suspended':
      return signingAct({ ...rest, entry }, { onDay: entry.from, reviewBy: entry.reviewBy })
    case 'signing.reinstated':
      return signingAct({ ...rest, entry }, { onDay: entry.from })
    case 'signing.voided':
      return signingAct({ ...rest, entry }, { ground: entry.reason })
    case 'certificate.issued':
      return [{ view: 'issues', insert: { position, signing: entry.signing, pdf: entry.pdf } }]
    case 'disclosure.erased':
      return erasedDisclosures({ ...rest, entry }, around)
    case 'key.rotated':
      return [
        { view: 'rotations', insert: { position, use: entry.use, key: entry.key, reason: entry.reason, at: entry.at } },
      ]
    // No view shows these yet; the log keeps them.
    case 'list.published':
    case 'champion.appointed':
    case 'champion.stood-down':
    case 'dispute.decided':
    case 'policy.changed':
      return []
  }
}

function openedRegister({ position, entry, disclosures }: Recorded<EntryOf<'register.opened'>>): readonly ViewChange[] {
  const told = tell(disclosures)
  return [
    {
      view: 'register',
      insert: {
        position,
        origin: entry.origin,
        demonstration: entry.demonstration === true,
        name: told.text('name') ?? '',
        custodian: told.text('custodian') ?? '',
        prefix: told.text('prefix') ?? '',
      },
    },
    ...(['log', 'seal', 'jose'] as const).map((use): ViewChange => ({
      view: 'rotations',
      insert: { position, use, key: entry.keys[use], reason: 'made', at: entry.at },
    })),
  ]
}
