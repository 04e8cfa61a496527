import * as v from 'valibot'
import { requireCoordinator } from '../../actions/enter-desk.ts'
import { requireSignUp } from '../../actions/fill-in-sign-up.ts'
import { findByCode } from '../../actions/find-by-code.ts'
import { sheetOf } from '../../actions/signing-sheet.ts'
import { startPaper, transcribePaper } from '../../actions/transcribe-paper.ts'
import { FullDay } from '../../core/day.ts'
import { mandates } from '../../core/entry.ts'
import { Refusal } from '../../core/refusal.ts'
import { formatBase64, parseBase64 } from '../../encoding/base64.ts'
import { unlessMalformed } from '../../encoding/malformed.ts'
import { line, optionalLine, parseId } from '../../http/parse.ts'
import { findBody } from '../../storage/read/bodies.ts'
import { findEdition } from '../../storage/read/editions.ts'
import { findScan } from '../../storage/read/scans.ts'
import { nothing, seatedOperation } from '../operation.ts'
import { signUp, tellSignUp } from './sign-up-told.ts'

const place = v.object({ who: v.string(), name: v.string(), role: v.string(), statement: v.string() })
const sheet = v.object({
  id: v.string(),
  register: v.string(),
  code: v.string(),
  body: v.string(),
  contact: v.string(),
  custodian: v.string(),
  editions: v.array(
    v.object({
      name: v.string(),
      address: v.string(),
      language: v.string(),
      sha256: v.string(),
      places: v.array(place),
    }),
  ),
})

const hand = v.object({
  name: line('Enter the name that stands on the sheet'),
  role: line('Enter the role that stands on the sheet'),
  on: v.config(FullDay, { message: 'Write the day as 2026-03-27' }),
  mandate: v.picklist(mandates, 'Say why they may sign'),
  decidedOn: v.exactOptional(v.config(FullDay, { message: 'Write the day as 2026-03-27' })),
  minute: optionalLine,
  nameShown: v.boolean('Say whether their name may be published'),
})

/** What is signed on paper: the sheet, its code, what it said when it came back, and the scan. */
export const paperOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      scope: 'write:sign-ups',
      path: '/desk/papers',
      summary: 'Begin a sign-up for an organisation on the register that signs on paper alone',
      query: nothing,
      body: v.object({
        body: line('Give the slug of an organisation on the register'),
        editions: v.array(
          v.object({ edition: line('Give the slug of an edition'), language: line('Give its language') }),
        ),
      }),
      status: 201,
      answer: v.object({ id: v.string(), sheet }),
    },
    async ({ parts, session, body: { body: slug, editions } }) => {
      const by = await requireCoordinator(parts, session)
      const body = await findBody(parts.db, slug)
      if (!body) throw new Refusal('not-found', 'There is no such organisation on the register.', 'body')
      const chosen = await Promise.all(
        editions.map(async ({ edition, language }) => {
          const found = await findEdition(parts.db, edition)
          if (!found) throw new Refusal('not-found', 'There is no such edition on the register.', 'editions')
          return { edition: found.id, language }
        }),
      )
      const id = await startPaper(parts, { body: body.id, editions: chosen }, by)
      return { id, sheet: await sheetOf(parts, await requireSignUp(parts, id)) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      scope: 'read:desk',
      path: '/desk/papers/:code',
      summary: 'The open sign-up whose signing sheet bears a code',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ id: v.string() }),
    },
    async ({ parts, at }) => {
      return { id: await findByCode(parts, at('code')) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      scope: 'write:sign-ups',
      path: '/desk/sign-ups/:id/paper',
      summary:
        'Keep what a signing sheet says, with its scan (PDF, PNG or JPEG, base64), until a second coordinator has held the two together. “texts” are the digests that it names, where a text was put right meanwhile',
      query: nothing,
      body: v.object({
        signatories: v.pipe(v.array(hand), v.minLength(1, 'Say who signed'), v.maxLength(2, 'Name two people at most')),
        scan: v.string('Send the scan as base64'),
        /** Needed where a slip of the text was put right since the sheet was printed. */
        texts: v.exactOptional(v.array(v.string('Give the SHA-256 that the sheet names, edition by edition'))),
      }),
      status: 201,
      answer: signUp,
    },
    async ({ parts, session, at, body: { signatories, scan, texts = [] } }) => {
      const by = await requireCoordinator(parts, session)
      const id = parseId(at('id'))
      const bytes = unlessMalformed(() => parseBase64(scan))
      if (!bytes) throw new Refusal('field-invalid', 'Send the scan as base64', 'scan')
      const read = signatories.map(({ minute, ...one }) => ({ ...one, ...(minute && { minute }) }))
      await transcribePaper(parts, id, { signatories: read, scan: bytes, texts }, by)
      return tellSignUp(parts, await requireSignUp(parts, id))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/sign-ups/:id/paper',
      summary: 'The signing sheet of a sign-up; and what was typed from it and its scan, once it came back',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        sheet,
        transcript: v.nullable(v.array(v.looseObject({ name: v.string(), role: v.string(), on: v.string() }))),
        scan: v.nullable(v.object({ mediaType: v.string(), sha256: v.string(), bytes: v.string() })),
      }),
    },
    async ({ parts, at }) => {
      const whole = await requireSignUp(parts, parseId(at('id')))
      const scan = await findScan(parts.db, whole.id)
      return {
        sheet: await sheetOf(parts, whole),
        transcript: whole.paper ? [...whole.paper.signatories] : null,
        scan: scan ? { ...scan, bytes: formatBase64(scan.bytes) } : null,
      }
    },
  ),
]
