import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { composition, formatRow, rooms, type Row } from './support/rooms.ts'

const top = join(import.meta.dirname, '..')
const files = globSync('**/*.{ts,tsx}', { cwd: join(top, 'src') })
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted()
const text = new Map(files.map((file) => [file, readFileSync(join(top, 'src', file), 'utf8')]))
const code = new Map([...text].map(([file, source]) => [file, withoutComments(source)]))

describe('a room imports itself, and what its row of the plan names', () => {
  it.each([...rooms])('%s', (room, row) => {
    const strangers = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => importsOf(file).filter((target) => !allows(room, row, file, target)))
    expect(strangers, `${room} may import itself and ${formatRow(row) || 'nothing else'}`).toEqual([])
  })

  it('and every file is in a room that has one', () => {
    const homeless = files.filter((file) => !file.endsWith('.d.ts') && !rooms.has(roomOf(file)))
    expect(homeless.filter((file) => !file.startsWith('cli/'))).toEqual(composition.toSorted())
  })

  it('and every package that a row names is one of ours', () => {
    const { dependencies }: { dependencies: object } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))
    const known = Object.keys(dependencies)
    const named = [...rooms.values()].flatMap(({ packages }) => packages)
    expect(named.filter((name) => !known.some((one) => matches(name, one)))).toEqual([])
  })
})

it('the driver of the database and its engine are imported in one file each, the engine on machines alone', () => {
  const importing = (name: string) => files.filter((file) => importsOf(file).includes(name))
  const inProcess = 'storage/prepared-version.ts'
  const onThreads = 'storage/backup-folder.ts'
  expect(['@libsql/client', 'libsql', 'libsql/promise'].map(importing)).toEqual([
    ['storage/database.ts'],
    [inProcess],
    [onThreads],
  ])
  expect(reachedFrom('worker.ts').filter((file) => [inProcess, onThreads].includes(file))).toEqual([])
})

it('nothing that the verifier of the command line reaches needs a bundler', () => {
  const reached = existsSync(join(top, 'src/cli/verify.ts')) ? reachedFrom('cli/verify.ts') : []
  expect(reached.filter((file) => !file.endsWith('.ts'))).toEqual([])
})

describe('files', () => {
  it('have at most 300 lines: a longer one is two things', () => {
    const lengths = [...text].map(([file, source]) => ({ file, lines: source.split('\n').length - 1 }))
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
  })

  it('are named after what is in them', () => {
    const grabBag = /(^|\/)(utils?|helpers?|common|misc|types|constants|index)\.tsx?$/
    expect(files.filter((file) => grabBag.test(file))).toEqual([])
    expect(
      files.filter((file) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.tsx?$/.test(file)),
    ).toEqual([])
  })
})

