import * as v from 'valibot'
import { kinds, sectorOf } from '../../core/body-kind.ts'
import { formatIdentifier, identifierLists, isIdentifierList, parseIdentifier } from '../../core/identifier.ts'
import type { NewBody } from '../../core/sign-up.ts'
import { line, optionalLine } from '../../http/parse.ts'

const identifier = v.object(
  { list: v.picklist(Object.keys(identifierLists).filter(isIdentifierList), 'Choose a list'), number: v.string() },
  'Say on which list, and the number',
)

/** A body that is not on the register yet. */
export const newBody = v.object({
  name: line('Enter the full name of the organisation'),
  kind: v.picklist(kinds, 'Choose the kind of organisation'),
  identifiers: v.optional(v.array(identifier, 'List the identifiers'), []),
  website: optionalLine,
  area: optionalLine,
})

/** The same as the register knows it; a mistake names the field below a prefix. */
export function readBody(
  { name, kind, identifiers, website, area }: v.InferOutput<typeof newBody>,
  prefix: string,
): NewBody {
  return {
    name,
    kind,
    sector: sectorOf(kind),
    identifiers: identifiers.map(({ list, number }, n) =>
      formatIdentifier(parseIdentifier(list, number, `${prefix}identifiers.${n}.number`)),
    ),
    ...(website && { website }),
    ...(area && { area }),
  }
}
