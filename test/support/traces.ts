import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { readPage } from './read-page.ts'

/** Some bytes and where they were found. */
export type Place = { where: string; bytes: Uint8Array }

/** What somebody who searches would find of a text: as it stands, as JSON or HTML spell it, and in the encodings that files use. */
function spellings(secret: string): readonly Buffer[] {
  const utf8 = Buffer.from(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  const html = secret.replaceAll('&', '&amp;').replaceAll('’', '&#8217;')
  const texts = [secret, json, html, encodeURIComponent(secret), utf8.toString('hex')]
  // Inside other base64 a text begins at any of three places.
  const base64 = ['', ' ', '  '].flatMap((before) => {
    const whole = Buffer.from(before + secret).toString('base64')
    const own = whole.slice(before.length === 0 ? 0 : before.length + 1, -4)
    return own.length < 12 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const wide = Buffer.from(secret, 'utf16le')
  return [...[...texts, ...base64].map((text) => Buffer.from(text)), wide, Buffer.from(wide).swap16()]
}

/** Where any of some secrets is found. */
export function findTraces(secrets: readonly string[], places: readonly Place[]): readonly string[] {
  const wanted = secrets.flatMap((secret) => spellings(secret).map((spelt) => ({ secret, spelt })))
  return places.flatMap(({ where, bytes }) => {
    const haystack = Buffer.from(bytes)
    const hits = wanted.filter(({ spelt }) => haystack.includes(spelt))
    return [...new Set(hits.map(({ secret }) => `${where}: ${secret.slice(0, 60)}`))]
  })
}

/** Every file of a folder, the write-ahead log of a database among them. */
export function filesOfFolder(folder: string): readonly Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => ({ where: name, bytes: readFileSync(join(parentPath, name)) }))
}

/** A file, and what is packed within it: the words and attachments of a PDF, the files of a ZIP. */
export async function unpacked(place: Place): Promise<readonly Place[]> {
  const { where, bytes } = place
  const text = Buffer.from(bytes).toString('latin1')
  if (text.startsWith('%PDF-')) {
    const streams = [...text.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].flatMap(([, stream = '']) =>
      inflated(stream),
    )
    const page = await readPage(bytes)
    return [
      place,
      { where: `${where} (page)`, bytes: Buffer.from(page.text) },
      ...streams.map((inner) => ({ where, bytes: inner })),
    ]
  }
  if (!text.startsWith('PK\x03\x04')) return [place]
  const inner = await Promise.all(
    filesOfZip(Buffer.from(bytes)).map((file) => unpacked({ ...file, where: `${where}/${file.where}` })),
  )
  return [place, ...inner.flat()]
}

function inflated(stream: string): readonly Uint8Array[] {
  try {
    return [inflateSync(Buffer.from(stream, 'latin1'))]
  } catch {
    return []
  }
}

/** Its local headers in turn; sizes are in them (APPNOTE 4.3.7). */
function filesOfZip(zip: Buffer): readonly Place[] {
  const files: Place[] = []
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const [packed, name, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const start = at + 30 + name + extra
    const bytes = zip.subarray(start, start + packed)
    files.push({
      where: zip.toString('utf8', at + 30, at + 30 + name),
      bytes: zip.readUInt16LE(at + 8) === 0 ? bytes : inflateRawSync(bytes),
    })
    at = start + packed
  }
  return files
}
