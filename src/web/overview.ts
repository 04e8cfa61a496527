import { countAsked } from '../actions/fill-in-sign-up.ts'
import { listSignatures } from '../actions/list-signatures.ts'
import { askedOf, bodyNameOf, editionNamesOf } from '../actions/name-sign-up.ts'
import { now } from '../actions/parts.ts'
import type { AskedChange } from '../core/asked-change.ts'
import { kindWords } from '../core/body-kind.ts'
import { formatDayWords, londonDay } from '../core/day.ts'
import { boardAhead } from '../core/decision.ts'
import { needsMembers } from '../core/own-words.ts'
import {
  isUndecided,
  missingSignatures,
  stateOf,
  type NewBody,
  type Signatory,
  type SignUpDraft,
} from '../core/sign-up.ts'
import type { StoredSignUp } from '../storage/read/sign-ups.ts'
import type { Overview } from './pages/sign-overview.tsx'
import type { Visit } from './site.ts'
import { mandateWords } from './words.ts'

type Row = Overview['rows'][number]

/** A sign-up as its preparer looks at it. */
export async function overviewOf(c: Visit, signUp: StoredSignUp): Promise<Overview> {
  const { body, signatories, change } = signUp.draft
  const [first, second] = signatories
  const asked = await countAsked(c.var.parts, signUp)
  const missing = missingSignatures(signUp)
  const ahead = boardAhead(signUp, londonDay(now(c.var.parts)))
  return {
    id: signUp.id,
    state: stateOf(signUp),
    returned: signUp.returnedWords,
    boardOn: ahead && formatDayWords(ahead),
    undecided: isUndecided(signUp),
    boardPaper: signUp.draft.editions.length > 0 && !signUp.draft.change,
    people: signatories.map(({ name, address, wrongPerson = false }, n) => ({
      number: n + 1,
      name,
      address,
      wrongPerson,
      signed: !missing.some(({ signatory }) => signatory === n + 1),
    })),
    evidence: (await listSignatures(c.var.parts, signUp)).map(({ signatory, person, slug, editionName }) => ({
      href: `/sign/${signUp.id}/signatories/${signatory}/${slug}/evidence.zip`,
      words: `Download the evidence of ${person} for the ${editionName} (ZIP)`,
    })),
    rows: change
      ? await changeRows(c, signUp, change)
      : [
          { key: 'Organisation', value: await bodyNameOf(c.var.parts, signUp), part: 'organisation' },
          ...(body && 'name' in body ? bodyRows(body) : []),
          { key: 'What it signs', value: await editionNamesOf(c.var.parts, signUp), part: 'editions' },
          ...(first
            ? signatoryRows(first, 'signatory')
            : [{ key: 'Who signs', value: '', part: 'signatory' as const }]),
          ...(second ? signatoryRows(second, 'second-signatory') : nobodyElse(first !== undefined, asked)),
          ...ownRows(signUp.draft),
        ],
  }
}

/** What a body asks for about a signing it has: the day and the reason are its own to change. */
async function changeRows(
  { var: { parts } }: Visit,
  signUp: StoredSignUp,
  change: AskedChange,
): Promise<readonly Row[]> {
  const [first] = signUp.draft.signatories
  return [
    { key: 'Organisation', value: await bodyNameOf(parts, signUp) },
    { key: 'What it asks', value: await askedOf(parts, signUp), part: 'change' },
    ...('reason' in change ? [{ key: 'Why', value: change.reason, part: 'change' as const }] : []),
    ...(first ? signatoryRows(first, 'signatory') : []),
  ]
}

function bodyRows({ kind, identifiers, website, area }: NewBody): readonly Row[] {
  const rows = [
    { key: 'Kind of organisation', value: kindWords[kind] },
    { key: 'Number', value: identifiers.join(', ') || 'It is not registered anywhere' },
    ...(website ? [{ key: 'Website', value: website }] : []),
    ...(area ? [{ key: 'Area served', value: area }] : []),
  ]
  return rows.map((row) => ({ ...row, part: 'organisation' as const }))
}

const ofFirst = {
  name: 'Who signs',
  address: 'Their email address',
  mandate: 'Why they may sign',
  decidedOn: 'Decided on',
  minute: 'Minute reference',
  shown: 'Published',
}

const ofSecond = {
  name: 'Who else signs',
  address: 'The second person’s email address',
  mandate: 'Why the second person may sign',
  decidedOn: 'Decided on for the second person',
  minute: 'The second person’s minute reference',
  shown: 'Published of the second person',
}

function signatoryRows(signatory: Signatory, part: Row['part']): readonly Row[] {
  const { name, role, address, mandate, decidedOn, minute, nameShown, undecided } = signatory
  // Read out without what stands around it, each has to say whose it is.
  const words = part === 'signatory' ? ofFirst : ofSecond
  const rows = [
    { key: words.name, value: `${name}, ${role}` },
    { key: words.address, value: address },
    { key: words.mandate, value: mandateWords[mandate] },
    ...(undecided ? [{ key: words.decidedOn, value: 'Still to be decided' }] : []),
    ...(decidedOn ? [{ key: words.decidedOn, value: formatDayWords(decidedOn) }] : []),
    ...(minute ? [{ key: words.minute, value: minute }] : []),
    { key: words.shown, value: nameShown ? 'Name and role' : 'Role only' },
  ]
  return rows.map((row) => ({ ...row, part }))
}

/** What is added in words of one's own, and who the members are of a body that signs on their behalf. */
function ownRows(draft: SignUpDraft): readonly Row[] {
  const { own, members } = draft
  const listed = members ? `${members.list}, ${formatDayWords(members.on)}` : ''
  return [
    ...(needsMembers(draft) ? [{ key: 'List of members', value: listed, part: 'members' as const }] : []),
    { key: 'Your own statement', value: own?.statement ?? 'None', part: 'own-words' },
    { key: 'Your own pledges', value: own?.pledges.map(({ text }) => text).join('\n\n') || 'None', part: 'own-words' },
  ]
}

/** The place of a second person: to be filled where the rule asks for two, offered where it does not. */
function nobodyElse(named: boolean, asked: 1 | 2): readonly Row[] {
  if (!named) return []
  return [{ key: 'Who else signs', value: asked === 2 ? '' : 'Nobody', part: 'second-signatory' }]
}
