/**
 * Asks once in a turn of the event loop, however many want to know. Whoever is answered in a turn has asked before anybody
 * could be told what was done in it.
 */
export function oncePerTurn<Value>(ask: () => Value): () => Value {
  let known: { value: Value } | undefined
  return () => {
    if (known) return known.value
    known = { value: ask() }
    setImmediate(() => (known = undefined))
    return known.value
  }
}

/** Writes the lines of a turn of the event loop at once, at the latest as the process ends of its own accord. */
export function linesPerTurn(write: (text: string) => void): (line: string) => void {
  let waiting: string[] = []
  const flush = () => {
    if (waiting.length > 0) write(waiting.join(''))
    waiting = []
  }
  process.once('exit', flush)
  return (line) => {
    if (waiting.length === 0) setImmediate(flush)
    waiting.push(`${line}\n`)
  }
}
