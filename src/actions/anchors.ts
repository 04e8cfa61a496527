import { equalBytes } from '../encoding/bytes.ts'
import { formatPem } from '../encoding/pem.ts'
import { listKeptAnchors, type Anchor } from '../storage/read/stamp-anchors.ts'
import type { Parts } from './parts.ts'

/** Whom this register trusts for time: the authorities of the settings, and those of any time-stamp that it ever got. */
export async function listAnchors({ db, authorities }: Pick<Parts, 'db' | 'authorities'>): Promise<readonly Anchor[]> {
  const set = authorities.map(({ name, anchor }) => ({ authority: name, der: anchor }))
  const all = [...set, ...(await listKeptAnchors(db))]
  return all.filter(({ der }, n) => !all.slice(0, n).some((one) => equalBytes(one.der, der)))
}

/** The same as everybody reads them. */
export async function anchorsText(parts: Pick<Parts, 'db' | 'authorities'>): Promise<string> {
  return formatPem((await listAnchors(parts)).map(({ authority, der }) => ({ title: authority, der })))
}
