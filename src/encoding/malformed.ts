/** A text or file that is not in the form its format asks for. Parsers throw it and nothing else. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}
