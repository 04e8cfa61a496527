/** An operation of the API as its page shows it to people. `path` is that of its whole address; what begins with a colon is a parameter. */
export type OperationFacts = {
  id: string
  method: string
  path: string
  summary: string
  role: string | undefined
  scope: string | undefined
  /** The names of what the address is made of, those of the path first. */
  parameters: readonly { name: string; inPath: boolean; needed: boolean }[]
  /** A body of the right shape, where it takes one. */
  example: string | undefined
}
