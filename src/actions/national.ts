import covenant from '../../templates/national/covenant-2025.md'
import compact from '../../templates/national/national-2010.md'
import { parseNationalInstrument } from '../core/national-instrument.ts'

/** The national agreements that an edition can be set beside, the newest first. */
export const nationalInstruments = [covenant, compact].map(parseNationalInstrument)

/** The ids of all their principles. */
export const nationalPrinciples: ReadonlySet<string> = new Set(
  nationalInstruments.flatMap(({ principles }) => principles.map(({ id }) => id)),
)
