import { firstDayOf, lastDayOf } from './day.ts'
import { recordHistoricSigning } from './historic.ts'
import type { KnownBody } from './set-bodies.ts'
import type { Holdings } from './set-holdings.ts'
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
    assureSense(line, body, weighed)
    if (!body || !edition) return []
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

function assureSense(line: SigningLine, body: KnownBody | undefined, { blame, today }: Weighing): void {
  const { place, signed_on: signed, attested_on: attested } = line
  if (firstDayOf(attested) > today) blame(place, 'attested_on: this day has not come yet')
  if (!signed) return
  if (firstDayOf(signed) > lastDayOf(attested)) blame(place, 'signed_on: this is after the source says so')
  if (body?.startedOn && lastDayOf(signed) < firstDayOf(body.startedOn))
    blame(place, 'signed_on: this is before the organisation began')
  if (body?.endedOn && firstDayOf(signed) > lastDayOf(body.endedOn))
    blame(place, 'signed_on: this is after the organisation ended')
}
