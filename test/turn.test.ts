import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { linesPerTurn, oncePerTurn } from '../src/turn.ts'

it('what is asked once in a turn is asked again in the next', async () => {
  let times = 0
  const ask = oncePerTurn(() => (times += 1))
  expect([ask(), await Promise.resolve().then(ask), ask()]).toEqual([1, 1, 1])
  await nextTurn()
  expect([ask(), ask()]).toEqual([2, 2])
})

it('what cannot be answered is asked again at once', () => {
  let times = 0
  const ask = oncePerTurn(() => {
    times += 1
    if (times === 1) throw new Error('busy')
    return times
  })
  expect(ask).toThrow('busy')
  expect(ask()).toBe(2)
})

it('the lines of a turn are written together, in their order, and each once', async () => {
  const written: string[] = []
  const say = linesPerTurn((text) => written.push(text))
  say('one')
  say('two')
  expect(written).toEqual([])
  await nextTurn()
  expect(written).toEqual(['one\ntwo\n'])
  say('three')
  await nextTurn()
  expect(written).toEqual(['one\ntwo\n', 'three\n'])
})

it('what waits is written as the process ends', () => {
  const written: string[] = []
  const before = process.listeners('exit')
  linesPerTurn((text) => written.push(text))('last')
  for (const listener of process.listeners('exit')) if (!before.includes(listener)) listener(0)
  expect(written).toEqual(['last\n'])
})
