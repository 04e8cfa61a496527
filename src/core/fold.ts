// Letters that Unicode does not take apart into a base and a mark.
const stubborn: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  '&': ' and ',
}

/**
 * A text as search compares it: no marks, lower case, no apostrophes, single spaces, `&` as a word. `Tŷ Gwyn’s` and
 * `ty gwyns` fold alike. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return (
    text
      // Typed for an apostrophe; Unicode would take it apart into a space and a mark.
      .replaceAll('´', "'")
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[ßæœøđðħıłŧþ&]/g, (letter) => stubborn[letter] ?? letter)
      .replace(/['‘’‛ʹʻʼʽ`′]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  )
}
