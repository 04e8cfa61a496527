import { scaleLinear, scaleUtc } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { Point } from '../../core/campaign-course.ts'
import { addDays, formatDayWords, parseFullDay, type FullDay } from '../../core/day.ts'

type Props = {
  /** What the picture says, for those who do not see it. */
  words: string
  from: FullDay
  today: FullDay
  signed: readonly Point[]
  target: Point
  /** Between which days the target is expected to be reached. */
  expected: { readonly on: FullDay; readonly earliest: FullDay; readonly latest: FullDay } | undefined
}

const [top, bottom] = [46, 246]

/**
 * Signings over time against the target. Letters keep their size on every screen: only the plane of the lines is stretched.
 * Each line is told from the others by its stroke, so that no colour is needed.
 */
export const ProgressChart = ({ words, from, today, signed, target, expected }: Props) => {
  const last = [today, target.day, expected?.latest ?? today].toSorted().at(-1) ?? today
  const x = scaleUtc([Date.parse(from), Date.parse(addDays(last, 7))], [0, 100])
  const most = Math.max(target.count, ...signed.map(({ count }) => count))
  const y = scaleLinear([0, most * 1.08 + 1], [bottom, top])
  const at = (day: FullDay) => x(Date.parse(day))
  const path = line<Point>()
    .x(({ day }) => at(day))
    .y(({ count }) => y(count))
  const present = { day: today, count: signed.at(-1)?.count ?? 0 }
  return (
    <svg class="register-chart" width="100%" height="280" role="img" aria-label={words}>
      {y.ticks(4).map((count) => (
        <>
          <line class="register-chart__grid" x1="0" x2="100%" y1={y(count)} y2={y(count)} />
          {count > 0 && (
            <text x="0" y={y(count) - 4}>
              {count}
            </text>
          )}
        </>
      ))}
      {x.ticks(4).map((moment) => {
        const place = x(moment)
        return (
          <>
            <line class="register-chart__tick" x1={`${place}%`} x2={`${place}%`} y1={bottom} y2={bottom + 6} />
            <text x={`${place}%`} y={bottom + 24} text-anchor={anchorAt(place)}>
              {shortDay(moment)}
            </text>
          </>
        )
      })}
      <svg width="100%" height={bottom + 10} viewBox={`0 0 100 ${bottom + 10}`} preserveAspectRatio="none">
        <path class="register-chart__plan" d={path([{ day: from, count: 0 }, target]) ?? ''} />
        {expected && (
          <path class="register-chart__forecast" d={path([present, { day: expected.on, count: target.count }]) ?? ''} />
        )}
        {expected && (
          <path
            class="register-chart__range"
            d={
              path([
                { day: expected.earliest, count: target.count },
                { day: expected.latest, count: target.count },
              ]) ?? ''
            }
          />
        )}
        <path class="register-chart__signed" d={path.curve(curveStepAfter)([...signed, present]) ?? ''} />
      </svg>
      <line class="register-chart__today" x1={`${at(today)}%`} x2={`${at(today)}%`} y1={22} y2={bottom} />
      <text x={`${at(today)}%`} y={16} text-anchor={anchorAt(at(today))}>
        Today
      </text>
      <circle class="register-chart__here" cx={`${at(today)}%`} cy={y(present.count)} r="5" />
      <circle class="register-chart__aim" cx={`${at(target.day)}%`} cy={y(target.count)} r="6" />
      <text x={`${at(target.day)}%`} y={y(target.count) - 12} text-anchor={anchorAt(at(target.day))}>
        Target
      </text>
    </svg>
  )
}

/** How each line of the picture is drawn, and what it stands for. */
export const ProgressKey = ({ expected }: { expected: boolean }) => (
  <ul class="govuk-list register-key">
    <Line kind="signed" words="Signed" />
    <Line kind="plan" words="The pace that reaches the target" />
    {expected && <Line kind="forecast" words="Forecast" />}
    {expected && <Line kind="range" words="Days between which it is expected" />}
  </ul>
)

const Line = ({ kind, words }: { kind: string; words: string }) => (
  <li class="register-key__line">
    <svg class="register-chart register-key__sample" width="40" height="12" aria-hidden="true">
      <path class={`register-chart__${kind}`} d="M0 6H40" />
    </svg>{' '}
    {words}
  </li>
)

/** `14 Jun`. */
function shortDay(moment: Date): string {
  return formatDayWords(parseFullDay(moment.toISOString().slice(0, 10))).replace(/^(\d+ \w{3}).*$/, '$1')
}

/** Words at an edge begin or end there. */
function anchorAt(place: number): 'start' | 'middle' | 'end' {
  if (place < 8) return 'start'
  return place > 92 ? 'end' : 'middle'
}
