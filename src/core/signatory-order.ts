import { firstDayOf, type Day } from './day.ts'

/** How the list can be ordered: by name of body, or by the day of signing. */
export const orders = ['name', 'newest', 'oldest'] as const
export type Order = (typeof orders)[number]

/** Lines in an order; those that agree stay as they were, and what nobody dated comes last. */
export function sortLines<Line extends { signedOn: Day | null }>(
  lines: readonly Line[],
  order: Order,
): readonly Line[] {
  if (order === 'name') return lines
  const forward = order === 'oldest' ? 1 : -1
  return lines.toSorted((a, b) => {
    if (a.signedOn === null || b.signedOn === null) return Number(a.signedOn === null) - Number(b.signedOn === null)
    const [one, other] = [firstDayOf(a.signedOn), firstDayOf(b.signedOn)]
    return one === other ? 0 : (one < other ? -1 : 1) * forward
  })
}
