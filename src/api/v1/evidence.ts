import * as v from 'valibot'
import { signEvidence, type Signed } from '../../actions/export-evidence.ts'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { findPlace } from '../../actions/find-place.ts'
import type { Parts } from '../../actions/parts.ts'
import { Refusal } from '../../core/refusal.ts'
import type { SignUp } from '../../core/sign-up.ts'
import { parseUtf8 } from '../../encoding/utf8.ts'
import { findEdition } from '../../storage/read/editions.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { ownId } from './sign-ups.ts'

const described = {
  method: 'get',
  query: nothing,
  body: nothing,
  status: 200,
  answer: v.object({ file: v.string(), jws: v.string() }),
} as const

/** The evidence of a signature: “file” is the text of evidence.json, and “jws” is over its UTF-8 bytes. */
export const evidenceOperations = [
  seatedOperation(
    'preparer',
    {
      ...described,
      path: '/sign-ups/:id/signatories/:number/evidence/:edition',
      summary: 'The evidence of a signature as canonical JSON, and the register’s detached signature over it',
    },
    async ({ parts, at, session }) => {
      const signUp = await requireSignUp(parts, ownId(at('id'), session))
      return tell(parts, signUp, { slug: at('edition'), signatory: Number(at('number')) })
    },
  ),
  seatedOperation(
    'signatory',
    {
      ...described,
      path: '/requests/:edition/evidence',
      summary: 'The evidence of one’s own signature as canonical JSON, and the register’s detached signature over it',
    },
    async ({ parts, at, session }) => {
      const { signUp, number } = await findPlace(parts, session)
      return tell(parts, signUp, { slug: at('edition'), signatory: number })
    },
  ),
]

async function tell(parts: Parts, signUp: SignUp, { slug, signatory }: { slug: string } & Pick<Signed, 'signatory'>) {
  const edition = await findEdition(parts.db, slug)
  if (!edition) throw new Refusal('not-found', 'There is no such edition on the register.')
  const { file, jws } = await signEvidence(parts, signUp, { edition: edition.id, signatory })
  return { file: parseUtf8(file), jws }
}
