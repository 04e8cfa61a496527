import type { StampTry } from '../core/stamp-trouble.ts'
import { listStampTries } from '../storage/read/stamp-tries.ts'
import type { Parts } from './parts.ts'

/** An authority of the settings, and how it answered last, if it was ever asked. */
export type ToldAuthority = { authority: string } & { [Fact in keyof StampTry]: StampTry[Fact] | null }

/** Every time-stamping authority of the settings, in the order in which they are asked. */
export async function tellAuthorities({ db, authorities }: Parts): Promise<readonly ToldAuthority[]> {
  if (authorities.length === 0) return []
  const tries = await listStampTries(db)
  return authorities.map(({ name }) => {
    return { authority: name, ...(tries.get(name) ?? { triedAt: null, goodAt: null, trouble: null }) }
  })
}
