import { addStamp } from '../../src/certificate/add-stamp.ts'
import type { Revised } from '../../src/certificate/revise-file.ts'
import { addStore, type Store } from '../../src/certificate/security-store.ts'
import { verifyToken } from '../../src/certificate/stamp-token.ts'
import type { Stamper } from '../../src/certificate/stamper.ts'
import { unseal, type Unsealed } from '../../src/certificate/unseal.ts'
import type { TimeAuthority } from './time-authority.ts'

type SealKeys = Readonly<Record<'leaf' | 'root' | 'revoked', Uint8Array>>

/** Asks an authority, and looks at its token. */
function stamperOf({ stamp, root }: Pick<TimeAuthority, 'stamp' | 'root'>): Stamper {
  return async (imprint) => {
    const verdict = await verifyToken(stamp(imprint), imprint, root)
    if (!verdict.valid) throw new Error(`the authority of the test gives a token that is ${verdict.reason}`)
    return { ...verdict, authority: 'authority.example' }
  }
}

/** Everything that the seal of some keys and the time-stamps of an authority are judged by. */
export function storeOf(keys: SealKeys, { leaf, root, revoked }: TimeAuthority): Store {
  return { certificates: [keys.leaf, keys.root, leaf, root], lists: [keys.revoked, revoked] }
}

/** A file at B-B, B-T, B-LT and B-LTA. */
export type Stages = Readonly<Record<'issued' | 'stamped' | 'stored' | 'lasting', Revised>>

/** A certificate at each level, from what was issued to what holds for long. */
export async function prolong(pdf: Uint8Array, keys: SealKeys, authority: TimeAuthority): Promise<Stages> {
  const { file: issued } = await unsealed(pdf, keys, authority)
  const stamped = await stampedBy(authority, issued)
  const stored = addStore(stamped, storeOf(keys, authority))
  return { issued, stamped, stored, lasting: await stampedBy(authority, stored) }
}

/** What is read of a certificate that holds. */
export async function unsealed(pdf: Uint8Array, keys: SealKeys, { root }: TimeAuthority): Promise<Unsealed> {
  const verdict = await unseal(pdf, keys.root, [root])
  if (!verdict.valid) throw new Error(`the certificate is ${verdict.reason}`)
  return verdict
}

/** A file with one more document time-stamp. */
export async function stampedBy(authority: TimeAuthority, file: Revised): Promise<Revised> {
  const added = await addStamp(file, stamperOf(authority))
  if (!added) throw new Error('the authority of the test gave no token')
  return added.file
}
