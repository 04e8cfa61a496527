import { mostPledges, type OwnWords } from '../core/own-words.ts'
import { Refusal } from '../core/refusal.ts'
import type { SignUpDraft } from '../core/sign-up.ts'
import { listEditions, readEdition } from '../storage/read/editions.ts'
import type { Parts } from './parts.ts'

/** Refuses pledges under what is not being signed, two under one theme, and more than an entry has room for. */
export async function assureOwnWords(
  { db }: Parts,
  { pledges }: OwnWords,
  chosen: SignUpDraft['editions'],
): Promise<void> {
  if (pledges.length > mostPledges) {
    throw new Refusal('field-invalid', `Make at most ${mostPledges} pledges`, 'statement')
  }
  const editions = await listEditions(db)
  for (const [n, { edition, theme }] of pledges.entries()) {
    const asked = chosen.find((one) => one.edition === edition)
    const found = asked && editions.find(({ id }) => id === edition)
    const text = found && (await readEdition(db, found, asked.language))
    const again = pledges.slice(0, n).some((one) => one.edition === edition && one.theme === theme)
    if (again || !text?.themes.some(({ number }) => number === theme)) {
      const words = again ? 'Make one pledge under each theme' : 'Pledge something under a theme of what is signed'
      throw new Refusal('field-invalid', words, `own.pledges.${n}.theme`)
    }
  }
}
