import { Hono } from 'hono'
import { bundleEvidence } from '../actions/export-evidence.ts'
import { findPlace } from '../actions/find-place.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignUp } from '../core/sign-up.ts'
import { findEdition } from '../storage/read/editions.ts'
import { signatorySession } from './signatory-visit.ts'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site, Visit } from './site.ts'

/** The evidence of a signature, for the body whose sign-up it is and for whoever signed. */
export const evidencePages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/signatories/:number{[12]}/:edition/evidence.zip', async (c) =>
    download(c, await preparedSignUp(c), Number(c.req.param('number'))),
  )
  .get('/sign/requests/:edition/evidence.zip', async (c) => {
    const { signUp, number } = await findPlace(c.var.parts, await signatorySession(c))
    return download(c, signUp, number)
  })

async function download(c: Visit, signUp: SignUp, signatory: number): Promise<Response> {
  const edition = await findEdition(c.var.parts.db, c.req.param('edition') ?? '')
  if (!edition) throw new Refusal('not-found', 'There is no such edition on the register.')
  const zip = await bundleEvidence(c.var.parts, signUp, { edition: edition.id, signatory })
  return c.body(zip, 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="evidence-${edition.slug}-${signatory}.zip"`,
  })
}
