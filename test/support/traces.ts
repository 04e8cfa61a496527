import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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
