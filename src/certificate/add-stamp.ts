import { longestValue } from './cover.ts'
import { openStamp } from './document-stamp.ts'
import type { Revised } from './revise-file.ts'
import type { Stamp, Stamper } from './stamper.ts'

/**
 * Adds a document time-stamp to a file, if an authority gives one. The room for a token is fixed before it is asked for: one
 * that is larger is asked for again, with room for it and a quarter more.
 */
export async function addStamp(
  file: Revised,
  stamper: Stamper,
): Promise<{ readonly file: Revised; readonly stamp: Stamp } | undefined> {
  let room = usualRoom
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const open = openStamp(file, room)
    // oxlint-disable-next-line no-await-in-loop -- the room is known by the answer before
    const stamp = await stamper(open.imprint)
    if (!stamp || stamp.token.length > longestValue) return undefined
    if (stamp.token.length <= room) return { file: open.close(stamp.token), stamp }
    room = roomFor(stamp.token.length)
  }
  return undefined
}

// Most tokens are smaller. In the file it is twice this.
const usualRoom = 2048
const mostTries = 4

function roomFor(length: number): number {
  return Math.min(Math.ceil(length * 1.25), longestValue)
}
