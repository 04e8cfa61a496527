import * as v from 'valibot'
import { readVector, vectorsPresent } from '../support/vectors.ts'

/** One vector file, in the shape that a test expects of it. */
export function readKnown<Schema extends v.GenericSchema>(path: string, schema: Schema): v.InferOutput<Schema> {
  return v.parse(schema, readVector(path))
}

/** The cases that a vector file lists under `member`; none where the vectors are absent. */
export function knownCases<Schema extends v.GenericSchema>(
  path: string,
  member: string,
  schema: Schema,
): v.InferOutput<Schema>[] {
  return vectorsPresent ? (readKnown(path, v.object({ [member]: v.array(schema) }))[member] ?? []) : []
}
