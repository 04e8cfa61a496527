import { digestOf, parseDisclosure } from '../core/disclosure.ts'
import { parseLeaf, type Entry } from '../core/entry.ts'
import { parseEvidence, quotedIn, type EarlierEvidence, type Evidence } from '../core/evidence.ts'
import { asText } from '../core/told.ts'
import { evidenceType, parseEvidenceFile, type EvidenceFile, type Receipt } from '../core/evidence-file.ts'
import { verifyDetached } from '../credentials/verify-detached.ts'
import { formatBase64, formatBase64Url } from '../encoding/base64.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { formatCanonicalText, type Json } from '../encoding/canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../encoding/utf8.ts'
import { parseTlogProof } from '../log/tlog-proof.ts'
import { leafHash } from '../log/tree.ts'
import type { Trust } from './certificate-verdict.ts'
import { judgeOnce, verifyEntry } from './entry-in-log.ts'
import { verifyPasskeyEvidence, type PasskeyFault } from './passkey-evidence.ts'
import { countOf, type Finding } from './finding.ts'
import { tellLogged } from './words.ts'

/** What is in hand of the evidence of one signature: the file, its signature, and a leaf that somebody brings of their own. */
export type EvidencePapers = {
  readonly file: Uint8Array
  readonly jws?: Uint8Array | undefined
  readonly leaf?: Uint8Array | undefined
}

/** What was looked at and whether it holds, in sentences; `file` where it could be read. */
export type EvidenceVerdict = { readonly findings: readonly EvidenceFinding[]; readonly file?: EvidenceFile }
type EvidenceFinding = Pick<Finding, 'holds' | 'words'>

/**
 * Judges the evidence of a signature by what is believed beforehand: whether the register signed the file, whether an entry
 * has the digest of the record, whether that entry is in the log, whether what is told is what was hashed. Nothing is asked
 * of anybody, and what was erased is not missed.
 */
export async function verifyEvidence(
  { file, jws, leaf }: EvidencePapers,
  { keys, policy }: Pick<Trust, 'keys' | 'policy'>,
): Promise<EvidenceVerdict> {
  const read = unlessMalformed(() => parseEvidenceFile(file))
  const record = read && unlessMalformed(() => parseEvidence(formatCanonicalText(read.evidence)))
  if (!read || !record) return { findings: [say('no', 'This is not the evidence of a signature.')] }
  const proved = read.receipt && leafOf(read.receipt)
  return {
    file: read,
    findings: [
      await judgeSigned({ file, jws }, keys),
      judgeRecorded(read, record, leaf ?? proved),
      judgeReceipt(read.receipt, leaf, policy),
      judgeValues(read, record),
      ...(await judgePasskey(record)),
    ],
  }
}

async function judgeSigned({ file, jws }: EvidencePapers, keys: Trust['keys']): Promise<EvidenceFinding> {
  if (!jws)
    return say('unknown', 'Whether the register signed this file could not be checked: its signature is missing.')
  if (!keys) return say('unknown', 'Whether the register signed this file could not be checked: its keys are missing.')
  const signature = unlessMalformed(() => parseUtf8(jws).trim())
  const holds = signature !== undefined && (await verifyDetached(file, signature, { typ: evidenceType, keys }))
  return holds
    ? say('yes', 'The register signed this file, and nothing in it has changed since.')
    : say('no', 'The register did not sign this file as it is.')
}

function judgeRecorded(file: EvidenceFile, record: Known, leaf: Uint8Array | undefined): EvidenceFinding {
  const { recorded } = file
  if (recorded === undefined || !leaf)
    return say('unknown', 'Whether an entry has the digest of this record could not be checked: there is none here.')
  const entry = unlessMalformed(() => parseLeaf(leaf))
  const told = unlessMalformed(() => parseDisclosure(recorded))
  const own = told && isOf(told, record) && recordIn(told.value) === formatCanonicalText(file.evidence)
  if (!entry || !own || !entry.sd?.includes(digestOf(recorded)))
    return say('no', 'The entry does not have the digest of this record.')
  if (!agrees(entry, record)) return say('no', 'The entry is of another signature than this record.')
  return say('yes', 'The entry has the digest of this record: it is as it was when the signature was made.')
}

/** Whether an entry that has the digest says the same of what was signed. */
function agrees(entry: Entry, record: Known): boolean {
  if (entry.type !== 'signing.recorded')
    return entry.type === 'signing.withdrawn' || entry.type === 'signing.reaffirmed'
  return entry.edition === record.edition && entry.text === record.text && record.signatory <= entry.signatures.length
}

