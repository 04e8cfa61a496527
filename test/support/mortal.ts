import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'

const top = join(import.meta.dirname, '../..')

/** Before which of its steps a program dies (test/faults/die-at.ts), or how many milliseconds after the first of them. */
export type Death = { beforeStep: number } | { afterBegun: number }

/** How a program ended: whether it was killed, all it said, and of one that was not, its steps and milliseconds from the first. */
export type Ended = { killed: boolean; code: number | null; said: string; steps: number; lasted: number }

/** Runs a program of `.out` that is killed at some moment, or never. One that would go on is stopped when it says `until`. */
export async function runMortal(
  [program, ...args]: readonly [string, ...string[]],
  { death, until, variables }: { death?: Death; until?: string; variables?: Record<string, string> },
): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...variables,
    ...(death && 'beforeStep' in death && { DIE_AT: String(death.beforeStep) }),
  }
  const preloaded = ['--import', join(top, 'test/faults/die-at.ts'), join(top, '.out', program)]
  const child = spawn(process.execPath, [...preloaded, ...args], { env })
  let said = ''
  let begun = 0
  let stopped = false
  const hear = (text: string) => {
    said += text
    if (begun === 0 && said.includes('begun')) {
      begun = Date.now()
      if (death && 'afterBegun' in death) setTimeout(() => child.kill('SIGKILL'), death.afterBegun)
    }
    if (!until || stopped || !said.includes(until)) return
    stopped = true
    child.kill('SIGTERM')
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear)
  await once(child, 'close')
  const steps = Number(/^steps (\d+)$/m.exec(said)?.[1] ?? 0)
  return { killed: child.signalCode === 'SIGKILL', code: child.exitCode, said, steps, lasted: Date.now() - begun }
}

/** Before some steps of a program that was seen to its end, numbered from 1, and so many moments by chance. */
export function someDeaths(
  { steps, lasted }: Ended,
  chosen: (step: number) => boolean,
  byChance: number,
): readonly Death[] {
  const numbers = Array.from({ length: steps }, (_, n) => n + 1)
  return [
    ...numbers.filter(chosen).map((beforeStep) => ({ beforeStep })),
    ...Array.from({ length: byChance }, () => ({ afterBegun: Math.random() * lasted })),
  ]
}

/** Does something for each, two at a time: a process that dies leaves a core idle. */
export async function byTwos<One>(all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const left = all.values()
  const lane = async () => {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const one of left) await act(one)
  }
  await Promise.all([lane(), lane()])
}

/** Bundles a program of test/faults as `npm run bundle` does the others. */
export async function bundleFault(name: string): Promise<string> {
  const program = `faults/${name}.js`
  await build({
    entryPoints: [join(top, `test/faults/${name}.ts`)],
    outfile: join(top, '.out', program),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    loader: { '.md': 'text', '.ttf': 'binary', '.jpg': 'binary' },
  })
  return program
}
