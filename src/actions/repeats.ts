import { addSeconds } from '../core/day.ts'
import { Refusal } from '../core/refusal.ts'
import { openText, sealText } from '../keys/sealed-text.ts'
import { write } from '../storage/database.ts'
import { findRepeat, type Repeat } from '../storage/read/repeats.ts'
import { answerRepeat, releaseRepeat, takeRepeat } from '../storage/write/repeats.ts'
import { now, type Parts } from './parts.ts'

/** A request that may come again: who asks, the key they gave it, and a digest of what they ask. */
export type Repeatable = Pick<Repeat, 'subject' | 'key' | 'request'>

/** Seconds after which whatever took a key and has not answered is taken for dead. */
const patience = 60

/**
 * Gives the answer that was given to the same request before, or gives it now and keeps it for a day. What is refused did
 * nothing, and leaves its key free. Answers hold sessions and names, so they are sealed: no backup tells them.
 */
export async function answerOnce(parts: Parts, asked: Repeatable, answer: () => Promise<string>): Promise<string> {
  const at = now(parts)
  const repeat = { ...asked, answer: null, at }
  const before = { answered: addSeconds(at, -86_400), unanswered: addSeconds(at, -patience) }
  const [, taken] = await write(parts.db, [...takeRepeat(parts.db, repeat, before)])
  if (taken?.rowsAffected !== 1) return findEarlier(parts, asked)
  let text: string | undefined
  try {
    text = await answer()
  } finally {
    if (text === undefined) await write(parts.db, [releaseRepeat(parts.db, repeat)])
  }
  const sealed = await sealText(parts.keys.tokens, placeOf(asked), text, parts.chance(12))
  await write(parts.db, [answerRepeat(parts.db, { ...repeat, answer: sealed })])
  return text
}

async function findEarlier(parts: Parts, asked: Repeatable): Promise<string> {
  const earlier = await findRepeat(parts.db, asked.subject, asked.key)
  if (earlier && earlier.request !== asked.request) {
    throw new Refusal(
      'key-reused',
      'Another request was made with this Idempotency-Key. Give this one a key of its own.',
    )
  }
  if (!earlier || earlier.answer === null) {
    throw new Refusal('in-progress', 'The same request is being worked on. Ask again in a moment, with the same key.')
  }
  return openText(parts.keys.tokens, placeOf(asked), earlier.answer)
}

function placeOf({ subject, key, request }: Repeatable): string {
  return [subject, key, request].join('\0')
}
