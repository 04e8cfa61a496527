import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../shared/vectors')

/** Whether other people's known answers lie beside this checkout. Tests that need them are left out, visibly, where they do not. */
export const vectorsPresent = existsSync(folder)

/** The parsed JSON of one vector file. */
export function readVector(path: string): unknown {
  return JSON.parse(readVectorText(path))
}

/** The text of one vector file. */
export function readVectorText(path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** The bytes of one vector file. */
export function readVectorBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)))
}

/** Paths of the files under one vector folder. */
export function listVectors(path: string): string[] {
  return readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, entry.parentPath.slice(join(folder, path).length + 1), entry.name))
}
