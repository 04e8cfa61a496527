import { parseMarkLines, formatMarkLine, type Mark, type MarkLine } from './mark.ts'

/** As much of a bucket of objects (Cloudflare R2) as a mark needs. */
export type Bucket = {
  get: (key: string) => Promise<{ etag: string; text: () => Promise<string> } | null>
  put: (
    key: string,
    value: string,
    options: { onlyIf: { etagMatches?: string; etagDoesNotMatch?: string } },
  ) => Promise<object | null>
}

/** A mark in one object of the bucket, replaced only where it is still the one that was read: two instances cannot take it back. */
export function markInObject(bucket: Bucket, key: string): Mark {
  const read = async () => {
    const found = await bucket.get(key)
    return { etag: found?.etag, line: found ? parseMarkLines(await found.text())[0] : undefined }
  }
  return {
    read: async () => (await read()).line,
    advance: async (line: MarkLine) => {
      for (;;) {
        const { etag, line: held } = await read()
        if (held && held.size >= line.size) return
        const onlyIf = etag === undefined ? { etagDoesNotMatch: '*' } : { etagMatches: etag }
        if (await bucket.put(key, formatMarkLine(line), { onlyIf })) return
      }
    },
  }
}