function judgeReceipt(
  receipt: Receipt | undefined,
  leaf: Uint8Array | undefined,
  policy: Trust['policy'],
): EvidenceFinding {
  if (!receipt) return say('unknown', 'Whether it is in the log could not be checked: there is no receipt here.')
  const held = leafOf(receipt)
  if (!held || (leaf && !equalBytes(leaf, held)) || formatHex(leafHash(sha256, held)) !== receipt.leafHash)
    return say('no', 'The receipt is not of this entry.')
  if (!policy) return say('unknown', tellLogged({ answer: 'unknown', because: 'no-policy' }))
  const found = verifyEntry(held, formatUtf8(receipt.proof), judgeOnce(policy))
  if (!found.valid) return say('no', tellLogged({ answer: 'no', because: found.reason }))
  const { entry, checkpoint } = found
  const same = entry === receipt.entry && checkpoint.size === receipt.size
  if (!same || formatBase64(checkpoint.root) !== receipt.root)
    return say('no', 'The receipt says something else than its proof.')
  return say('yes', tellLogged({ answer: 'yes', ...found }))
}

function judgeValues({ disclosures, client }: EvidenceFile, record: Known): EvidenceFinding {
  if (record.v === 1) {
    if (client === undefined || record.client === undefined)
      return say('yes', 'The browser and the network address are not told: they were erased.')
    return formatBase64Url(sha256(formatUtf8(client))) === record.client
      ? say('yes', 'The browser and the network address are what was hashed.')
      : say('no', 'The browser and the network address are not what was hashed.')
  }
  const wrong = disclosures.find(({ name, value, text }) => {
    const told = unlessMalformed(() => parseDisclosure(text))
    const same = told?.name === name && formatCanonicalText(told.value) === formatCanonicalText(value)
    return !same || !record.sd.includes(digestOf(text))
  })
  if (wrong) return say('no', `${wrong.name} is not what was hashed.`)
  if (new Set(disclosures.map(({ text }) => text)).size < disclosures.length) return say('no', 'A value is told twice.')
  const gone = record.sd.length - disclosures.length
  const rest = gone === 0 ? '' : `, and ${gone} ${gone === 1 ? 'is' : 'are'} not told: erased, or withheld`
  return say(
    'yes',
    `Of ${countOf(record.sd.length, 'value')} behind the record, ${disclosures.length} are told and are what was hashed${rest}.`,
  )
}

/** A record without one says nothing of it. */
async function judgePasskey(record: Known): Promise<readonly EvidenceFinding[]> {
  if (record.v === 1 || record.method === 'paper' || !record.passkey) return []
  const verdict = await verifyPasskeyEvidence(record)
  if (!verdict.valid)
    return [say('no', `The record does not show that a passkey approved it: ${passkeyFaults[verdict.reason]}.`)]
  return [
    say(
      'yes',
      'A passkey, unlocked by its holder, approved the digest of what was signed. What the screen showed is not known.',
    ),
  ]
}

const passkeyFaults = {
  malformed: 'what was kept of it cannot be read',
  'other-ceremony': 'it was asked for something else',
  'other-challenge': 'it approved another statement',
  'other-site': 'it was used on another site',
  'holder-not-shown': 'it was not unlocked by its holder',
  'other-key': 'another key signed',
  'not-as-kept': 'what was kept of it does not agree with itself',
  'wrong-signature': 'its signature does not hold',
  'no-passkey': 'there is none',
  'other-act': 'it approved another signature',
  'out-of-time': 'it approved it at another time',
  'other-registration': 'it was made in another way than was signed',
} as const satisfies Record<PasskeyFault, string>

type Known = Evidence | EarlierEvidence

/** What a value that an entry discloses says that somebody signed: the record itself, or the account that quotes it. */
function recordIn(value: Json): string | undefined {
  const text = asText(value)
  return text === undefined ? undefined : (quotedIn(text) ?? text)
}

function isOf({ name }: { name: string }, { signatory }: Known): boolean {
  return name === `evidence.${signatory}` || name === 'account'
}

function leafOf({ proof }: Receipt): Uint8Array | undefined {
  return unlessMalformed(() => parseTlogProof(proof).extra)
}

const say = (holds: Finding['holds'], words: string): EvidenceFinding => ({ holds, words })
