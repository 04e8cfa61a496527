import { Malformed } from '../encoding/malformed.ts'

/** A national agreement whose principles a local edition is set beside. */
export type NationalInstrument = {
  /** `covenant-2025`: what its principles are scoped by. */
  readonly id: string
  readonly name: string
  /** When it was published, as people write it. */
  readonly published: string
  /** What its principles are called: “heads”, “outcomes”. */
  readonly called: string
  readonly principles: readonly Principle[]
}

/** One principle; its id is scoped, because every instrument has a first one: `covenant-2025:3`. */
export type Principle = { readonly id: string; readonly number: number; readonly words: string }

/** Reads a file of `templates/national`: four lines of front matter, and a numbered list. */
export function parseNationalInstrument(file: string): NationalInstrument {
  const [, id, name, published, called, list = ''] =
    /^---\nid: ([a-z0-9-]+)\nname: (\S.*)\npublished: (\S.*)\ncalled: (\S.*)\n---\n\n((?:\d+\. \S.*\n)+)$/.exec(file) ??
    []
  if (!id || !name || !published || !called) throw new Malformed('malformed national instrument')
  const principles = list
    .trimEnd()
    .split('\n')
    .map((line, n) => {
      const start = `${n + 1}. `
      if (!line.startsWith(start)) throw new Malformed('malformed national instrument: its numbers go up by one')
      return { id: `${id}:${n + 1}`, number: n + 1, words: line.slice(start.length) }
    })
  return { id, name, published, called, principles }
}
