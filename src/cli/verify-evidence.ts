import { readFileSync } from 'node:fs'
import { evidenceFiles } from '../core/evidence-file.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { isZip, parseZip, type Files } from '../encoding/zip.ts'
import { bundleFiles, findTrust } from '../verify/bundle.ts'
import { sayEvidence } from '../verify/evidence-words.ts'
import { verifyEvidence } from '../verify/evidence.ts'
import { concludeFrom } from '../verify/finding.ts'
import type { Outcome } from './outcome.ts'
import { isFile, sourceOf } from './source.ts'
import { largestBundle } from './verify-certificate.ts'

/** Who is believed: an address, a folder or a bundle; and a leaf that somebody brings of their own. */
export type EvidenceChecking = { register: string | undefined; leaf: string | undefined }

/** The files of the evidence of a signature, as it was downloaded or as `evidence.json` with its signature beside it. */
export function findEvidence(place: string): Files | undefined {
  const bytes = readFileSync(place)
  if (isZip(bytes)) {
    const files = unlessMalformed(() => parseZip(bytes, largestBundle))
    return files?.has(evidenceFiles.file) ? files : undefined
  }
  if (bytes[0] !== openingBrace) return undefined
  const jws = `${place}.jws`
  const signed: Files = isFile(jws) ? new Map([[evidenceFiles.jws, readFileSync(jws)]]) : new Map()
  return new Map([[evidenceFiles.file, bytes], ...signed])
}

/** Judges it by the register that somebody names, or else by the keys that came with it. */
export async function verifyEvidenceFiles(files: Files, { register, leaf }: EvidenceChecking): Promise<Outcome> {
  const papers = {
    file: files.get(evidenceFiles.file) ?? new Uint8Array(),
    jws: files.get(evidenceFiles.jws),
    leaf: leaf === undefined ? undefined : readFileSync(leaf),
  }
  const { findings, file } = await verifyEvidence(
    papers,
    findTrust(register === undefined ? files : await believed(register)),
  )
  const by =
    register === undefined
      ? 'This was judged by the keys that came with it. Name the register with --register to go by its own.'
      : `This was judged by ${register}.`
  return {
    conclusion: concludeFrom(findings),
    lines: findings,
    summary: [...(file ? sayEvidence(file) : []), by],
    json: { findings, ...(file && { evidence: file }) },
  }
}

async function believed(place: string): Promise<Files> {
  if (isFile(place)) return parseZip(readFileSync(place), largestBundle)
  const read = sourceOf(place)
  const [policy, keys] = await Promise.all([read('log/policy'), read('.well-known/jwks.json')])
  return new Map([
    ...(policy ? [[bundleFiles.policy, policy] as const] : []),
    ...(keys ? [[bundleFiles.keys, keys] as const] : []),
  ])
}

const openingBrace = 0x7b
