import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { describeApi } from '../../src/api/document.ts'
import { problems } from '../../src/http/problem.ts'
import { appOf, routesOfApp } from '../support/app.ts'
import { drawRequest, shapeOfAddress, type Known, type Request } from '../support/ask-anything.ts'
import { checkAnswer } from '../support/document-check.ts'
import { Sheet, type Form } from '../support/client.ts'
import { clerk, everybody, setStage, type Stage } from '../support/stage.ts'

/**
 * A number in `BAD_INPUT_SEED` repeats the run that named it. The gate makes the same requests every time: what others find
 * is not the fault of whoever changes something else.
 */
const seed = Number(process.env['BAD_INPUT_SEED'] ?? (process.env['CI'] ? 50_146_642 : Date.now() % 2 ** 31))
const document = describeApi('https://register.example.org')
const registers = 10
const requests = 1000

it(
  `${registers * requests} requests, some sound and most not, never find the register at a loss (seed ${seed})`,
  { timeout: 900_000 },
  async () => {
    let [refused, done] = [0, 0]
    for (let n = 0; n < registers; n += 1) {
      const stage = await setStage()
      const known = await knownOf(stage)
      const app = appOf(stage.parts)
      for (const g of fc.sample(fc.gen(), { numRuns: requests, seed: seed + n * 1_000_003 })) {
        const request = drawRequest(g, known)
        const answer = await app.request(request.path, await initOf(stage, request))
        await checkAnswer(document, request.method, request.path, answer)
        const sheet = new Sheet(
          request.method,
          new URL(request.path, stage.parts.address),
          answer,
          new Uint8Array(await answer.arrayBuffer()),
        )
        const fault = faultOf(request, sheet)
        expect(
          fault && { fault, seed, ...request, status: sheet.status, text: sheet.html.slice(0, 1500) },
        ).toBeUndefined()
        if (sheet.status === 422) refused += 1
        if (request.method !== 'GET' && sheet.status < 400) done += 1
      }
      await stage.check()
      await assureNothingHalfWritten(stage)
      expect(stage.events.filter(({ kind }) => kind === 'defect' || kind === 'log-stopped')).toEqual([])
    }
    // Otherwise nothing got far enough in to break anything.
    expect([refused > 800, done > 400]).toEqual([true, true])
  },
)

const ProblemDocument = v.strictObject({
  type: v.pipe(v.string(), v.startsWith('/problems/')),
  title: v.pipe(v.string(), v.nonEmpty()),
  status: v.number(),
  detail: v.pipe(v.string(), v.nonEmpty()),
  errors: v.array(v.strictObject({ field: v.string(), words: v.pipe(v.string(), v.nonEmpty()) })),
})

/** What is wrong with an answer, if anything is. */
function faultOf(request: Request, sheet: Sheet): string | undefined {
  const { status, headers } = sheet
  if (status >= 500) return 'it is at a loss'
  if (headers.has('x-hostile')) return 'it has a header that somebody sent'
  if (status === 301 || status === 303) {
    return /^\/(?!\/)/.test(headers.get('location') ?? '') ? undefined : 'it leads elsewhere'
  }
  if (status < 400 || request.method === 'HEAD') return undefined
  // The protocol of witnesses answers in plain words, for whoever runs the log that asks.
  if (sheet.address.pathname.startsWith('/witness/') && headers.get('content-type')?.startsWith('text/'))
    return sheet.html === '' ? 'it says nothing' : undefined
  if (sheet.address.pathname.startsWith('/api/v1/') || headers.get('content-type') === 'application/problem+json')
    return faultOfProblem(sheet)
  if (!sheet.isPage || sheet.title === '' || sheet.heading === '' || sheet.text.length < 30)
    return 'it is no page that says what to do'
  if (/<script>hostile|<img src=x/.test(sheet.html)) return 'it is not escaped'
  // Somebody at the desk who makes up the address of an unfinished sign-up reads what is missing, and finds no field.
  const lost = [...sheet.mistakes.keys()].filter((field) => !sheet.ids.includes(field))
  if (lost.length > 0 && !(request.path.startsWith('/desk/sign-ups/') && sheet.forms.length === 0))
    return `a mistake leads nowhere: ${lost.join(', ')}`
  return status === 422 || status === 409 ? faultOfForm(request, sheet) : undefined
}

function faultOfProblem({ status, headers, html }: Sheet): string | undefined {
  if (headers.get('content-type') !== 'application/problem+json') return 'it is no problem document'
  const read = v.safeParse(ProblemDocument, JSON.parse(html))
  if (!read.success) return `it is no whole problem document: ${read.issues.map((issue) => issue.message).join(', ')}`
  const kind = Object.entries(problems).find(([name]) => `/problems/${name}` === read.output.type)
  return kind?.[1].status === status && read.output.status === status ? undefined : 'its status is not that of its type'
}

/** Never shown again: a code is no longer worth anything, a statement has to be read anew, and no page fills in a file. */
const forgotten = ['code', 'passkey', 'statement', 'file', 'files', 'scan']

