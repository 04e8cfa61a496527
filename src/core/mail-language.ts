/** The languages in which the register writes mail. */
export const mailLanguages = ['en', 'cy'] as const
export type MailLanguage = (typeof mailLanguages)[number]

/** What is said differently in each language. */
export type Said = (language: MailLanguage) => string

/** Words that are known in each. */
export function said(words: Readonly<Record<MailLanguage, string>>): Said {
  return (language) => words[language]
}
