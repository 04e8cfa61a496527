/** A language as English speakers call it, and as its own do: `Welsh (Cymraeg)`. */
export function nameLanguage(code: string): string {
  const english = nameIn('en', code)
  const own = nameIn(code, code)
  return own === english ? english : `${english} (${own})`
}

/** A language as its own speakers call it: `Cymraeg`. */
export function ownName(code: string): string {
  return nameIn(code, code)
}

function nameIn(language: string, code: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(code) ?? code
}
