import { afterAll, beforeAll, describe } from 'vitest'
import { apiSuite } from './api.ts'
import { everyAnswerSuite } from './every-answer.ts'
import { listSuite } from './list.ts'
import { logSuite } from './log.ts'
import { mistakeSuite } from './mistakes.ts'
import { pageSuite } from './pages.ts'
import { paperSuite } from './papers.ts'
import { publicSuite } from './public.ts'
import { readingSuite } from './reading.ts'
import { togetherSuite } from './together.ts'
import { verifySuite } from './verify.ts'
import { witnessSuite } from './witness.ts'

/** A register that is running: all that the suite may know of it is its address. */
export type Running = { url: string; stop: () => Promise<unknown> }

/** One suite for every host, from outside. It leaves signings behind and may be run on the same register again. */
export function conformanceOf(name: string, start: () => Promise<Running>): void {
  describe(`a register on ${name}`, () => {
    let running: Running | undefined
    const url = () => {
      if (!running) throw new Error('the register has not been started')
      return running.url
    }
    beforeAll(async () => {
      running = await start()
    })
    afterAll(async () => {
      await running?.stop()
    })

    pageSuite(url)
    togetherSuite(url)
    publicSuite(url)
    apiSuite(url)
    logSuite(url)
    listSuite(url)
    witnessSuite(url)
    readingSuite(url)
    verifySuite(url)
    paperSuite(url)
    mistakeSuite(url)
    everyAnswerSuite(url)
  })
}
