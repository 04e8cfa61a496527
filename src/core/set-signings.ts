import { firstDayOf, lastDayOf, type Day } from './day.ts'
import { recordHistoricSigning } from './historic.ts'
import type { Holdings } from './set-holdings.ts'
import type { KnownBody } from './set-known.ts'
import type { SigningLine } from './set-lines.ts'
import type { Uuid } from './uuid.ts'
import { compare, firstOnly, requireNamed, type Names, type Placed, type Weighing } from './weighing.ts'

/** Decides the historic signings of a set that are not on the register. */
export function decideSignings(
  lines: readonly SigningLine[],
  held: Holdings,
  known: { bodies: Names<KnownBody>; editions: Names<Uuid> },
  weighed: Weighing,
): readonly Placed[] {
  const recorded = Map.groupBy(
    held.signings.filter(({ voided }) => !voided),
    ({ body, edition }) => `${body} ${edition}`,
  )
  return firstOnly(weighed, lines, ({ body, edition }) => `${body} – ${edition}`).flatMap((line) => {
    const { place, source, signed_on: signedOn, attested_on: attestedOn, signed_by: role } = line
    const body = requireNamed(weighed, known.bodies, line.body, place)
    const edition = requireNamed(weighed, known.editions, line.edition, place)
    if (firstDayOf(attestedOn) > weighed.today) weighed.blame(place, 'attested_on: this day has not come yet')
    if (!body || !edition) return []
    for (const words of contradictionsOf({ signedOn, attestedOn }, body)) weighed.blame(place, words)
    const [there] = recorded.get(`${body.id} ${edition}`) ?? []
    if (!there)
      return [
        {
          ...recordHistoricSigning({ body: body.id, edition, signedOn, attestedOn, role, source }, weighed.stamp),
          place,
        },
      ]
    if (there.method === 'historic') {
      compare(weighed, place, [
        ['signed_on', signedOn, there.signedOn],
        ['attested_on', attestedOn, there.attestedOn],
        ['signed_by', role, there.role],
        ['source', source, there.source],
      ])
    } else weighed.blame(place, `It has signed this edition on the register itself: ${there.reference}`)
    return []
  })
}

/** What the days of a signing cannot be, beside each other and those of its body. */
export function contradictionsOf(
  { signedOn, attestedOn }: { signedOn: Day | null | undefined; attestedOn: Day },
  { startedOn, endedOn }: Pick<KnownBody, 'startedOn' | 'endedOn'>,
): readonly string[] {
  if (!signedOn) return []
  return [
    ...(firstDayOf(signedOn) > lastDayOf(attestedOn) ? ['signed_on: this is after the source says so'] : []),
    ...(startedOn && lastDayOf(signedOn) < firstDayOf(startedOn)
      ? ['signed_on: this is before the organisation began']
      : []),
    ...(endedOn && firstDayOf(signedOn) > lastDayOf(endedOn)
      ? ['signed_on: this is after the organisation ended']
      : []),
  ]
}
