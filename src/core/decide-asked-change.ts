import { assureApprovable, assureChecked, type Checked } from './acceptance.ts'
import type { AskedChange } from './asked-change.ts'
import { decideSigningAct, type ActedSigning, type Approver } from './decide-signing-act.ts'
import type { DeskActOf } from './desk-act.ts'
import type { Level } from './level.ts'
import type { Signature, SignUp } from './sign-up.ts'
import type { Draft, Stamp } from './stamp.ts'
import { formatCanonicalText } from '../encoding/canonical-json.ts'

/** The same act as a coordinator would record it at the desk; `press` is what was confirmed, once it was. */
export function actAskedFor(
  change: AskedChange,
  press: Pick<Signature, 'role' | 'evidence'>,
  levels: readonly Level[],
): DeskActOf<'withdraw-signing' | 'reaffirm-signing'> {
  const evidence = formatCanonicalText({ v: 1, asked: press.evidence, checked: [...levels] })
  const { signing, on } = change
  if (change.purpose === 'reaffirm') return { act: 'reaffirm-signing', signing, on, role: press.role, evidence }
  const { reason } = change
  return { act: 'withdraw-signing', signing, on, evidence, ...(reason !== undefined && { reason }) }
}

/**
 * Decides whether what a body asked for is entered: confirmed by its authorised signatory, checked by the desk, and then
 * by the law of the desk's own act ({@link decideSigningAct}).
 */
export function decideAskedChange(
  { signUp, change }: { signUp: SignUp; change: AskedChange },
  approvals: readonly (Checked & { by: Approver })[],
  acted: ActedSigning,
  stamp: Stamp,
): readonly Draft[] {
  assureApprovable(signUp)
  assureChecked(approvals, acted.names)
  const [press] = signUp.signatures
  if (!press) throw new Error('nobody has signed what everybody has signed')
  const act = actAskedFor(
    change,
    press,
    approvals.flatMap(({ levels }) => levels),
  )
  // The one who makes it two is the last; nobody needs a third.
  const approvers = approvals.slice(-2).map(({ by }) => by)
  return decideSigningAct(act, acted, approvers, stamp)
}
