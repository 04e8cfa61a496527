import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Errand } from './load.ts'

// Visitors live in a process of their own: what measures holds a whole register, and stops now and then to tidy its memory.

/** So many visitors at once, each waiting for an answer before the next question. */
const visitors = 16

process.on('message', (errand: Errand) => {
  void goOn(errand).then((answer) => process.send?.(answer))
})

async function goOn(errand: Errand): Promise<number | readonly number[]> {
  if (errand.do === 'rate') return rateOf(errand)
  return errand.do === 'waits' ? waitsOf(errand) : askAll(errand)
}

/** Answers a second over kept connections; every address has to be answered with 200. */
async function rateOf({ port, addresses, seconds, isNew }: Errand & { do: 'rate' }): Promise<number> {
  const end = performance.now() + seconds * 1000
  const begun = performance.now()
  const asked = isNew ? neverAsked(addresses) : inTurn(addresses)
  const counts = await Promise.all(Array.from({ length: visitors }, async () => visit(port, asked, end)))
  return counts.reduce((sum, one) => sum + one, 0) / ((performance.now() - begun) / 1000)
}

async function waitsOf({ port, addresses, perSecond, seconds }: Errand & { do: 'waits' }): Promise<readonly number[]> {
  const asked = inTurn(addresses)
  const begun = performance.now()
  const total = Math.floor(perSecond * seconds)
  const taken: number[] = []
  let next = 0
  const visitor = async () => {
    const socket = connect(port, 'localhost').setNoDelay()
    await once(socket, 'connect')
    while (next < total) {
      const due = begun + (next * 1000) / perSecond
      next += 1
      const { value } = asked.next()
      const early = due - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
      await ask(socket, value)
      taken.push(performance.now() - due)
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: visitors }, visitor))
  return taken
}

async function askAll({ port, addresses }: Errand & { do: 'once' }): Promise<number> {
  const left = addresses.values()
  await Promise.all(Array.from({ length: visitors }, async () => visit(port, left, Number.POSITIVE_INFINITY)))
  return addresses.length
}

/** Every address in turn, again and again. */
function* inTurn(addresses: readonly string[]): Generator<string, never> {
  for (;;) yield* addresses
}

/** The same pages under addresses that nobody has ever asked for. */
function* neverAsked(addresses: readonly string[]) {
  for (let n = 0; ; n += 1)
    for (const address of addresses) yield `${address}${address.includes('?') ? '&' : '?'}n=${n}`
}

async function visit(port: number, addresses: Iterator<string>, end: number): Promise<number> {
  const socket = connect(port, 'localhost').setNoDelay()
  await once(socket, 'connect')
  let count = 0
  while (performance.now() < end) {
    const { value, done } = addresses.next()
    if (done) break
    await ask(socket, value)
    count += 1
  }
  socket.destroy()
  return count
}

/** Reads no more of an answer than where it ends, so that the questions cost less than the answers. */
function ask(socket: Socket, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = -1
    const read = (chunk: Buffer) => {
      if (missing === -1) {
        const end = chunk.indexOf('\r\n\r\n')
        const head = chunk.toString('latin1', 0, end)
        const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
        if (end === -1 || !head.startsWith('HTTP/1.1 200') || length === undefined) {
          reject(new Error(`${address} was answered with ${head.slice(0, 300)}`))
          return
        }
        missing = Number(length) + end + 4
      }
      missing -= chunk.length
      if (missing > 0) return
      socket.off('data', read)
      resolve()
    }
    socket.on('data', read)
    socket.write(`GET ${address} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  })
}
