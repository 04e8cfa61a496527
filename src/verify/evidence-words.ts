import { parseEvidence } from '../core/evidence.ts'
import { asText } from '../core/told.ts'
import type { EvidenceFile } from '../core/evidence-file.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'

/** What lies beside the evidence of a signature, for whoever opens it in ten years. */
export function formatEvidenceWords(address: string): string {
  return `The evidence of one signature, as the register at ${address} has it.

It is private: it is for the organisation that signed and for the person who signed.

  evidence.json      what was shown, ticked and pressed, when, and how whoever signed was known.
                     What may be erased is a digest in "evidence" and a value in "disclosures".
  evidence.json.jws  the register's signature over evidence.json (RFC 7515, detached, ES256)
  jwks.json          the register's public keys
  policy, vkey       the key of its public log, and who watches it

To check it: npm run verify -- evidence.zip --register ${address}
Any program for JSON Web Signatures can check the signature. VERIFY.txt of the certificate says
how to check the proof under "receipt" with nothing but coreutils and OpenSSL.

${limits}
`
}

/** Who signed what, when and how they were known, as the evidence of a signature has it; what is not told is said to be so. */
export function sayEvidence(file: EvidenceFile): readonly string[] {
  const record = parseEvidence(formatCanonicalText(file.evidence))
  const told = new Map(file.disclosures.map(({ name, value }) => [name, asText(value)]))
  if (record.v === 1) return [`${record.name} signed. The words were: “${record.statement}”`, limits]
  const under = (field: string) => told.get(`signatory.${record.signatory}.${field}`)
  const role = under('role')
  const who = `${under('name') ?? 'Somebody whose name is not told here'}${role === undefined ? '' : `, ${role},`}`
  const statement = told.get(`statement.${record.signatory}`)
  const words = statement === undefined ? [] : [`The words were: “${statement}”`]
  if (record.method === 'paper') {
    const scanned = `The scan has the SHA-256 ${record.scan}.`
    return [`${who} signed by hand for ${record.body.name} on ${record.signedOn}. ${scanned}`, ...words, limits]
  }
  const mailbox = under('address') ?? 'a mailbox that is not told here'
  const known = {
    'mailed-code': `Before, somebody typed a code that was sent to ${mailbox}.`,
    'handed-slip': 'Before, somebody typed a code from a slip that a coordinator had handed over.',
  }[record.confirmedBy]
  return [
    `${who} pressed the button to ${record.act} for ${record.body.name}, on ${sayInstant(record.signedAt)}. ${known}`,
    ...(record.carrier === 'mailbox'
      ? ['Mail was shown on a page only: nobody’s control of a mailbox was shown.']
      : []),
    ...words,
    limits,
  ]
}

function sayInstant(at: string): string {
  return at.replace('T', ' at ').replace('Z', ' UTC')
}

const limits =
  'This is what the register noted of one act. It does not show who that person is beyond that, or that the organisation keeps its promises.'
