import type { Rows } from '../core/replay.ts'
import { formatHex } from '../encoding/hex.ts'
import type { Sha256 } from '../encoding/sha256.ts'
import { askAhead } from '../log/ahead.ts'
import type { Source } from '../log/audit.ts'
import { firstRevision } from '../certificate/revise-file.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { countOf, type Finding } from './finding.ts'

/** Whether the texts that were signed are those that the log has the digests of. */
export function judgeTexts(read: Source, hash: Sha256, { editions, editionTexts }: Rows): Promise<Finding> {
  const slugs = new Map(editions.map(({ id, slug }) => [id, slug]))
  const files = editionTexts.map(({ edition, language, sha256 }) => ({
    path: `editions/${slugs.get(edition)}.${language}.md`,
    sha256,
  }))
  return judgeFiles(read, hash, { about: 'texts', noun: 'text of an edition', nouns: 'texts of editions', files })
}

/** Whether the sealed certificates are those that the log has the digests of, the last of each signing. */
export function judgeCertificates(read: Source, hash: Sha256, { issues, signings }: Rows): Promise<Finding> {
  const last = new Map(issues.map(({ signing, pdf }) => [signing, pdf]))
  const issued = (bytes: Uint8Array) => hash(issuedPart(bytes))
  const files = signings.flatMap(({ id, reference }) => {
    const sha256 = last.get(id)
    return sha256 === undefined ? [] : { path: `certificates/${reference}.pdf`, sha256 }
  })
  return judgeFiles(read, issued, { about: 'certificates', noun: 'certificate', nouns: 'certificates', files })
}

type Expected = {
  readonly about: Finding['about']
  readonly noun: string
  readonly nouns: string
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

/** A certificate as it was issued: what was added to it since proves it for longer, and is judged with the seal. */
export function issuedPart(file: Uint8Array): Uint8Array {
  return unlessMalformed(() => firstRevision(file)) ?? file
}

async function judgeFiles(read: Source, hash: Sha256, { about, noun, nouns, files }: Expected): Promise<Finding> {
  const missing: string[] = []
  const looking = askAhead(files, ahead, async ({ path, sha256 }) => ({ path, sha256, bytes: await read(path) }))
  for await (const { path, sha256, bytes } of looking) {
    if (!bytes) missing.push(path)
    else if (formatHex(hash(bytes)) !== sha256)
      return { about, holds: 'no', words: `${path} is not the file that the log has the digest of.` }
  }
  const [first] = missing
  if (first !== undefined) {
    const words = `${countOf(missing.length, noun, nouns)} could not be checked, because ${first} is missing.`
    return { about, holds: 'unknown', words }
  }
  return {
    about,
    holds: 'yes',
    words: `${countOf(files.length, noun, nouns)}: each is what the log has the digest of.`,
  }
}

const ahead = 8
