/** The wording of a certificate in one language, by key. */
export type Words = { readonly language: string }

/** Reads `templates/certificate/*.md`; a missing or unknown key or slot is refused. */
export function parseWords(_text: string): Words {
  throw new Error('not built yet')
}
