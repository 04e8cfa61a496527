import { assureNewcomer, assureSignable, registerBody, type AcceptanceSetting } from './acceptance.ts'
import { londonDay } from './day.ts'
import { assureSecond, type Approver } from './decide-signing-act.ts'
import { disclose, type Disclosure, type Field } from './disclosure.ts'
import type { EntryOf } from './entry.ts'
import { digestsOf, formatEvidence } from './evidence.ts'
import { checksOf, type Level } from './level.ts'
import { ownFields } from './own-words.ts'
import { Refusal } from './refusal.ts'
import { assureOpen, type SignUp, type SignUpDraft } from './sign-up.ts'
import { head, type Draft, type Stamp } from './stamp.ts'
import { statementFor } from './statement.ts'
import type { Paper, PaperSignatory } from './transcript.ts'
import type { Uuid } from './uuid.ts'

/** What the register knows as well: the name of an edition, and the text of it that was signed. */
export type PaperSetting = AcceptanceSetting & {
  body: string
  read: (edition: Uuid, language: string) => { name: string; text: string; instrument: Uuid } | undefined
}

/** Who typed a sheet, who held it against its scan, and what else they checked. */
export type SecondLook = { transcriber: Approver | undefined; by: Approver; levels: readonly Level[] }

/**
 * Decides whether a sheet that was signed by hand becomes a signing: one entry for each edition, behind that of a new body.
 * Whoever typed it and whoever checks it are two, from two organisations, and one of them not from the body.
 */
export function decidePaperSigning(
  signUp: SignUp,
  { transcriber, by, levels }: SecondLook,
  setting: PaperSetting,
  stamp: Stamp,
): readonly Draft[] {
  const { paper } = signUp
  const { body, editions } = signUp.draft
  assureOpen(signUp)
  if (!paper || !body) throw new Refusal('signature-missing', 'There is no signing sheet here to be checked.')
  assureSecond([...(transcriber ? [transcriber] : []), by], setting.names)
  if (!levels.includes('paper-seen'))
    throw new Refusal('field-invalid', 'Say that you held this against the scan', 'check')
  if (levels.includes('host-domain'))
    throw new Refusal('field-invalid', 'Nobody signed through a mailbox here', 'check')
  assureNewcomer(setting.namesake)
  const registration = 'registered' in body ? [] : [registerBody(body, stamp)]
  const id = 'registered' in body ? body.registered : (registration[0]?.entry.id ?? stamp.id())
  const people = [
    { name: 'transcriber', value: transcriber?.name ?? '', public: false },
    { name: 'approver.2', value: by.name, public: false },
  ]
  const known = 'registered' in body ? { id: body.registered } : {}
  const signings = editions.map((chosen): Draft<EntryOf<'signing.recorded'>> => {
    assureSignable(chosen.edition, setting, londonDay(stamp.at))
    const read = setting.read(chosen.edition, chosen.language)
    if (!read) throw new Refusal('edition-not-signable', 'This edition can no longer be signed.')
    const text = chosen.text ?? read.text
    const signed = { ...chosen, ...read, text, body: { ...known, name: setting.body }, signUp: signUp.id }
    const seenBy = people.map((one) => disclose(stamp.salt(), one))
    const fields = paper.signatories.flatMap((one, n) =>
      signatureFields({ one, number: n === 0 ? 1 : 2, seenBy }, paper, signed, stamp),
    )
    const { common, disclosures } = head(stamp, [...fields, ...ownFields(signUp.draft, chosen.edition), ...seenBy])
    const entry: EntryOf<'signing.recorded'> = {
      ...common,
      type: 'signing.recorded',
      body: id,
      edition: chosen.edition,
      language: chosen.language,
      text,
      method: 'paper',
      check: [...new Set(checksOf(levels))].toSorted(),
      approvers: 2,
      signatures: paper.signatories.map(({ on, mandate, decidedOn }) => {
        return { on, mandate, ...(decidedOn && { decidedOn }) }
      }),
    }
    return { entry, disclosures }
  })
  return [...registration, ...signings]
}

/** What is signed with one signature. */
type Signed = SignUpDraft['editions'][number] & {
  name: string
  text: string
  instrument: Uuid
  body: { id?: Uuid; name: string }
  signUp: Uuid
}

/** Who signed in which place, and who typed and checked it. */
type Seat = { one: PaperSignatory; number: 1 | 2; seenBy: readonly Disclosure[] }

/**
 * The scan is evidence of every signature on it. The record has the digests of what the entry discloses of this one, so that
 * erasing that leaves the record as it is.
 */
function signatureFields(
  { one, number, seenBy }: Seat,
  paper: Paper,
  { name: editionName, ...signed }: Signed,
  stamp: Stamp,
): readonly (Field | Disclosure)[] {
  const who = `signatory.${number}`
  const statement = statementFor(one, signed.body.name, editionName)
  const told = [
    { name: `${who}.name`, value: one.name, public: one.nameShown },
    { name: `${who}.role`, value: one.role, public: true },
    ...(one.minute ? [{ name: `${who}.minute`, value: one.minute, public: true }] : []),
    { name: `statement.${number}`, value: statement, public: false },
  ].map((field) => disclose(stamp.salt(), field))
  const evidence = formatEvidence({
    v: 2,
    id: stamp.id(),
    method: 'paper',
    ...signed,
    signatory: number,
    mandate: one.mandate,
    ...(one.decidedOn && { decidedOn: one.decidedOn }),
    signedOn: one.on,
    scan: paper.sha256,
    mediaType: paper.mediaType,
    transcribedAt: paper.at,
    sd: digestsOf([...told, ...seenBy]),
  })
  return [...told, { name: `evidence.${number}`, value: evidence, public: false }]
}
