import type { Trouble } from '../core/trouble.ts'
import { unlessMalformed } from '../encoding/malformed.ts'
import { parseUtf8 } from '../encoding/utf8.ts'
import { formatAddCheckpoint, parseSizeAnswer, type AddCheckpoint } from '../log/add-checkpoint.ts'
import { parseSignatures, type NoteSignature } from '../log/note.ts'
import type { Parts } from './parts.ts'
import { readShort } from './read-short.ts'

/** What a witness answered: its lines, not verified yet; the size that it last cosigned; or what is wrong. */
export type WitnessAnswer =
  | { kind: 'cosigned'; lines: readonly NoteSignature[] }
  | { kind: 'other-size'; size: number }
  | { kind: 'trouble'; trouble: Trouble }

/** A hundred post-quantum lines would be longer, and nobody sends them. */
const longestAnswer = 65_536

/** Brings a checkpoint to a witness (c2sp.org/tlog-witness). `url` is its submission address. */
export async function askWitness(
  { ask }: Pick<Parts, 'ask'>,
  url: string,
  checkpoint: AddCheckpoint,
  signal: AbortSignal,
): Promise<WitnessAnswer> {
  const body = formatAddCheckpoint(checkpoint)
  try {
    // Whoever moves away says so to a person: a log follows nobody.
    const request = new Request(`${url}/add-checkpoint`, { method: 'POST', body, redirect: 'manual', signal })
    const answer = await ask(request)
    const read = await readShort(answer, longestAnswer)
    const understood = read && unlessMalformed(() => understand(answer.status, parseUtf8(read)))
    return understood ?? trouble('unreadable')
  } catch {
    return trouble('unanswered')
  }
}

function understand(status: number, text: string): WitnessAnswer {
  switch (status) {
    case 200:
      return { kind: 'cosigned', lines: parseSignatures(text) }
    case 409:
      return { kind: 'other-size', size: parseSizeAnswer(text) }
    case 400:
      return trouble('malformed')
    case 403:
      return trouble('unknown-key')
    case 404:
      return trouble('unknown-log')
    case 422:
      return trouble('disputed')
    default:
      return trouble('unanswered')
  }
}

function trouble(what: Trouble): WitnessAnswer {
  return { kind: 'trouble', trouble: what }
}
