import type { Surroundings } from '../../src/core/surroundings.ts'
import type { ViewChange, Views } from '../../src/core/views.ts'

/** The views in memory, as simply as they can be. */
export class Shelf {
  readonly rows: { [Name in keyof Views]: Views[Name][] } = {
    register: [],
    instruments: [],
    editions: [],
    editionTexts: [],
    formerTexts: [],
    replacements: [],
    bodies: [],
    bodyNames: [],
    slugs: [],
    identifiers: [],
    successions: [],
    predecessors: [],
    signings: [],
    signatures: [],
    signingActs: [],
    issues: [],
    erasures: [],
    rotations: [],
  }

  apply(changes: readonly { change: ViewChange }[]): void {
    for (const { change } of changes) {
      const rows: object[] = this.rows[change.view]
      if ('insert' in change) {
        rows.push({ ...change.insert })
        continue
      }
      const wanted = Object.entries(change.where)
      const hits = rows.filter((row) => {
        const members = new Map<string, unknown>(Object.entries(row))
        return wanted.every(([name, value]) => members.get(name) === value)
      })
      for (const row of hits) Object.assign(row, change.set)
    }
  }

  surroundings(): Surroundings {
    const { register, signings, slugs, instruments } = this.rows
    return {
      prefix: register[0]?.prefix ?? '',
      signings: signings.length,
      holderOf: (noun, slug) => slugs.find((one) => one.noun === noun && one.slug === slug)?.id,
      nameOf: (id) => instruments.find((one) => one.id === id)?.name ?? '',
      signingAt: (position) => signings.find((one) => one.position === position)?.id,
    }
  }
}
