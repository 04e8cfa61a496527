/** The languages in which the register writes mail. */
export const mailLanguages = ['en', 'cy'] as const
export type MailLanguage = (typeof mailLanguages)[number]
