import type { CertificateFacts, SignatureFacts } from './facts.ts'
import { drawRule } from './ornament.ts'
import { breakLines, type Colour, type Faces, type Line, type Mark, type Type } from './set-text.ts'
import { ink, sayDate } from './statement.ts'
import type { Element } from './tag.ts'
import { say, sayDay, type Words } from './words.ts'

/** Labels and values that are broken into lines, with the height that they take. */
export type FactList = { readonly rows: readonly Row[]; readonly height: number }

type Row = { readonly label: readonly Line[]; readonly value: readonly Line[]; readonly height: number }

/** Where a list stands: its left edge and its width. */
export type Column = { readonly x: number; readonly width: number }

/** Sets what the certificate says beside its statement, a row for each fact. */
export function setFacts(
  facts: CertificateFacts,
  words: Words,
  faces: Faces,
  style: { size: number; width: number },
): FactList {
  const { size, width } = style
  const labels: Type = { face: 'regular', size: Math.max(size * 0.9, 9), leading: size * 1.32, colour: grey }
  const values: Type = { face: 'regular', size, leading: size * 1.32, colour: ink }
  const strong: Type = { ...values, face: 'semibold' }
  const rows = listFacts(facts, words).map(([label, text, weight]) => {
    const row = {
      label: breakLines(label, labels, faces, width * labelShare - size),
      value: breakLines(text, weight === 'strong' ? strong : values, faces, width * (1 - labelShare)),
    }
    return { ...row, height: Math.max(row.label.length, row.value.length) * values.leading + size * 0.76 }
  })
  return { rows, height: rows.reduce((height, row) => height + row.height, 0) }
}

/** The list as tagged elements and the rules between its rows, from its upper edge down. */
export function placeFacts({ rows }: FactList, { x, width }: Column, top: number): { list: Element; rules: string } {
  const rules = [drawRule(x, top, width)]
  let y = top
  const items: Element[] = rows.map((row) => {
    const first = y
    y -= row.height
    rules.push(drawRule(x, y, width))
    return {
      tag: 'LI',
      children: [
        { tag: 'Lbl', marks: placeLines(row.label, x, first, row.value) },
        { tag: 'LBody', marks: placeLines(row.value, x + width * labelShare, first, row.value) },
      ],
    }
  })
  return { list: { tag: 'L', children: items }, rules: rules.join(' ') }
}

const labelShare = 0.31

/** Grey that still has a contrast of 7 to 1 on paper. */
const grey: Colour = [0.33, 0.33, 0.33]

function listFacts(facts: CertificateFacts, words: Words): Fact[] {
  const { method, reference, entry, custodian } = facts
  return [
    ...listSignatures(facts, words),
    [say(words, 'label.checks', {}), sayChecks(facts, words), 'plain'],
    [say(words, 'label.method', {}), say(words, `method.${method}`, {}), 'plain'],
    [say(words, 'label.reference', {}), say(words, 'reference', { reference, entry: String(entry) }), 'plain'],
    [say(words, 'label.register', {}), say(words, 'register', { custodian }), 'plain'],
  ]
}

type Fact = readonly [label: string, value: string, weight: 'strong' | 'plain']

/** Everyone with their authority below; said once where two have the same. */
function listSignatures(facts: CertificateFacts, words: Words): Fact[] {
  const { signatures } = facts
  const mandates = signatures.map((signature) => sayMandate(signature, words))
  return signatures.flatMap((signature, n): Fact[] => {
    const who: Fact = [sayLabel(facts, words, n), saySignatory(facts, words, signature), 'strong']
    const mandate = mandates[n] ?? ''
    return mandates[n + 1] === mandate ? [who] : [who, [say(words, 'label.mandate', {}), mandate, 'plain']]
  })
}

function sayChecks({ checks, domains }: CertificateFacts, words: Words): string {
  const named = domains.map(({ domain, of }) => (of === 'host' ? say(words, 'domain.host', { domain }) : domain))
  const list = checks
    .map((check) =>
      check === 'domain' && named.length > 0
        ? say(words, 'check.domain.named', { domains: named.join(', ') })
        : say(words, `check.${check}`, {}),
    )
    .join('; ')
  return list.slice(0, 1).toLocaleUpperCase(words.language) + list.slice(1)
}

function sayLabel({ signatures }: CertificateFacts, words: Words, n: number): string {
  if (signatures.length === 1) return say(words, 'label.signatory', {})
  return say(words, n === 0 ? 'label.signatory.first' : 'label.signatory.second', {})
}

function saySignatory({ signatures }: CertificateFacts, words: Words, signature: SignatureFacts): string {
  const signatory = sayPerson(words, signature)
  // The statement has said the day already where there is only one.
  if (new Set(signatures.map((each) => sayDate(each, words))).size === 1) return signatory
  return say(words, 'signatory.when', { signatory, date: sayDate(signature, words) })
}

function sayPerson(words: Words, { name, role, erasedOn }: SignatureFacts): string {
  if (name !== undefined && role !== undefined) return say(words, 'signatory', { name, role })
  const unknown = say(words, 'not-recorded', {})
  if (erasedOn === undefined)
    return name === undefined ? (role ?? unknown) : say(words, 'signatory', { name, role: unknown })
  const date = sayDay(words, erasedOn)
  if (role !== undefined) return say(words, 'erased.name', { role, date })
  return name === undefined ? say(words, 'erased.both', { date }) : say(words, 'erased.role', { name, date })
}

function sayMandate({ mandate, decidedOn, minute }: SignatureFacts, words: Words): string {
  const authority = say(words, mandate ? `mandate.${mandate}` : 'not-recorded', {})
  const date = decidedOn === undefined ? undefined : sayDay(words, decidedOn)
  const decided = date === undefined ? authority : say(words, 'mandate.decided', { mandate: authority, date })
  return minute === undefined ? decided : say(words, 'mandate.minute', { mandate: decided, minute })
}

/** Labels are smaller than values and share their first baseline. */
function placeLines(lines: readonly Line[], x: number, top: number, value: readonly Line[]): Mark[] {
  const { size, leading } = value[0]?.type ?? { size: 0, leading: 0 }
  return lines.map(({ text, type }, n) => ({ text, type, x, y: top - size * 1.3 - n * leading }))
}
