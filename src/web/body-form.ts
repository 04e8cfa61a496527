import * as v from 'valibot'
import { kinds, sectorOf } from '../core/body-kind.ts'
import { fold } from '../core/fold.ts'
import { formatIdentifier, identifierLists, parseIdentifier, type IdentifierList } from '../core/identifier.ts'
import { Refusal } from '../core/refusal.ts'
import type { NewBody } from '../core/sign-up.ts'
import { line, optionalLine, parse, typedText, type Typed } from '../http/parse.ts'

/** A body that is not on the register yet, as it was typed into the form of one. */
export function readBody(typed: Typed): NewBody {
  const { name, kind, website, area } = parse(
    v.object({
      name: line('Enter the full name of the organisation'),
      kind: v.picklist(kinds, 'Choose the kind of organisation'),
      website: optionalLine,
      area: optionalLine,
    }),
    typed,
  )
  const list = Object.keys(identifierLists).find((one): one is IdentifierList => one === typedText(typed, 'list'))
  const number = typedText(typed, 'identifier').trim()
  if (!list && number !== '') throw new Refusal('field-invalid', 'Choose the kind of number', 'list')
  const identifiers = list ? [formatIdentifier(parseIdentifier(list, number))] : []
  return { name, kind, sector: sectorOf(kind), identifiers, ...(website && { website }), ...(area && { area }) }
}

/** The form of a body with what is known of it. */
export function formOfBody(body: NewBody): Typed {
  const [, list = '', identifier = ''] = /^(GB-[A-Z]+)-(.*)$/.exec(body.identifiers[0] ?? '') ?? []
  return { name: body.name, kind: body.kind, list, identifier, website: body.website ?? '', area: body.area ?? '' }
}

/** Refuses a newcomer of the name that a body on the register has or had, until somebody says that it is another one. */
export function assureUnheardOf(name: string, matches: readonly { name: string }[]): void {
  const namesake = matches.find((body) => fold(body.name) === fold(name))
  if (!namesake) return
  const words = `${namesake.name} is on the register already. Choose it in the list, or say that yours is another one`
  throw new Refusal('already-registered', words, 'name')
}
