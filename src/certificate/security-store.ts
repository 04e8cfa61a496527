import { equalBytes } from '../encoding/bytes.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { parseLatin1 } from './read-file.ts'
import { formatStream, freeNumber, listRevised, parseStream, type Revised, reviseFile } from './revise-file.ts'

/** What a validator needs and will not find one day: X.509 certificates and revocation lists, each in DER. */
export type Store = { readonly certificates: readonly Uint8Array[]; readonly lists: readonly Uint8Array[] }

/**
 * Adds to the document security store (EN 319 142-1 §5.4.2) as one revision: what is in it already stays and is not written
 * again. `/VRI` is left out: it is optional, and keyed by SHA-1.
 */
export function addStore(file: Revised, { certificates, lists }: Store): Revised {
  const found = findStore(file)
  const before = readStore(file)
  const [freshOnes, freshLists] = [without(certificates, before.certificates), without(lists, before.lists)]
  const free = freeNumber(file)
  const number = found?.number ?? free
  const first = found ? free : free + 1
  const references = [...freshOnes, ...freshLists].map((_, n) => first + n)
  const dictionary = formatDictionary({
    certificates: [...(found?.certificates ?? []), ...references.slice(0, freshOnes.length)],
    lists: [...(found?.lists ?? []), ...references.slice(freshOnes.length)],
  })
  const streams = [...freshOnes, ...freshLists].map((der, n) => [first + n, formatStream(der)] as const)
  return reviseFile(
    file,
    new Map([...(found ? [] : [[file.root, withStore(file, number)] as const]), [number, dictionary], ...streams]),
  )
}

/** What is in the store of a file; nothing where it has none. */
export function readStore(file: Revised): Store {
  const { certificates = [], lists = [] } = findStore(file) ?? {}
  const read = (number: number) => parseStream(file.objects.get(number) ?? new Uint8Array())
  return { certificates: certificates.map(read), lists: lists.map(read) }
}

/** What is in the store after a revision that {@link addStore} wrote; whether it wrote that one shows by writing it again. */
export function findAdded(file: Revised, whole: Uint8Array): Store {
  const revised = new Map([...file.objects, ...listRevised(whole.subarray(file.bytes.length))])
  return readStore({ ...file, objects: revised })
}

type References = { readonly certificates: readonly number[]; readonly lists: readonly number[] }

function formatDictionary({ certificates, lists }: References): Uint8Array {
  const array = (numbers: readonly number[]) => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`
  return formatUtf8(`<< /Type /DSS /Certs ${array(certificates)} /CRLs ${array(lists)} >>`)
}

function findStore({ objects, root }: Revised): (References & { readonly number: number }) | undefined {
  const [, found] = /\n\/DSS (\d+) 0 R\n/.exec(textOf(objects, root)) ?? []
  if (found === undefined) return undefined
  const number = Number(found)
  const [, certificates = '', lists = ''] =
    /^<< \/Type \/DSS \/Certs \[([^\]]*)\] \/CRLs \[([^\]]*)\] >>$/.exec(textOf(objects, number)) ?? []
  const parse = (array: string) => Array.from(array.matchAll(/(\d+) 0 R/g), ([, reference]) => Number(reference))
  return { number, certificates: parse(certificates), lists: parse(lists) }
}

function withStore({ objects, root }: Revised, number: number): Uint8Array {
  return formatUtf8(textOf(objects, root).replace(/\n>>$/, `\n/DSS ${number} 0 R\n>>`))
}

function textOf(objects: Revised['objects'], number: number): string {
  return parseLatin1(objects.get(number) ?? new Uint8Array())
}

/** Each of some byte strings once, in their order, without those that are known already. */
export function without(given: readonly Uint8Array[], known: readonly Uint8Array[]): readonly Uint8Array[] {
  return given.filter((one, n) => ![...known, ...given.slice(0, n)].some((other) => equalBytes(one, other)))
}
