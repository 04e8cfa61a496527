import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Mistake, Refusal, RefusalKind } from '../core/refusal.ts'

/** The one place where a refusal meets HTTP. */
export const problems = {
  'not-found': { status: 404, title: 'Page not found' },
  'method-unknown': { status: 405, title: 'This address has no such method' },
  'field-invalid': { status: 422, title: 'There is a problem' },
  'link-unknown': { status: 404, title: 'We do not know this link' },
  'link-expired': { status: 410, title: 'This link has run out' },
  'code-wrong': { status: 422, title: 'There is a problem' },
  'code-expired': { status: 422, title: 'There is a problem' },
  'passkey-wrong': { status: 422, title: 'There is a problem' },
  'too-many-mails': { status: 429, title: 'There is a problem' },
  'too-many-tries': { status: 429, title: 'There is a problem' },
  'not-signed-in': { status: 401, title: 'You need to sign in' },
  'not-yours': { status: 403, title: 'This is not yours to see' },
  'not-your-role': { status: 403, title: 'Your role at the desk does not allow this' },
  'out-of-scope': { status: 403, title: 'A token may not do this' },
  overtaken: { status: 409, title: 'Somebody else was first' },
  'changed-since': { status: 412, title: 'This has changed since you read it' },
  'already-done': { status: 409, title: 'This has been done already' },
  'different-repeat': { status: 409, title: 'This was done already, with other answers' },
  'key-reused': { status: 422, title: 'This key belongs to another request' },
  'in-progress': { status: 409, title: 'This is being done already' },
  'edition-not-signable': { status: 409, title: 'This edition cannot be signed' },
  'already-signed': { status: 409, title: 'Already signed' },
  'already-registered': { status: 409, title: 'Already on the register' },
  'statement-changed': { status: 422, title: 'There is a problem' },
  'shared-mailbox': { status: 422, title: 'There is a problem' },
  unsettable: { status: 422, title: 'There is a problem' },
  'signature-missing': { status: 409, title: 'Somebody still has to sign' },
  undecided: { status: 409, title: 'The organisation has still to decide' },
  'own-employer': { status: 403, title: 'Somebody else has to accept this' },
  'second-approver': { status: 403, title: 'A second coordinator has to agree' },
  'last-coordinator': { status: 409, title: 'Somebody has to run the desk' },
  suspended: { status: 409, title: 'A signing of this organisation is suspended' },
  'body-ended': { status: 409, title: 'This organisation has ended' },
  incomplete: { status: 422, title: 'There is a problem' },
  'not-open': { status: 503, title: 'This register is not open yet' },
  'seal-unsound': { status: 503, title: 'The seal is not sound' },
  'not-published-yet': { status: 404, title: 'This is being published' },
  'log-stopped': { status: 503, title: 'The register has stopped publishing' },
  'witness-unsure': { status: 503, title: 'This log is not being cosigned' },
} as const satisfies Record<RefusalKind, { status: number; title: string }>

/** A problem document (RFC 9457). `type` is where the problem is explained; `errors` are the fields to mend. */
export type Problem = {
  type: string
  title: string
  status: ContentfulStatusCode
  detail: string
  errors: readonly Mistake[]
}

/** What a program is told of a refusal. */
export function problemOf({ kind, words, fields }: Refusal): Problem {
  return { type: `/problems/${kind}`, ...problems[kind], detail: words, errors: fields }
}

/** What a program is told of a defect: nothing but a reference to quote. */
export function defectProblem(reference: string): Problem {
  return {
    type: '/problems/defect',
    title: 'Something went wrong',
    status: 500,
    detail: `It is not your fault. If you tell us about it, quote ${reference}.`,
    errors: [],
  }
}

/** Whether an address is one of programs, which are answered in JSON, and not a page for people. */
export function isForPrograms(path: string): boolean {
  // The entries of the log have pages for people, too; and at the desk it is people who take a file home.
  return (
    !/^\/(log\/entries|desk)\//.test(path) &&
    /^\/(api|log|seal|health|mail|witness|\.well-known)(\/|$)|\.(json|csv)$/.test(path)
  )
}
