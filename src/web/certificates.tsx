import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import { londonDay } from '../core/day.ts'
import { readOfferedFile, verdictPath } from '../core/offered-file.ts'
import { Refusal } from '../core/refusal.ts'
import { bundleCertificate } from '../actions/bundle-certificate.ts'
import { checkFile, publishedSize } from '../actions/check-file.ts'
import { requireCertificate, tellProof } from '../actions/hand-out-certificate.ts'
import { isHeld } from '../http/caching.ts'
import { ownForms } from '../http/guard.ts'
import { fileDigest, parse, readFile, tick } from '../http/parse.ts'
import { textAddress } from '../storage/read/corrections.ts'
import { editionName, type Edition } from '../storage/read/editions.ts'
import { findEntryAt } from '../storage/read/entries.ts'
import { findSource } from '../storage/read/holdings.ts'
import { listCheckedDomains } from '../storage/read/checked-domains.ts'
import { listOwnWords } from '../storage/read/own-words.ts'
import { findSigning, type Signing } from '../storage/read/signings.ts'
import { issuedPart } from '../verify/files.ts'
import { requireStanding } from '../storage/read/reading.ts'
import { presently, readingOf, type AskedPast } from './asked-day.ts'
import { freshly } from './freshly.ts'
import { CertificatePage, type CertificateView } from './pages/certificate.tsx'
import { VerifyPage, type Verdict } from './pages/verify.tsx'
import type { Site, Visit } from './site.ts'

/** Many times the size of a certificate, with all that may be added to one later. */
const largestFile = 10_000_000

/** Certificates, their page, and the check of one. */
export const certificatePages = new Hono<Site>()
  .use(freshly)
  .get('/certificates/:file{[A-Za-z0-9]+-[0-9]+\\.pdf}', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('file').slice(0, -'.pdf'.length))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
    const proof = await tellProof(c.var.parts, signing)
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${signing.reference}.pdf"`,
      etag: `"${proof?.tag}"`,
    }
    if (proof?.handedOut && isHeld(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers)
    const { pdf } = await requireCertificate(c.var.parts, signing)
    return c.body(pdf, 200, headers)
  })
  .get('/certificates/:file{[A-Za-z0-9]+-[0-9]+\\.zip}', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('file').slice(0, -'.zip'.length))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
    const page = await c.var.readAsset(c.var.shell.assets.offline)
    const headers = {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${signing.reference}.zip"`,
    }
    return c.body(await bundleCertificate(c.var.parts, signing, page), 200, headers)
  })
  .get('/certificates/:reference', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('reference'))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference. Check it, and try again.')
    if (signing.reference !== c.req.param('reference')) return c.redirect(`/certificates/${signing.reference}`, 301)
    return c.html(<CertificatePage shell={c.var.shell} view={await viewOf(c, signing, await readingOf(c))} />)
  })
  .use('/verify', async (c, next) => {
    // A malformed digest in the address is a mistake about the file.
    c.set('again', (mistakes) => (
      <VerifyPage shell={c.var.shell} reference="" mistakes={mistakes.map(({ words }) => ({ field: 'file', words }))} />
    ))
    await next()
  })
  .get('/verify', async (c) => {
    const { reference, sha256 } = c.req.query()
    const { shell } = c.var
    if (sha256 !== undefined) {
      return c.html(<VerifyPage shell={shell} reference="" verdict={await judgeFile(c)} />)
    }
    if (reference === undefined) return c.html(<VerifyPage shell={shell} reference="" />)
    const signing = await findSigning(c.var.parts.db, reference)
    if (signing) {
      const verdict = await judgeReference(c, signing)
      return c.html(<VerifyPage shell={shell} reference={signing.reference} verdict={verdict} />)
    }
    const words =
      reference.trim() === ''
        ? 'Enter the reference of the certificate'
        : 'No certificate has this reference. It is not one of ours, or it was mistyped'
    const mistakes = [{ field: 'reference', words }]
    return c.html(<VerifyPage shell={shell} reference={reference} mistakes={mistakes} />, 404)
  })
  .post('/verify', ownForms, bodyLimit({ maxSize: largestFile, onError: refuseLarge }), async (c) => {
    // Nothing is kept: what the address says of the file is its digest, and the reference that it gives itself.
    const file = await readFile(c, 'file', 'Choose the PDF of the certificate')
    return c.redirect(verdictPath(readOfferedFile(issuedPart(file))), 303)
  })

function refuseLarge(): never {
  const words = 'The file is larger than any certificate. Choose the PDF of the certificate'
  throw new Refusal('field-invalid', words, [{ field: 'file', words }])
}

/** A verdict speaks of today, whatever else the address says. */
async function judgeReference(c: Visit, signing: Signing): Promise<Verdict> {
  const logged = { entry: signing.position, size: await publishedSize(c.var.parts.db, signing.position) }
  return { name: 'registered', view: await viewOf(c, signing, presently(c)), logged }
}

const asked = v.object({ sha256: fileDigest, claims: v.optional(v.string(), ''), foreign: tick })

async function judgeFile(c: Visit): Promise<Verdict> {
  const { db } = c.var.parts
  const { sha256, claims, foreign } = parse(asked, c.req.query())
  const issued = await checkFile(db, sha256)
  if (issued) {
    const { signing, entry, replacedBy } = issued
    const logged = { entry, size: await publishedSize(db, entry) }
    const view = await viewOf(c, signing, presently(c))
    return { name: 'genuine', sha256, view, logged, replaced: replacedBy !== undefined }
  }
  const claimed = await findSigning(db, claims)
  if (claimed) return { name: 'changed', sha256, view: await viewOf(c, claimed, presently(c)) }
  return { name: foreign ? 'foreign' : 'unknown', sha256 }
}

async function viewOf(c: Visit, found: Signing, { reading, asAt, size }: AskedPast): Promise<CertificateView> {
  const { db } = c.var.parts
  const { signing, body, edition, standing } = await requireStanding(reading, found, asAt)
  const { custodian } = c.var.register
  const named = { slug: edition.slug, name: editionName(edition) }
  const changes = await reading.listChangesOf(body.id)
  const source = await findSource(db, signing.position)
  return {
    signing,
    source,
    body,
    edition: named,
    signedText: formerTextOf(signing, edition),
    standing,
    own: (await listOwnWords(db, [signing.position])).get(signing.position),
    domains: (await listCheckedDomains(db, [signing])).get(signing.position) ?? [],
    asAt,
    changes,
    size,
    custodian,
    pdf: await pdfOf(c, signing),
    proof: await tellProof(c.var.parts, signing),
  }
}

/** Where the text is that was signed, if its edition has another one in that language now. */
function formerTextOf({ language, text }: Signing, { slug, texts }: Edition): string | undefined {
  const present = texts.find((one) => one.language === language)?.sha256
  return language !== null && text !== null && text !== present ? textAddress(slug, language, text) : undefined
}

async function pdfOf(c: Visit, signing: Signing): Promise<CertificateView['pdf']> {
  const issue = signing.issues.at(-1)
  const issued = issue && (await findEntryAt(c.var.parts.db, issue.position))
  return issued && { sha256: issue.pdf, entry: issue.position, sealedOn: londonDay(issued.entry.at) }
}
