/** A text or file that is not in the form its format asks for. Parsers throw it and nothing else. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

/** What a parser makes of a text, or undefined where the text is malformed: for whoever answers instead of throwing. */
export function unlessMalformed<Value>(parse: () => Value): Value | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** The same for what has to be waited for. */
export async function unlessMalformedLater<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** What a parser makes of a text; where it is malformed, whatever somebody is to be told of it is thrown. */
export function orSay<Value>(parse: () => Value, say: (words: string) => Error): Value {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Malformed) throw say(error.message)
    throw error
  }
}
