import type { RegisterAudit } from '../../verify/register.ts'

/** What the worker that audits the register tells the page. */
export type AuditNews =
  | { readonly kind: 'progress'; readonly done: number; readonly size: number }
  | ({ readonly kind: 'done' } & Pick<RegisterAudit, 'conclusion' | 'findings'>)