describe('time, chance and the network come in as arguments', () => {
  it.each([
    ['clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/],
    ['chance', /\bMath\.random\b|\bgetRandomValues\b|\brandomBytes\b|\brandomUUID\b/],
    ['network', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/],
    ['console', /\bconsole\./],
  ])('no %s in core, log, certificate and verify', (_what, pattern) => {
    expect(where(pattern).filter((file) => ['core', 'log', 'certificate', 'verify'].includes(roomOf(file)))).toEqual([])
  })
})

describe('settings', () => {
  it('are read in env.ts alone: a program only hands it what its host brings', () => {
    expect(where(/(?<!\bread[A-Z]\w*\()\bprocess\.env\b|\bprocess\.env(?!\))/)).toEqual([])
    const handing = where(/\bprocess\.env\b/)
    expect(handing.filter((file) => file !== 'node.ts' && !file.startsWith('cli/'))).toEqual([])
  })
})

describe('pages', () => {
  it('are escaped: only the whole document is written as HTML', () => {
    expect(where(/dangerouslySetInnerHTML|\.innerHTML\b|(?<!\.)\braw\(/)).toEqual([])
    expect(files.filter((file) => importsOf(file).includes('hono/html'))).toEqual(['web/page.tsx'])
  })

  it('and the API read what somebody sent through http/parse.ts', () => {
    const parsing = where(/\bv\.(safeParse|parse|safeParser|parser|is|assert)\(/)
    expect(parsing.filter((file) => ['web', 'api'].includes(roomOf(file)))).toEqual([])
  })
})

it('what an agreement, a sector or a register is called is said by its keeper, and never by the code', () => {
  const local = /\bCompacts?\b|\bAccords?\b|\bShropshire\b|\bVCF?SE?\b|\b[Vv]oluntary (and|or|sector)\b/
  // The demonstration is somebody's register too, and a setting has a default.
  expect(where(local).filter((file) => file !== 'demonstration.ts')).toEqual(['env.ts'])
})

/** Each has a reason: an answer to somebody, or a border where a foreign exception becomes ours. Nobody catches to be safe. */
const catching = new Map([
  ['actions/ask-authority.ts', 'an authority that does not answer is in trouble, and the next one is asked'],
  ['actions/ask-list.ts', 'a list of revoked certificates that does not come is none, and a certificate waits for it'],
  ['actions/ask-website.ts', 'a website that does not answer is silent, and nobody else is'],
  ['actions/ask-witness.ts', 'a witness that does not answer well is in trouble, and nobody else is'],
  ['actions/parts.ts', 'an act that was overtaken is decided anew'],
  ['certificate/face.ts', 'a font that cannot be read is malformed'],
  ['certificate/parse-asn1.ts', 'the library throws its own kinds'],
  ['certificate/read-cms.ts', 'the library throws its own kinds'],
  ['certificate/verify-signature.ts', 'a key that the platform does not take has signed nothing'],
  ['cli/command.ts', 'answers on the command line'],
  ['credentials/verify-detached.ts', 'the library throws its own kinds'],
  ['encoding/base64.ts', 'the platform throws its own kind'],
  ['encoding/canonical-json.ts', 'the platform throws its own kind'],
  ['encoding/malformed.ts', 'for whoever answers instead of throwing'],
  ['encoding/utf8.ts', 'the platform throws its own kind'],
  ['encoding/zip.ts', 'the library throws its own kinds'],
  ['encoding/zlib.ts', 'the library throws its own kind'],
  ['http/guard.ts', 'what a borrowed guard throws is refused in plain words'],
  ['http/parse.ts', 'what cannot be read is refused in plain words'],
  ['jobs/schedule.ts', 'a job that fails is reported, and the others go on'],
  ['keys/passkey-assertion.ts', 'the library throws its own kinds'],
  ['keys/passkey.ts', 'the library throws its own kinds'],
  ['keys/sealed-text.ts', 'the platform throws its own kind'],
  ['mail/notify.ts', 'a carrier whose answer cannot be read has answered with its status'],
  ['node.ts', 'a refused setting is said plainly'],
  ['serve.ts', 'work behind an answer is reported'],
  ['storage/database.ts', 'what the tables object to is answered'],
  ['storage/mark-file.ts', 'a mark that is not there yet is no mark'],
  ['web/browser/passkey.ts', 'whoever is asked for a passkey may say no'],
  ['web/browser/read-register.ts', 'a register that does not answer has nothing'],
  ['web/browser/signing-passkey.ts', 'whoever is asked for a passkey may say no'],
  ['web/read-act.ts', 'every wrong field of a form is told at once'],
  ['web/read-paper.ts', 'every wrong field of both people on a sheet is told at once'],
  ['worker.ts', 'a start that failed is tried again; work behind an answer is reported'],
])

it('catching is done where there is a reason for it', () => {
  expect(where(/\bcatch\b/)).toEqual([...catching.keys()])
})

function allows(room: string, row: Row, file: string, target: string): boolean {
  if (target.startsWith('node:')) return ['storage/mark-file.ts', 'storage/backup-folder.ts'].includes(file)
  if (!target.startsWith('./')) return row.packages.some((name) => matches(name, target))
  const path = target.slice(2)
  return roomOf(path) === room || row.rooms.some((name) => path.startsWith(`${name}/`) || path === `${name}.ts`)
}

/** What a file imports: our own as `./room/file.ts`, whichever file asks; packages as they are written. */
function importsOf(file: string): string[] {
  const source = code.get(file) ?? ''
  const named = source.matchAll(/^(?:import|export)\s[^'"`;=]*?from\s+'([^']+)'/gm)
  const bare = source.matchAll(/^import\s+'([^']+)'/gm)
  const called = source.matchAll(/\bimport\('([^']+)'\)/g)
  return [...named, ...bare, ...called].map(([, target = '']) => {
    if (!target.startsWith('.')) return target
    return `./${posix.join(dirname(file), target).replace(/^\.\.\//, '')}`
  })
}

function reachedFrom(start: string): string[] {
  const reached = new Set([start])
  for (const file of reached) {
    for (const target of importsOf(file)) if (target.startsWith('./')) reached.add(target.slice(2))
  }
  return [...reached]
}

/** Whether a name of the plan, perhaps a whole scope, means this package or a part of it. */
function matches(name: string, target: string): boolean {
  return name.endsWith('/*') ? target.startsWith(name.slice(0, -1)) : target === name || target.startsWith(`${name}/`)
}

function roomOf(file: string): string {
  if (file.startsWith('web/browser/')) return 'web/browser'
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : ''
}

function where(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(code.get(file) ?? ''))
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}
