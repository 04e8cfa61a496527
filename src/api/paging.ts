import * as v from 'valibot'

const mostPerPage = 500
const limitWords = `Write how many to a page as a number, from 1 to ${mostPerPage}`

/** How many to a page, 100 where nobody says. */
export const limit = v.pipe(
  v.optional(v.string(), '100'),
  v.regex(/^[1-9]\d{0,2}$/, limitWords),
  v.transform(Number),
  v.maxValue(mostPerPage, limitWords),
)

/** Where a list goes on, as a header (RFC 8288): the address that was asked for, with some of its query changed. */
export function linkToNext(address: string, changed: Readonly<Record<string, number>>): string {
  const { pathname, searchParams } = new URL(address)
  for (const [name, value] of Object.entries(changed)) searchParams.set(name, String(value))
  return `<${pathname}?${searchParams}>; rel="next"`
}
