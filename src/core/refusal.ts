/** Why the register says no, in a word the caller can act on. Closed: a new reason is added here and answered everywhere. */
export type RefusalKind =
  | 'not-found'
  | 'method-unknown'
  | 'field-invalid'
  | 'link-unknown'
  | 'link-expired'
  | 'code-wrong'
  | 'code-expired'
  | 'passkey-wrong'
  | 'too-many-tries'
  | 'too-many-mails'
  | 'not-signed-in'
  | 'not-yours'
  | 'not-your-role'
  | 'out-of-scope'
  | 'overtaken'
  | 'changed-since'
  | 'already-done'
  | 'different-repeat'
  | 'key-reused'
  | 'in-progress'
  | 'edition-not-signable'
  | 'already-signed'
  | 'already-registered'
  | 'statement-changed'
  | 'unsettable'
  | 'shared-mailbox'
  | 'signature-missing'
  | 'undecided'
  | 'own-employer'
  | 'second-approver'
  | 'last-coordinator'
  | 'body-ended'
  | 'suspended'
  | 'incomplete'
  | 'not-open'
  | 'not-published-yet'
  | 'seal-unsound'
  | 'log-stopped'
  | 'witness-unsure'

/** One field of a form and what to do about it, in plain words. */
export interface Mistake {
  readonly field: string
  readonly words: string
}

/** The register says no and the caller can act on it. Thrown; the words are for people and name no internals. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  readonly words: string
  /** Every field that needs attention, in the order of the form; empty when no field is to blame. */
  readonly fields: readonly Mistake[]

  /** The third argument names the one field to blame, or lists several mistakes with their own words. */
  constructor(kind: RefusalKind, words: string, blame: string | readonly Mistake[] = []) {
    super(words)
    this.kind = kind
    this.words = words
    this.fields = typeof blame === 'string' ? [{ field: blame, words }] : blame
  }

  /** The first field to blame. */
  get field(): string | undefined {
    return this.fields[0]?.field
  }
}
