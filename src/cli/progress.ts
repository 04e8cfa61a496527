/** Tells how far long work has come, on the error stream so that results can be piped: a line that changes, or one now and then. */
export function makeProgress(stream: NodeJS.WriteStream = process.stderr) {
  const pace = stream.isTTY ? 100 : 5000
  let last = performance.now()
  const tell = (done: number, size: number) => {
    if (performance.now() - last < pace) return
    last = performance.now()
    const words = `${done.toLocaleString('en-GB')} of ${size.toLocaleString('en-GB')} entries`
    stream.write(stream.isTTY ? `\r${words}` : `${words}\n`)
  }
  const end = () => {
    if (stream.isTTY) stream.write('\r\u001b[K')
  }
  return { tell, end }
}
