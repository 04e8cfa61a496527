import { join } from 'node:path'
import { prolongCertificates } from '../../src/actions/prolong-certificates.ts'
import { embeddedParts, findKeys, prepareFolder } from '../../src/embedded.ts'
import { readSettings } from '../../src/env.ts'

// A register that is started on a folder and has its certificates time-stamped.
const settings = readSettings(process.env)
const db = await prepareFolder(settings, join(import.meta.dirname, '../../drizzle'))
const host = { later: () => undefined, report: (event: unknown) => console.error(JSON.stringify(event)) }
await prolongCertificates(await embeddedParts(settings, db, host, (await findKeys(settings)) ?? ''))
console.log('prolonged')
