import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Carrier, Parcel } from '../../src/mail/carrier.ts'

const Delivered = v.object({
  at: v.string(),
  id: v.string(),
  address: v.string(),
  subject: v.string(),
  text: v.string(),
})

/** A mail as it came to a mailbox, or to the door of one that is gone; `at` is when it was written. */
export type Delivered = v.InferOutput<typeof Delivered>

/** The world outside a register, which outlives every process: what came to which mailbox. */
export function openWorld(folder: string) {
  const file = join(folder, 'world.jsonl')
  const all = existsSync(file) ? readWorld(folder) : []
  const boxes = Map.groupBy(all, ({ address }) => address)
  return {
    deliver: ({ id, at, address, message }: Parcel) => {
      const one = { at, id, address, ...message }
      appendFileSync(file, `${JSON.stringify(one)}\n`)
      boxes.set(address, [...(boxes.get(address) ?? []), one])
    },
    /** The last of something that the mails to a mailbox say. */
    findLast: (address: string, pattern: RegExp): string | undefined =>
      (boxes.get(address) ?? []).flatMap(({ text }) => pattern.exec(text)?.[1] ?? []).at(-1),
  }
}

/** Every mail that came, in order. */
export function readWorld(folder: string): readonly Delivered[] {
  const lines = readFileSync(join(folder, 'world.jsonl'), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => v.parse(Delivered, JSON.parse(line)))
}

/** A carrier that puts mail into the world, or says that there is no such mailbox. */
export function carryInto(deliver: (parcel: Parcel) => void): Carrier & { kind: 'smtp' } {
  return {
    kind: 'smtp',
    run: (drain) =>
      drain(async (parcel) => async () => {
        deliver(parcel)
        if (parcel.address.startsWith('gone-')) return { became: 'bounced', trouble: 'address-refused' }
        return { became: 'sent', as: null }
      }),
  }
}
