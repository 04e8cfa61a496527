import { SMTPServer } from 'smtp-server'

// An SMTP server that takes everything and keeps nothing, in a process of its own.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, end) => {
    stream.on('end', () => end())
    stream.resume()
  },
})
const listening = server.listen(0, '127.0.0.1', () => {
  const address = listening.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
})
