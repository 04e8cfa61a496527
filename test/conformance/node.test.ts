import { startEmbeddedHost } from '../support/embedded-host.ts'
import { conformanceOf } from './conformance-of.ts'

const running = process.env['CONFORMANCE_URL']

// With CONFORMANCE_URL, whatever host is at that address is judged instead of one of our own.
if (running === undefined) conformanceOf('the embedded host', () => startEmbeddedHost({}))
else conformanceOf(running, async () => ({ url: running, stop: async () => undefined }))