function faultOfForm({ typed, body }: Request, sheet: Sheet): string | undefined {
  // What could not be read, or was too long to be read, is on no page.
  if (!typed || typeof body !== 'string' || body.length > 100_000) return undefined
  if (sheet.mistakes.size === 0) return 'it blames nothing'
  if (!sheet.title.startsWith('Error: ')) return 'its title does not begin with Error'
  const form = sheet.forms.find(
    (one) => one.method === 'post' && shapeOfAddress(one.action) === shapeOfAddress(sheet.address.pathname),
  )
  const lost = [...typed.keys()].filter(
    (name) => form?.offered.has(name) && !forgotten.includes(name) && form.values.get(name)?.[0] !== typed.get(name),
  )
  return lost.length > 0 ? `it has lost what was typed as ${lost.join(', ')}` : undefined
}

async function initOf(
  { parts, seat, signUps }: Stage,
  { method, headers, body, person, path }: Request,
): Promise<RequestInit> {
  const signUp = Object.values(signUps).find((id) => path.includes(id))
  const token = await seat(person, signUp)
  const cookies = ['preparer', 'invited', 'signatory', 'desk'].map((name) => `${name}=${token}`)
  const seated = token === undefined ? {} : { authorization: `Bearer ${token}`, cookie: cookies.join('; ') }
  return { method, headers: { origin: parts.address, ...seated, ...headers }, ...(body !== undefined && { body }) }
}

/** What there is to ask for, and the forms of every page that somebody can open. */
async function knownOf(stage: Stage): Promise<Known> {
  const invitation = (await stage.mailbox(clerk)).find(({ text }) => text.includes('/sign/links/'))?.text ?? ''
  const parameters = {
    id: [...Object.values(stage.signUps), stage.draft, stage.campaign],
    token: [/\/sign\/links\/(\S+)/.exec(invitation)?.[1] ?? '', stage.deskLink.split('/').at(-1) ?? '', stage.stop],
    edition: ['shropshire-compact-2014'],
    slug: ['shropshire-compact-2014', 'accepted-parish-council'],
    file: ['EX-00001.pdf', 'shropshire-compact-2014.en.md'],
    reference: ['EX-00001', 'ex-00001'],
    index: ['0', '7'],
    path: ['0/000.p/6', 'entries/000.p/6'],
    kind: ['overtaken'],
    number: ['2'],
    report: [stage.report],
    invitation: [stage.invited],
    prospect: [stage.prospect],
    passkey: [stage.passkey.id],
  }
  const routes = routesOfApp()
  const app = appOf(stage.parts)
  const forms = new Map<string, Form>()
  for (const { path } of routes.filter(({ method }) => method === 'GET')) {
    for (const person of everybody) {
      const address = path.replaceAll(/:(\w+)(\{.*?\}(?=\/|$))?/g, (_all, name: keyof typeof parameters) =>
        name === 'id' ? idFor(stage, path) : (parameters[name]?.at(isInvitation(path) ? -1 : 0) ?? 'x'),
      )
      const answer = await app.request(
        address,
        await initOf(stage, { route: path, method: 'GET', path: address, person, headers: {} }),
      )
      const sheet = new Sheet(
        'GET',
        new URL(address, stage.parts.address),
        answer,
        new Uint8Array(await answer.arrayBuffer()),
      )
      for (const form of sheet.forms) forms.set(shapeOfAddress(form.action), form)
    }
  }
  return { routes, parameters, forms }
}

/** Whether a token in an address is that of an invitation, the last of those that are known. */
function isInvitation(path: string): boolean {
  return path.startsWith('/sign/invitations')
}

/** What an id in an address stands for. */
function idFor({ draft, campaign, signUps }: Stage, path: string): string {
  if (path.startsWith('/desk/campaigns')) return campaign
  if (path.startsWith('/desk/drafts')) return draft
  return signUps[path.startsWith('/desk') ? 'signed' : 'begun']
}

/** Whatever names something else names something that is there. */
async function assureNothingHalfWritten({ parts: { db } }: Stage): Promise<void> {
  const orphans = await db.$client.batch([
    `SELECT id FROM links WHERE subject NOT IN (SELECT id FROM sign_ups UNION SELECT id FROM coordinators UNION SELECT id FROM invitations)`,
    `SELECT id FROM codes WHERE subject NOT IN (SELECT id FROM links UNION SELECT id FROM coordinators UNION SELECT id FROM sessions)`,
    `SELECT id FROM sessions WHERE subject NOT IN (SELECT id FROM links UNION SELECT id FROM sign_ups UNION SELECT id FROM coordinators)`,
    `SELECT id FROM mails WHERE link NOT IN (SELECT id FROM links) OR code NOT IN (SELECT id FROM codes)`,
    `SELECT sign_up FROM acts WHERE sign_up NOT IN (SELECT id FROM sign_ups)`,
    `SELECT id FROM sign_ups WHERE NOT EXISTS (SELECT 1 FROM links WHERE subject = sign_ups.id AND purpose = 'resume')`,
    `SELECT id FROM sign_ups WHERE sent_at IS NOT NULL AND closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM links WHERE subject = sign_ups.id AND purpose = 'signature')
      AND NOT EXISTS (SELECT 1 FROM scans WHERE sign_up = sign_ups.id)`,
  ])
  expect(orphans.map(({ rows }) => rows)).toEqual(orphans.map(() => []))
}
