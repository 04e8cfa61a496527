import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { formatCanonicalText, parseJson } from '../encoding/canonical-json.ts'
import { Malformed } from '../encoding/malformed.ts'
import type { Files } from '../encoding/zip.ts'

/** Where a page that checks certificates by itself keeps files: in an element that no browser shows or runs. */
const place = /(<template id="files">)[^<]*(<\/template>)/

/** The page with these files in it. In base64 nothing of theirs can end the element. */
export function embedFiles(page: string, files: Files): string {
  const text = formatCanonicalText(Object.fromEntries([...files].map(([name, bytes]) => [name, formatBase64(bytes)])))
  if (!place.test(page)) throw new Error('the page has no place for files')
  return page.replace(place, (_all, begin: string, end: string) => begin + text + end)
}

/** The files of the text in that element. */
export function parseEmbedded(text: string): Files {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return new Map(
    Object.entries(value).map(([name, base64]: [string, unknown]) => {
      if (typeof base64 !== 'string') throw malformed()
      return [name, parseBase64(base64)]
    }),
  )
}

const malformed = (): Malformed => new Malformed('malformed files')
