import { Hono } from 'hono'
import type { FullDay } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { isHeld } from '../http/caching.ts'
import { editionName } from '../storage/read/editions.ts'
import { findCertificate } from '../storage/read/publications.ts'
import { findSigning, type Signing } from '../storage/read/signings.ts'
import { certificateDigest, requireStanding } from '../storage/read/standings.ts'
import { dayOf, today } from './asked-day.ts'
import { freshly } from './freshly.ts'
import { CertificatePage, VerifyPage, type CertificateView } from './pages/certificate.tsx'
import type { Site, Visit } from './site.ts'

/** Certificates, their page, and the check of one. */
export const certificatePages = new Hono<Site>()
  .use(freshly)
  .get('/certificates/:file{[A-Za-z0-9]+-[0-9]+\\.pdf}', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('file').slice(0, -'.pdf'.length))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference.')
    const digest = certificateDigest(signing)
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${signing.reference}.pdf"`,
      etag: `"${digest}"`,
    }
    if (digest && isHeld(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers)
    const certificate = await findCertificate(c.var.parts.db, signing.id)
    if (!certificate) throw new Refusal('not-published-yet', 'This certificate will be here within a minute.')
    return c.body(certificate.pdf, 200, headers)
  })
  .get('/certificates/:reference', async (c) => {
    const signing = await findSigning(c.var.parts.db, c.req.param('reference'))
    if (!signing) throw new Refusal('not-found', 'No certificate has this reference. Check it, and try again.')
    if (signing.reference !== c.req.param('reference')) return c.redirect(`/certificates/${signing.reference}`, 301)
    return c.html(<CertificatePage shell={c.var.shell} view={await viewOf(c, signing, dayOf(c))} />)
  })
  .get('/verify', async (c) => {
    const reference = c.req.query('reference')
    if (reference === undefined) return c.html(<VerifyPage shell={c.var.shell} reference="" />)
    const signing = await findSigning(c.var.parts.db, reference)
    if (signing) {
      // The verdict speaks of today, whatever else the address says.
      const view = await viewOf(c, signing, today(c))
      return c.html(<VerifyPage shell={c.var.shell} reference={signing.reference} view={view} />)
    }
    const words =
      reference.trim() === ''
        ? 'Enter the reference of the certificate'
        : 'No certificate has this reference. It is not one of ours, or it was mistyped'
    const mistakes = [{ field: 'reference', words }]
    return c.html(<VerifyPage shell={c.var.shell} reference={reference} mistakes={mistakes} />, 404)
  })

async function viewOf(c: Visit, signing: Signing, asAt: FullDay): Promise<CertificateView> {
  const { db, address } = c.var.parts
  const { body, edition, standing } = await requireStanding(db, signing, asAt)
  return {
    signing,
    body,
    edition: { slug: edition.slug, name: editionName(edition) },
    standing,
    asAt,
    pdf: certificateDigest(signing),
    address,
  }
}
