import { readCheckpoint } from '../conformance/read-log.ts'
import { acceptByApi, enterDeskByApi, Program, signByApi } from '../support/api-client.ts'
import { startEmbeddedHost } from '../support/embedded-host.ts'
import { makeCast } from '../support/walk-pages.ts'

/** Milliseconds from the answer to an acceptance until a published checkpoint covers it, by so many writers at once. */
export async function measurePublishing(folder: string, writers: number, each: number): Promise<readonly number[]> {
  const host = await startEmbeddedHost({ folder })
  const seat = await enterDeskByApi(await Program.of(host.url))
  const taken = await Promise.all(
    Array.from({ length: writers }, async () => {
      const program = await Program.of(host.url)
      const own: number[] = []
      for (let n = 0; n < each; n += 1) {
        const { entry } = await acceptByApi(program, await signByApi(program, makeCast()), seat)
        const begun = performance.now()
        while ((await readCheckpoint(host.url)).size <= entry) await new Promise((resolve) => setTimeout(resolve, 10))
        own.push(performance.now() - begun)
      }
      return own
    }),
  )
  await host.stop()
  return taken.flat()
}
