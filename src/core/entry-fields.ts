import * as v from 'valibot'
import { formatCanonicalText, type Json } from '../encoding/canonical-json.ts'
import { sectorOf, type Kind, type Sector } from './body-kind.ts'
import { isUuid, type Uuid } from './uuid.ts'

// What a leaf is made of. None of these takes prose.

export const uuid = v.custom<Uuid>(isUuid)
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** SHA-256 of a file, as `sha256sum` prints it. */
export const hexDigest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** SHA-256 of a salted disclosure, as RFC 9901 writes it. */
export const saltedDigest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
export const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))
export const approvers = v.picklist([1, 2])
export const days = v.pipe(count, v.maxValue(36_525))
/** A flag; absent says no. */
export const yes = v.literal(true)
/** The name of a log, part of an address (c2sp.org/tlog-checkpoint). */
export const origin = v.pipe(v.string(), v.maxLength(255), v.regex(/^[a-z0-9.:[\]-]+(\/[A-Za-z0-9._~-]+)+$/))
/** A public key of a signed note (c2sp.org/signed-note). */
export const vkey = v.pipe(v.string(), v.maxLength(512), v.regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/))
export const publicKey = v.union([vkey, hexDigest, saltedDigest])
/** The number of an undertaking within its edition: `2.3`. */
export const undertaking = v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}\.[1-9]\d{0,2}$/))

/** An array whose order has no meaning: ascending, nothing twice, never empty (absent says empty). */
export function setOf<const Item extends v.GenericSchema<Json>>(item: Item) {
  return v.pipe(
    v.array(item),
    v.minLength(1),
    v.check((items) => {
      const texts = items.map(formatCanonicalText)
      return texts.every((text, n) => n === 0 || (texts[n - 1] ?? '') < text)
    }),
  )
}

/** Whether at least one of some members is there: without any of them an entry says nothing. */
export function isAny(...members: readonly unknown[]): boolean {
  return members.some((member) => member !== undefined)
}

/** Whether kind and sector, which say the same thing twice, agree; both may be absent. */
export function isKindOfSector({ kind, sector }: { kind?: Kind; sector?: Sector }): boolean {
  return (kind && sectorOf(kind)) === sector
}
