import { countOf, type Finding } from '../../verify/finding.ts'
import { answerWords } from '../../verify/words.ts'
import type { AuditNews } from './audit-news.ts'
import { element } from './element.ts'

/** Lets a worker check the whole register once the button is pressed, and says how far it has come and what it found. */
export function offerAudit(button: HTMLButtonElement, progress: Element, place: Element): void {
  button.addEventListener('click', () => {
    button.disabled = true
    place.replaceChildren()
    progress.textContent = 'Reading the log…'
    const worker = new Worker(button.dataset['worker'] ?? '', { type: 'module' })
    const end = (words: string) => {
      worker.terminate()
      button.disabled = false
      progress.textContent = words
    }
    worker.addEventListener('message', ({ data: news }: MessageEvent<AuditNews>) => {
      if (news.kind === 'progress') {
        progress.textContent = `Checked ${news.done.toLocaleString('en-GB')} of ${countOf(news.size, 'entry', 'entries')}.`
        return
      }
      end(conclusions[news.conclusion])
      place.replaceChildren(findingsList(news.findings))
    })
    worker.addEventListener('error', () =>
      end('The check could not be finished. Load this page again and try once more.'),
    )
  })
}

function findingsList(findings: readonly Finding[]): HTMLElement {
  const lines = findings.map(({ holds, words }) =>
    element('li', {}, element('strong', {}, `${answerWords[holds]}.`), ` ${words}`),
  )
  return element('ul', { class: 'govuk-list govuk-list--bullet' }, ...lines)
}

const conclusions = {
  sound:
    'All of this holds. Your browser made every entry, every proof and the list again from what the register publishes.',
  unsound: 'Not verified: what this register publishes does not hold together.',
  unchecked: 'Nothing is wrong with what was checked, and not all of it could be.',
} as const
