import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Packages = Record<string, { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }>

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const { dependencies, devDependencies }: Record<string, Record<string, string>> = JSON.parse(read('package.json'))
const { packages }: { packages: Packages } = JSON.parse(read('package-lock.json'))

it('every package we name has one exact version', () => {
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

describe('the lockfile', () => {
  it('names the packages of every platform, or `npm ci` calls it out of step on some machine', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !placesFor(path, name).some((place) => packages[place]))
        .map((name) => `${name}, for ${path}`),
    )
    expect(missing).toEqual([])
  })

  it('names no registry: the reader has one', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })
})

/** Where Node looks for a package that another one asks for: below it first, then outwards. */
function placesFor(path: string, name: string): string[] {
  const outwards = path
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'))
  return ['', ...outwards].map((folder) => `${folder}${folder === '' ? '' : '/'}node_modules/${name}`)
}
