import type { Disclosure } from './disclosure.ts'
import type { Entry } from './entry.ts'

/** An entry with its place in the log and the disclosures of it that are still held. */
export type Recorded<Type extends Entry = Entry> = {
  position: number
  entry: Type
  disclosures: readonly Disclosure[]
}
