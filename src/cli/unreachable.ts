/** What was to be checked cannot be read: nothing is said of it, good or bad. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}
