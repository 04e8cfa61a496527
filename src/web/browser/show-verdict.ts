import { formatDayWords } from '../../core/day.ts'
import type { CertificateVerdict } from '../../verify/certificate-verdict.ts'
import type { SignatureFacts } from '../../verify/signing-facts.ts'
import { countOf } from '../../verify/finding.ts'
import { answerWords, disclaimer, sayVerdict, tellVerdict } from '../../verify/words.ts'
import { element } from './element.ts'

/** A verdict as the page shows it: one line, the three answers, and what the certificate says where its seal holds. */
export function verdictElements(verdict: CertificateVerdict): readonly HTMLElement[] {
  const parts = tellVerdict(verdict).map(
    ({ part, answer, because }) => [part, `${answerWords[answer]}. ${because}`] as const,
  )
  const facts = listFacts(verdict)
  return [
    element('h2', { class: 'govuk-heading-l', tabindex: '-1' }, sayVerdict(verdict)),
    summaryList(parts),
    ...(facts.length > 0
      ? [element('h3', { class: 'govuk-heading-m' }, 'What the certificate says'), summaryList(facts)]
      : []),
    element('p', { class: 'govuk-body' }, disclaimer),
  ]
}

function listFacts({ title, facts, line, logged }: CertificateVerdict): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = []
  if (title) rows.push(['Sealed as', title])
  if (line) rows.push(['Organisation', line.body.name])
  for (const signature of facts?.signatures ?? []) rows.push(['Signed by', saySignature(signature)])
  if (facts && facts.untold > 0)
    rows.push(['Not published', `${countOf(facts.untold, 'value')} behind the entry: private, or erased`])
  if (logged.answer === 'yes') rows.push(['Entry', `Number ${logged.entry} of the log`])
  return rows
}

function saySignature({ name, role, on }: SignatureFacts): string {
  const who = [name ?? 'Name not published', role].filter(Boolean).join(', ')
  return on ? `${who}, on ${formatDayWords(on)}` : who
}

function summaryList(rows: readonly (readonly [string, string])[]): HTMLElement {
  return element(
    'dl',
    { class: 'govuk-summary-list' },
    ...rows.map(([key, value]) =>
      element(
        'div',
        { class: 'govuk-summary-list__row' },
        element('dt', { class: 'govuk-summary-list__key' }, key),
        element('dd', { class: 'govuk-summary-list__value' }, value),
      ),
    ),
  )
}

/** Puts a verdict where it is looked for, and the reader before it. */
export function showVerdict(place: Element, contents: readonly HTMLElement[]): void {
  place.replaceChildren(...contents)
  const heading = place.querySelector<HTMLElement>('h2')
  heading?.focus()
}
