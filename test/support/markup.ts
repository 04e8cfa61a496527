import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'

const run = promisify(execFile)
const require = createRequire(import.meta.url)
const jar = require.resolve('vnu-jar/build/dist/vnu.jar')

const Report = v.object({
  messages: v.array(
    v.object({ url: v.string(), type: v.string(), lastLine: v.optional(v.number()), message: v.string() }),
  ),
})

// It lives for seconds: there is no time to make the best of its code, and the schema needs a deep stack all the same.
const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss4m']

/** What is no fault, each with its reason. */
const excepted = [
  // The renderer of our pages closes void elements; every attribute of theirs is in quotes.
  /^Trailing slash on void elements has no effect/,
  // The design system's own markup of its menu button says both.
  /^Attribute “aria-hidden” is unnecessary for elements that have attribute “hidden”/,
  // And of a date in three fields: browsers differed in what a fieldset is.
  /^The “group” role is unnecessary for element “fieldset”/,
]

/** What the Nu HTML checker says of some pages, warnings too. One machine reads them all: it takes a second to start. */
export async function findFaults(pages: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'markup-'))
  const names = [...pages.keys()]
  const files = names.map((_name, n) => join(folder, `${n}.html`))
  await Promise.all(names.map((name, n) => writeFile(files[n] ?? '', pages.get(name) ?? '')))
  const { stderr } = await run('java', [...quick, '-jar', jar, '--format', 'json', '--exit-zero-always', ...files], {
    maxBuffer: 100_000_000,
  })
  await rm(folder, { recursive: true })
  return v
    .parse(Report, JSON.parse(stderr))
    .messages.filter(({ message }) => !excepted.some((one) => one.test(message)))
    .map(({ url, type, lastLine, message }) => {
      const name = names[Number(basename(url, '.html'))]
      return `${name}, line ${lastLine ?? 0}: ${type}: ${message}`
    })
}
