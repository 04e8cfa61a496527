import { cast, type Organisation } from './cast.ts'
import { campaignLife, lastPress } from './campaign-life.ts'
import { laterLife, type Scene } from './later-life.ts'
import { chessClub, privateLife } from './private-life.ts'
import { Player, type Stage } from './player.ts'

const day = 86_400_000

/** Days from the beginning to the succession of the editions, and from there to the end. */
export const acts = { first: 150, second: 60 } as const

const earlier = 'example-vale-compact-2019'
const later = 'example-vale-compact-2026'
const memorandum = 'example-vale-memorandum-of-understanding-2024'

/** Who has not come to an end yet, and how far they are. */
const unfinished = new Map([
  ['Great Example Parish Council', 'half-signed'],
  ['Example Walkers', 'draft'],
  ['Example Makers CIC', 'sent'],
  ['Example Vale Youth Network', 'awaiting-check'],
  ['Example Ferry Housing Co-operative', 'awaiting-check'],
  ['Example Repair Café', 'returned'],
  ['Example Vale Anglers', 'declined'],
] as const)

/** Plays what happens in Example Vale, one sign-up after the other, and leaves the clock at the end. */
export async function playStory(stage: Stage, end: number): Promise<void> {
  const player = new Player(stage)
  const succession = end - acts.second * day
  const names: ReadonlySet<string> = new Set(unfinished.keys())
  const finished = cast.filter(({ name }) => !names.has(name))

  await player.signUp(chessClub, [earlier], 'sent')
  const founders = finished.slice(0, 22)
  for (const [n, one] of founders.entries()) {
    stage.moveTo(morningOf(succession - acts.first * day + ((n * (acts.first - 3)) / founders.length) * day))
    await player.signUp(one, editionsFor(one, n))
  }
  // Half of those who are asked are known before they answer.
  await player.register(cast.filter(({ name }) => names.has(name)).slice(0, names.size / 2))
  const renewed = [...founders.filter((_, n) => n % 3 !== 1), ...finished.slice(22)]
  const renewals = renewed.map((one, n): Scene => {
    const since = (n * (acts.second - 14)) / renewed.length
    return { before: acts.second - 1 - since, play: async () => player.signUp(one, [later]) }
  })
  const answers = [...unfinished].map(([name, until], n): Scene => {
    const one = cast.find((each) => each.name === name)
    if (!one) throw new Error(`nobody is called ${name}`)
    return { before: unfinished.size + 2 - n, play: async () => player.signUp(one, [later], until) }
  })
  for (const { before, play } of [...renewals, ...laterLife, ...privateLife, ...campaignLife, ...answers].toSorted(
    (a, b) => b.before - a.before,
  )) {
    stage.moveTo(morningOf(end - before * day))
    await play(player)
  }
  stage.moveTo(end - day / 48)
  await lastPress(player)
  stage.moveTo(end)
  await stage.settle()
}

/** The time of day at which people begin. */
function morningOf(moment: number): number {
  return Math.floor(moment / day) * day + (9.5 / 24) * day
}

/** Who works beyond Example Vale signs the memorandum too, or that alone. */
function editionsFor({ kind }: Organisation, n: number): readonly string[] {
  const wide = ['nhs-body', 'police-force', 'national-body', 'partnership'].includes(kind)
  if (!wide) return [earlier]
  return n % 2 === 0 ? [earlier, memorandum] : [memorandum]
}
