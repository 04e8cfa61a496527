import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringHostile } from '../log/hostile-inputs.ts'
import { findFreePort, startEdgeHost } from '../support/edge-host.ts'
import { openEdgeRegister } from '../support/open-edge.ts'
import { measureAppends } from './appends.ts'
import { measureBundle } from './bundle.ts'
import { measureCertificates, measureOnWorkerd } from './certificate.ts'
import { measureDesk, measureWave } from './desk.ts'
import { measureList } from './list.ts'
import { compareLogs, type Work } from './long-log.ts'
import { measureOutbox } from './outbox.ts'
import { measurePages } from './pages.ts'
import { measurePublishing } from './publishing.ts'
import { measureAudit } from './verify.ts'

type Figure = { name: string; value: number; unit: string; goal: string; met: boolean }

const [only, size = '100000'] = process.argv.slice(2)
/** Of the larger register whose pages are measured; the smaller one has a hundredth. */
const bodies = Number(size)

/** Figures by name: `npm run bench -- NAME` measures one, `npm run bench -- pages 2000` a smaller register. */
const benches: Record<string, () => Promise<Figure[]>> = {
  'edge-start': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const port = await findFreePort()
    const { front, keys } = await openEdgeRegister(folder, `http://localhost:${port}`)
    const starts: number[] = []
    for (let n = 0; n < 5; n += 1) {
      const begun = performance.now()
      const host = await startEdgeHost({ databaseUrl: front.url, folder, port, bindings: { REGISTER_KEYS: keys } })
      const answer = await fetch(`${host.url}/`)
      if (!answer.ok) throw new Error(`the first answer was ${answer.status}`)
      await answer.text()
      starts.push(performance.now() - begun)
      await host.stop()
    }
    await front.close()
    await rm(folder, { recursive: true })
    return [figure('edge start to first page, median of five', median(starts), 'ms', 'quoted', true)]
  },
  certificate: async () => {
    const { turns, judged } = measureCertificates()
    const [first = {}] = turns
    const of = (name: string) => median(turns.map((turn) => turn[name] ?? Number.NaN))
    const share = (name: string, by: string) =>
      median(turns.map((turn) => (turn[name] ?? Number.NaN) / (turn[by] ?? Number.NaN)))
    const goals: Record<string, number> = { '@libpdf/core': 10, '@signpdf/signpdf': 100 }
    const peers = Object.keys(first).filter((name) => name.startsWith('@'))
    const sealed = share('sealed', 'raw')
    const made = of('made')
    const onWorkerd = median(await measureOnWorkerd())
    return [
      ...Object.keys(first).map((name) => figure(`certificates: ${name}`, of(name), '/s', 'quoted', true)),
      figure('certificates laid out and sealed', made, '/s', 'at least 150', made >= 150),
      ratio('certificate that is laid out already, sealed ÷ raw ECDSA', sealed, 'at least 0.25', sealed >= 0.25),
      ratio('certificate, laid out and sealed ÷ raw ECDSA', share('made', 'raw'), 'quoted', true),
      ratio('the same, 16 at once', share('made, 16 at once', 'raw, 16 at once'), 'quoted', true),
      // Others are given a page that is laid out, and so are we.
      ...peers.flatMap((name) => {
        const [goal, times] = [goals[name.split(' ')[0] ?? ''] ?? 1, share('sealed', name)]
        return [
          ratio(`page sealed ÷ the same page by ${name}`, times, `at least ${goal}`, times >= goal),
          ratio(`page laid out and sealed ÷ the same page sealed by ${name}`, share('made', name), 'quoted', true),
        ]
      }),
      ...judged.map(({ by, way, lacks }) =>
        figure(`${by}, ${way}: lacks for B-B ${lacks.join('; ')}`, lacks.length, '', 'at least 1', lacks.length > 0),
      ),
      figure('certificate on workerd', onWorkerd, 'ms', 'at most 10', onWorkerd <= 10),
    ]
  },
  verify: async () => {
    const { audit, bare, go, megabytes, replayed } = await measureAudit(1_000_000)
    return [
      figure('bare SHA-256 of a log of 1,000,000 entries', bare, 'ms', 'quoted', true),
      figure('Go’s verifier', go, 'ms', 'quoted', true),
      figure('audit', audit, 'ms', 'quoted', true),
      ratio('audit ÷ bare SHA-256', audit / bare, 'at most 1.5', audit <= bare * 1.5),
      ratio('audit ÷ Go’s verifier', audit / go, 'at most 3', audit <= go * 3),
      figure('memory of the audit', megabytes, 'MB', 'at most 400', megabytes <= 400),
      figure(
        `${replayed.entries.toLocaleString('en-GB')} entries replayed`,
        replayed.milliseconds,
        'ms',
        'quoted',
        true,
      ),
    ]
  },
  parsers: async () => {
    const begun = performance.now()
    const { read, refused, broken } = bringHostile(1_000_000, 2)
    const perSecond = 1_000_000_000 / (performance.now() - begun)
    for (const one of broken.slice(0, 10)) console.error(JSON.stringify(one))
    return [
      figure('hostile inputs, all parsers', perSecond, '/s', 'quoted', true),
      figure('hostile inputs printed as they were read', read, '', 'quoted', true),
      figure('hostile inputs refused as malformed', refused, '', 'quoted', true),
      figure('hostile inputs that were neither', broken.length, '', '0', broken.length === 0),
    ]
  },
  bundle: async () => {
    const taken = await measureBundle()
    const [node, chromium] = [median(taken.node), median(taken.chromium)]
    return [
      figure('one bundle judged, Node, median of 40', node, 'ms', 'at most 50', node <= 50),
      figure(
        'one bundle judged, Chromium, a new page each time, median of 10',
        chromium,
        'ms',
        'at most 150',
        chromium <= 150,
      ),
    ]
  },
  list: async () => {
    const { bodies: listedBodies, replayed, listed } = measureList(100_000)
    const of = `of ${listedBodies.toLocaleString('en')} bodies`
    return [
      figure(`entries ${of} replayed, best of three`, replayed, 'ms', 'quoted', true),
      figure(`bare list ${of} from rows, best of three`, listed, 'ms', 'at most 2,000', listed <= 2000),
      figure(`bare list ${of} from entries`, replayed + listed, 'ms', 'at most 2,000', replayed + listed <= 2000),
    ]
  },
  append: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const measured = await measureAppends(folder)
    await rm(folder, { recursive: true })
    const words = { bare: 'an entry alone', whole: 'an entry with disclosures and views' }
    const goals = { bare: { rate: 800, p99: 100 }, whole: { rate: 500, p99: 250 } }
    return measured.flatMap(({ kind, appended, raw, together, p99 }) => {
      const [name, goal] = [words[kind], goals[kind]]
      return [
        figure(`${name}, appended`, appended, '/s', 'quoted', true),
        figure(`${name}, inserted by the driver`, raw, '/s', 'quoted', true),
        ratio(`${name}, appended ÷ inserted`, appended / raw, 'at least 0.8', appended >= raw * 0.8),
        figure(`${name}, eight writers`, together, '/s', `at least ${goal.rate}`, together >= goal.rate),
        figure(`${name}, eight writers, p99`, p99, 'ms', `at most ${goal.p99}`, p99 <= goal.p99),
      ]
    })
  },
  log: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const { firstCheckpoint, compared } = await compareLogs(folder, 1000, 1_000_000)
    await rm(folder, { recursive: true })
    const first = figure('first checkpoint of 1,000,000 entries', firstCheckpoint, 'ms', 'quoted', true)
    const quoted: readonly Work[] = ['bundle', 'checkpoint']
    const works = compared.flatMap(({ name, short, long }) => {
      const goal = quoted.includes(name) ? 'quoted' : 'at most 1.2'
      const quick = name === 'tile' ? 'at most 10' : 'quoted'
      return [
        figure(`${name} at 1,000 entries`, short, 'ms', 'quoted', true),
        figure(`${name} at 1,000,000 entries`, long, 'ms', quick, quick === 'quoted' || long <= 10),
        ratio(`${name} at 1,000,000 ÷ at 1,000`, long / short, goal, goal === 'quoted' || long <= short * 1.2),
      ]
    })
    return [first, ...works]
  },
  outbox: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const { outbox, alone, together } = await measureOutbox(folder)
    await rm(folder, { recursive: true })
    return [
      figure('mails to an SMTP server by the library alone, one connection', alone, '/s', 'quoted', true),
      figure('the same, five connections', together, '/s', 'quoted', true),
      figure('mails out of the outbox', outbox, '/s', 'quoted', true),
      ratio('outbox ÷ library alone', outbox / alone, 'at least 0.8', outbox >= alone * 0.8),
    ]
  },
  desk: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const measured = await measureDesk(folder, 20_000)
    await rm(folder, { recursive: true })
    return measured.flatMap(({ name, waits, changed }) => {
      const p99 = percentile(waits, 0.99)
      return [
        figure(`${name}, 20,000 bodies in a campaign, p99`, p99, 'ms', 'at most 50', p99 <= 50),
        figure(`${name}, right after a change, median`, median(changed), 'ms', 'quoted', true),
      ]
    })
  },
  wave: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'))
    const taken = await measureWave(folder, 5000)
    await rm(folder, { recursive: true })
    return [figure('a wave of 5,000 invitations, queued', taken, 'ms', 'at most 2,000', taken <= 2000)]
  },
  publishing: async () => {
    const measured: Figure[] = []
    for (const [writers, each] of [
      [1, 20],
      [8, 5],
    ] as const) {
      const folder = await mkdtemp(join(tmpdir(), 'bench-'))
      const p95 = percentile(await measurePublishing(folder, writers, each), 0.95)
      await rm(folder, { recursive: true })
      measured.push(
        figure(`write → published checkpoint, ${writers} at once, p95`, p95, 'ms', 'at most 2,000', p95 <= 2000),
      )
    }
    return measured
  },
  pages: async () => {
    const goals: Record<string, number> = { list: 0.5, search: 0.2, 'body page': 0.5, 'as-at page': 0.2 }
    const [few, many] = [Math.ceil(bodies / 100), bodies]
    const small = await measurePages(few)
    return (await measurePages(many)).flatMap(({ name, kept, made, raw, p99 }) => {
      const goal = goals[name] ?? 0
      const before = small.find((one) => one.name === name)
      const [shareOfFew, share] = [before ? before.kept / before.raw : Number.NaN, kept / raw]
      return [
        figure(`${name}, of ${many} bodies`, kept, '/s', 'quoted', true),
        figure(`${name}, never asked for before`, made, '/s', 'quoted', true),
        figure(`${name}, same bytes from memory`, raw, '/s', 'quoted', true),
        ratio(`${name} ÷ same bytes`, share, `at least ${goal}`, share >= goal),
        ratio(`${name}, never asked for ÷ same bytes`, made / raw, 'quoted', true),
        figure(`${name}, at half that load, p99`, p99, 'ms', 'at most 25', p99 <= 25),
        ratio(`${name} ÷ same bytes, of ${few} bodies`, shareOfFew, `at least ${goal}`, shareOfFew >= goal),
        ratio(`${name}, of ${few} ÷ of ${many}`, shareOfFew / share, 'at most 1.5', shareOfFew / share <= 1.5),
        ratio(`${name}, never asked for, of ${few} ÷ of ${many}`, (before?.made ?? Number.NaN) / made, 'quoted', true),
      ]
    })
  },
}

const figures: Figure[] = []
for (const [name, bench] of Object.entries(benches)) if (!only || only === name) figures.push(...(await bench()))
console.table(figures)
await writeFile('.out/bench.json', `${JSON.stringify(figures, null, 2)}\n`)

function figure(name: string, value: number, unit: string, goal: string, met: boolean): Figure {
  return { name, value: round(value, 10), unit, goal, met }
}

function ratio(name: string, value: number, goal: string, met: boolean): Figure {
  return { name, value: round(value, 100), unit: '', goal, met }
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
}
