import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build, transform, type BuildOptions } from 'esbuild'

const root = join(import.meta.dirname, '../..')
const out = join(root, '.out')
// The root of the site's own files on either host.
const assets = join(out, 'public/assets')
const require = createRequire(import.meta.url)

const started = performance.now()
await mkdir(assets, { recursive: true })
const [css, js, verify, audit, passkey, offline, icon, card, programs] = await Promise.all([
  bundleStyle(),
  bundleBehaviour(),
  bundleScript('verify', { entryPoints: ['src/web/browser/verify.ts'] }),
  bundleScript('audit', { entryPoints: ['src/web/browser/audit.ts'] }),
  bundleScript('passkey', { entryPoints: ['src/web/browser/passkey.ts'] }),
  bundleOffline(),
  bundleArt('icon', 'svg'),
  bundleArt('card', 'png'),
  bundlePrograms(),
])
const files = { css, js, verify, audit, passkey, offline, icon, card }
await writeWhole(join(assets, 'manifest.json'), `${JSON.stringify(files)}\n`)
console.log(`Bundled ${programs} programs, ${css} and ${js} in ${Math.round(performance.now() - started)} ms.`)

/** The design system's style in our typeface, then ours. */
async function bundleStyle() {
  const [system, ours, faces] = await Promise.all([
    readFile(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8'),
    readFile(join(root, 'src/web/style.css'), 'utf8'),
    bundleFaces(),
  ])
  const style = await transform([...faces, withoutMarks(system), ours].join('\n'), { loader: 'css', minify: true })
  return writeAsset('register', 'css', style.code)
}

/** Takes out what belongs to GOV.UK alone: its typeface, and the Crown's arms beside a copyright line we do not show. */
function withoutMarks(style: string) {
  const plain = style
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/font-family:"?GDS Transport"?[^;}]*/g, 'font-family:var(--register-typeface)')
    .replaceAll(/(?:-webkit-mask-image|mask-image|background-image):url\([^)]*crest[^)]*\);?/g, '')
  const left = /GDS Transport|url\((?!data:)[^)]*\)/.exec(plain)
  if (left) throw new Error(`The design system's style has changed: it still says ${left[0]}`)
  return plain
}

/** A reader's browser fetches only the scripts and weights that the page has letters of. */
async function bundleFaces() {
  const ranges: Record<string, string> = JSON.parse(
    await readFile(require.resolve('@fontsource/source-sans-3/unicode.json'), 'utf8'),
  )
  const faces = Object.entries(ranges).flatMap(([script, range]) =>
    [400, 600, 700].map((weight) => ({ script, range, weight })),
  )
  return Promise.all(
    faces.map(async ({ script, range, weight }) => {
      const name = `source-sans-3-${script}-${weight}-normal`
      const file = await writeAsset(
        name,
        'woff2',
        await readFile(require.resolve(`@fontsource/source-sans-3/files/${name}.woff2`)),
      )
      return `@font-face{font-family:"Source Sans 3";font-style:normal;font-display:swap;font-weight:${weight};src:url(${file}) format("woff2");unicode-range:${range}}`
    }),
  )
}

/** The behaviour of the components we use. Every page works without it. */
async function bundleBehaviour() {
  const components = [
    'Button',
    'Checkboxes',
    'ErrorSummary',
    'NotificationBanner',
    'Radios',
    'ServiceNavigation',
    'SkipLink',
  ]
  const contents = `import { createAll, ${components.join(', ')} } from 'govuk-frontend'
    for (const component of [${components.join(', ')}]) createAll(component)`
  return bundleScript('register', { stdin: { contents, resolveDir: root } })
}

/** What runs in a visitor's browser. */
async function bundleScript(name: string, source: Source) {
  return writeAsset(name, 'js', await bundleText(source, 'esm'))
}

type Source = Pick<BuildOptions, 'stdin' | 'entryPoints'>

async function bundleText(source: Source, format: 'esm' | 'iife') {
  const { outputFiles } = await build({
    ...source,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format,
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** One page with everything in it, which may run its own script and style and ask nobody for anything. */
async function bundleOffline() {
  const [page, plain, code] = await Promise.all([
    readFile(join(root, 'templates/verify/page.html'), 'utf8'),
    readFile(join(root, 'templates/verify/style.css'), 'utf8'),
    bundleText({ entryPoints: ['src/web/browser/offline.ts'] }, 'iife'),
  ])
  const style = (await transform(plain, { loader: 'css', minify: true })).code.trim()
  const script = code.trim()
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const rules = ["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`]
  const parts = { script, style, policy: [...rules, "base-uri 'none'", "form-action 'none'"].join('; ') }
  const whole = Object.entries(parts).reduce((text, [name, part]) => text.replace(`{${name}}`, () => part), page)
  // Asked for under a name without `.html`, it is served to nobody as a page.
  return writeAsset('offline', 'txt', whole)
}

async function bundleArt(name: string, extension: string) {
  return writeAsset(name, extension, await readFile(join(root, `templates/art/${name}.${extension}`)))
}

/** The host and the commands: Node runs neither `.tsx` nor imports of text. */
async function bundlePrograms() {
  const entryPoints = globSync(['src/node.ts', 'src/cli/*.ts'], { cwd: root, exclude: ['src/cli/bundle.ts'] })
  if (entryPoints.length === 0) return 0
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    write: false,
    outdir: out,
    outbase: 'src',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.md': 'text', '.css': 'text', '.ttf': 'binary', '.jpg': 'binary' },
    logLevel: 'warning',
  })
  await mkdir(join(out, 'cli'), { recursive: true })
  await Promise.all(outputFiles.map(async ({ path, contents }) => writeWhole(path, contents)))
  return entryPoints.length
}

/** The name changes with the contents, so that it may be kept for ever. Older ones stay: pages that name them are still about. */
async function writeAsset(name: string, extension: string, contents: string | Uint8Array) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10)
  const file = `${name}-${hash}.${extension}`
  await writeWhole(join(assets, file), contents)
  return file
}

/** Another host may be reading or starting: it finds the whole file or the one before. */
async function writeWhole(path: string, contents: string | Uint8Array) {
  const unfinished = join(out, `${basename(path)}.${process.pid}`)
  await writeFile(unfinished, contents)
  await rename(unfinished, path)
}
