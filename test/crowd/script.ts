/** What the people of a body do about a campaign, on which of its days: it is written beforehand, and the register knows nothing of it. */
export type Script =
  | { does: 'sign' | 'decline' | 'stop'; on: number }
  | { does: 'look at it'; on: number; board: number; signs: number }
  /** Whoever is written to has left; somebody else signs. */
  | { does: 'name another'; on: number; signs: number }
  | { does: 'bounce' | 'nothing' | 'be left out' }

/** Days of the campaign, from 0, on which nothing runs: no clock, no coordinator, nobody who answers. */
export const outage = { from: 15, to: 25 }

export const campaignDays = 120
/** The wave of each kind of body is sent on a day of its own. */
export const waveDays = [0, 2, 4] as const

/** The script of the n-th body. */
export function scriptOf(n: number): Script {
  const chance = chanceOf(n)
  // Most who answer do so soon, and some take long.
  const answers = () => after(3 + Math.floor(-40 * Math.log(1 - chance())))
  const soon = () => after(1 + Math.floor(chance() * 50))
  switch (n % 12) {
    case 0:
      return { does: 'nothing' }
    case 1:
      return { does: 'bounce' }
    case 2:
      return { does: 'decline', on: soon() }
    case 3: {
      const on = soon()
      const board = on + 5 + Math.floor(chance() * 40)
      return { does: 'look at it', on, board, signs: after(board + 2) }
    }
    case 4: {
      const on = soon()
      return { does: 'name another', on, signs: after(on + Math.floor(chance() * 30)) }
    }
    case 5:
      return n % 24 === 5 ? { does: 'stop', on: soon() } : { does: 'be left out' }
    default:
      return { does: 'sign', on: answers() }
  }
}

/** The first day from a day on on which anything runs, after every wave. */
function after(day: number): number {
  const first = Math.max(day, Math.max(...waveDays) + 1)
  return first >= outage.from && first <= outage.to ? outage.to + 1 : first
}

/** On which days a body is written to about its invitation, and which mail of its mailbox each of them is. */
export function lettersOf(script: Script, sentOn: number, chase: readonly number[]): readonly number[] {
  if (script.does === 'be left out') return []
  const letters = [sentOn]
  let reminders = 0
  for (let day = sentOn + 1; day < campaignDays; day += 1) {
    if (day >= outage.from && day <= outage.to) continue
    if (isQuiet(script, day)) continue
    const come = chase.filter((days) => sentOn + days <= day).length
    const rested = day - (letters.at(-1) ?? 0) >= 7
    if (come > reminders && rested && !(script.does === 'look at it' && day > script.board && day < script.board + 7)) {
      reminders = come
      letters.push(day)
    }
    if (script.does === 'name another' && day === script.on) letters.push(day)
  }
  return letters
}

/** Whether nobody is to be written to on a day; the clock runs before anybody answers. */
function isQuiet(script: Script, day: number): boolean {
  switch (script.does) {
    case 'bounce':
    case 'be left out':
      return true
    case 'nothing':
      return false
    case 'look at it':
      return day > script.signs || (day > script.on && day <= script.board)
    case 'name another':
      return day > script.signs
    case 'sign':
    case 'decline':
    case 'stop':
      return day > script.on
  }
}

/** Numbers from 0 to 1, the same for the same body at every run. */
function chanceOf(n: number): () => number {
  let state = (n + 1) * 0x9e3779b1
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39)
    state ^= state >>> 15
    return (state >>> 0) / 4294967296
  }
}
