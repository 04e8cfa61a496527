import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as v from 'valibot'

/** What visitors are sent to do: ask for every address once, as often as they can, or so many times a second. */
export type Errand = { port: number; addresses: readonly string[] } & (
  { do: 'once' } | { do: 'rate'; seconds: number; isNew: boolean } | { do: 'waits'; seconds: number; perSecond: number }
)

/** Visitors of a site, in a process of their own. */
export type Visitors = {
  /** Asks for every address once. */
  askAll: (port: number, addresses: readonly string[]) => Promise<void>
  /** Answers a second; `isNew` asks for addresses that nobody has asked for before. */
  rateOf: (port: number, addresses: readonly string[], seconds: number, isNew?: boolean) => Promise<number>
  /**
   * Milliseconds from when each of so many questions a second was due until it was answered: one that had to wait for a
   * visitor to be free has waited all the same.
   */
  waitsAt: (port: number, addresses: readonly string[], perSecond: number, seconds: number) => Promise<number[]>
  stop: () => void
}

export function startVisitors(): Visitors {
  const child = fork(join(import.meta.dirname, 'visitors.js'))
  // Whoever goes away answers nothing, which is no number.
  const gone = once(child, 'exit')
  const go = async (errand: Errand): Promise<unknown> => {
    child.send(errand)
    const [answer] = await Promise.race([once(child, 'message'), gone])
    return answer
  }
  return {
    askAll: async (port, addresses) => void v.parse(v.number(), await go({ do: 'once', port, addresses })),
    rateOf: async (port, addresses, seconds, isNew = false) =>
      v.parse(v.number(), await go({ do: 'rate', port, addresses, seconds, isNew })),
    waitsAt: async (port, addresses, perSecond, seconds) =>
      v.parse(v.array(v.number()), await go({ do: 'waits', port, addresses, seconds, perSecond })),
    stop: () => child.disconnect(),
  }
}
