import { scaleLinear } from 'd3-scale'

/** How a part of a bar is filled: told apart without colour. */
export type Fill = 'full' | 'hatched' | 'empty' | 'dotted'

/** One bar: its name, what is said beside it, and its parts in order. */
export type Bar = {
  readonly name: string
  readonly words: string
  readonly parts: readonly { readonly fill: Fill; readonly count: number }[]
}

const height = 78

/** Bars one below another, on one scale from nothing to the longest. Letters keep their size on every screen. */
export const BarChart = ({ id, words, bars }: { id: string; words: string; bars: readonly Bar[] }) => {
  const longest = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)))
  const x = scaleLinear([0, longest], [0, 99.5])
  return (
    <svg class="register-chart" width="100%" height={bars.length * height} role="img" aria-label={words}>
      <Fills id={id} />
      {bars.map(({ name, words: beside, parts }, n) => {
        let begun = 0
        return (
          <>
            <text class="register-chart__name" x="0" y={n * height + 16}>
              {name}
            </text>
            <text x="0" y={n * height + 36}>
              {beside}
            </text>
            {parts.map(({ fill, count }) => {
              const from = x(begun)
              begun += count
              return (
                count > 0 && (
                  <rect
                    class="register-chart__bar"
                    x={`${from}%`}
                    y={n * height + 43}
                    width={`${x(begun) - from}%`}
                    height="20"
                    fill={fillOf(id, fill)}
                  />
                )
              )
            })}
          </>
        )
      })}
    </svg>
  )
}

type KeyProps = { id: string; fills: readonly { readonly fill: Fill; readonly words: string }[] }

/** What each fill of a chart stands for. */
export const BarKey = ({ id, fills }: KeyProps) => (
  <ul class="govuk-list register-key">
    {fills.map(({ fill, words }) => (
      <li class="register-key__line">
        <svg class="register-chart register-key__sample" width="40" height="16" aria-hidden="true">
          <rect class="register-chart__bar" x="1" y="1" width="38" height="14" fill={fillOf(id, fill)} />
        </svg>{' '}
        {words}
      </li>
    ))}
  </ul>
)

/** The patterns of a chart, which its key refers to as well. */
const Fills = ({ id }: { id: string }) => (
  <defs>
    <pattern id={`${id}-hatched`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="#fff" />
      <rect width="3" height="6" fill="currentColor" />
    </pattern>
    <pattern id={`${id}-dotted`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill="#fff" />
      <circle cx="3" cy="3" r="1.2" fill="currentColor" />
    </pattern>
  </defs>
)

function fillOf(id: string, fill: Fill): string {
  if (fill === 'full') return 'currentColor'
  return fill === 'empty' ? '#fff' : `url(#${id}-${fill})`
}
