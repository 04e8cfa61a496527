import type { Spot } from '../certificate/document-plot.ts'
import { findUnsettable } from '../certificate/face.ts'
import type { Block } from '../certificate/make-document.ts'
import { kindWords } from '../core/body-kind.ts'
import { daysFrom, formatDayWords, type FullDay } from '../core/day.ts'
import { outcomes, type KindOutcomes } from '../core/funnel.ts'
import { outcomeFills, outcomeWords, sayForecast, stepWords } from '../core/progress-words.ts'
import { Refusal } from '../core/refusal.ts'
import type { Uuid } from '../core/uuid.ts'
import type { Parts } from './parts.ts'
import { printDocument } from './print-document.ts'
import { tellProgress, type ProgressTold } from './tell-progress.ts'

/** How a campaign goes on one page, as a tagged PDF for a meeting. No organisation and no person is named in it. */
export async function printReport(parts: Parts, id: Uuid): Promise<Uint8Array<ArrayBuffer>> {
  const told = await tellProgress(parts, id)
  const title = `${told.campaign.name}: ${formatDayWords(told.today)}`
  const missing = findUnsettable(`${title}${told.edition}`, parts.craft.faces.regular)
  if (missing.length > 0)
    throw new Refusal('unsettable', `The PDF cannot show ${missing.join(' ')}. Print the page instead.`)
  return printDocument(parts, title, report(told, title))
}

function report(told: ProgressTold, title: string): readonly Block[] {
  const { campaign, edition, signed, asked, steps, byKind } = told
  const longest = Math.max(1, ...byKind.map(({ total }) => total))
  return [
    { kind: 'title', text: title },
    {
      kind: 'text',
      text: `${signed} of ${asked} organisations have signed the ${edition}. The target is ${campaign.target} by ${formatDayWords(campaign.targetOn)}.`,
    },
    { kind: 'text', text: sayForecast(told.forecast, told.today) },
    { kind: 'heading', text: 'Signed so far, and the target' },
    plot(told),
    { kind: 'small', text: 'Heavy line: signed. Dashed: the pace that reaches the target. Dotted: forecast.' },
    { kind: 'heading', text: 'How far they have come' },
    {
      kind: 'table',
      columns: ['Step', 'Number'],
      rows: steps.map(({ step, count }) => ({
        cells: [stepWords[step], String(count)],
        bar: [{ fill: 'full', share: asked > 0 ? count / asked : 0 }],
      })),
    },
    { kind: 'heading', text: 'By kind of organisation' },
    {
      kind: 'table',
      columns: ['Kind', ...outcomes.map((outcome) => outcomeWords[outcome])],
      rows: fewKinds(byKind).map((row) => ({
        cells: [row.name, ...outcomes.map((outcome) => String(row[outcome]))],
        bar: outcomes.map((outcome) => ({ fill: outcomeFills[outcome], share: row[outcome] / longest })),
      })),
    },
    {
      kind: 'small',
      text: 'Bars: signed is full, under way is hatched, no answer yet is empty, declined is dotted. Private: for those who run the campaign.',
    },
  ]
}

/** Kinds that have room on the page: the largest by name, what is left as one. */
function fewKinds(byKind: ProgressTold['byKind']) {
  const named = byKind.map((row) => ({ ...row, name: kindWords[row.kind] }))
  const rest = named.slice(room - 1)
  if (rest.length < 2) return named
  const sum = (count: (row: KindOutcomes) => number) => rest.reduce((total, row) => total + count(row), 0)
  const [signed, declined] = [sum((row) => row.signed), sum((row) => row.declined)]
  const others = { 'under-way': sum((row) => row['under-way']), unanswered: sum((row) => row.unanswered) }
  return [...named.slice(0, room - 1), { name: 'Other kinds', signed, declined, ...others }]
}

const room = 15

function plot({ campaign, course, today, signed, forecast }: ProgressTold): Block {
  const expected = forecast.kind === 'day' ? forecast : undefined
  const from = campaign.opensOn < today ? campaign.opensOn : today
  const last = [today, campaign.targetOn, expected?.latest ?? today].toSorted().at(-1) ?? today
  const span = Math.max(1, daysFrom(from, last))
  const most = Math.max(1, campaign.target, signed)
  const spot = (day: FullDay, count: number): Spot => ({ x: daysFrom(from, day) / span, y: count / most })
  const target = spot(campaign.targetOn, campaign.target)
  const steps = [...course, { day: today, count: signed }].flatMap(({ day, count }, n, all) => {
    return [spot(day, all[n - 1]?.count ?? 0), spot(day, count)]
  })
  const here = spot(today, signed)
  return {
    kind: 'plot',
    alternative: `Signings over time: ${signed} by ${formatDayWords(today)}, against a target of ${campaign.target} by ${formatDayWords(campaign.targetOn)}.`,
    lines: [
      { stroke: 'thin', spots: [spot(from, 0), spot(last, 0)] },
      { stroke: 'thin', spots: [spot(today, 0), { x: here.x, y: 1 }] },
      { stroke: 'dashed', spots: [spot(from, 0), target] },
      ...(expected ? [{ stroke: 'dotted', spots: [here, spot(expected.on, campaign.target)] } as const] : []),
      { stroke: 'thick', spots: steps },
    ],
    words: [
      { text: formatDayWords(from), x: 0, y: -0.09 },
      { text: formatDayWords(campaign.targetOn), x: target.x, y: -0.09 },
      { text: `Today: ${signed}`, x: here.x, y: 1.04 },
      { text: `Target: ${campaign.target}`, x: target.x, y: target.y + 0.04 },
    ],
  }
}
