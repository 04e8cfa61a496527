import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { parseSize } from './checkpoint.ts'
import { formatVkey, parseVkey, type VerifierKey } from './vkey.ts'

/**
 * Whom to believe about a log, c2sp.org/tlog-policy. Logs and witnesses are in the order of the text, and so are groups,
 * whose members stand before them. A witness is known by `name` inside its policy alone; to the world by the name of its key.
 */
export type Policy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** A witness or a group; `none` asks for no cosignature at all. */
  readonly quorum: string
}

/** A log whose checkpoints count. The name of its key is its origin; a log that changed its key has a line for each. */
export type PolicyLog = { readonly key: VerifierKey; readonly url?: string }

/** A witness. `url` is where checkpoints are brought for it to cosign, c2sp.org/tlog-witness. */
export type PolicyWitness = { readonly name: string; readonly key: VerifierKey; readonly url?: string }

/** A group has seen a checkpoint when so many of its members have. */
export type PolicyGroup = {
  readonly name: string
  readonly threshold: 'all' | 'any' | number
  readonly members: readonly string[]
}

/**
 * The policy of a text. Spacing, comments and the order of kinds mean nothing and are not kept, so a digest is always one
 * of the text. The format allows any bytes above 0x7f; we ask for UTF-8, decoded strictly beforehand.
 */
export function parsePolicy(text: string): Policy {
  if (!/^[\t\n -~\u0080-\uffff]*$/.test(text) || !text.isWellFormed() || !text.endsWith('\n')) throw malformed()
  const [logs, witnesses, groups]: [PolicyLog[], PolicyWitness[], PolicyGroup[]] = [[], [], []]
  const names = new Set<string>()
  const members = new Set<string>()
  const [logKeys, witnessKeys] = [new Set<string>(), new Set<string>()]
  let quorum: string | undefined

  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.split(/[\t ]+/).filter((word) => word !== '')
    if (keyword === '' || keyword.startsWith('#')) continue
    if (keyword === 'log') {
      const log = parseLog(words)
      addOnce(logKeys, formatHex(log.key.publicKey))
      logs.push(log)
    } else if (keyword === 'witness') {
      const witness = parseWitness(words)
      addOnce(names, witness.name)
      addOnce(witnessKeys, formatHex(witness.key.publicKey))
      witnesses.push(witness)
    } else if (keyword === 'group') {
      const group = parseGroup(words)
      for (const member of group.members) {
        if (!names.has(member)) throw malformed()
        addOnce(members, member)
      }
      addOnce(names, group.name)
      groups.push(group)
    } else if (keyword === 'quorum' && quorum === undefined) {
      const [name = '', ...rest] = words
      if (rest.length > 0 || (name !== 'none' && !names.has(name))) throw malformed()
      quorum = name
    } else {
      throw malformed()
    }
  }
  if (quorum === undefined) throw malformed()
  return { logs, witnesses, groups, quorum }
}

/** The text of a policy as we write it: logs, witnesses, groups and the quorum, one space between words. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ key, url }) => ['log', formatVkey(key), ...optional(url)]),
    ...witnesses.map(({ name, key, url }) => ['witness', name, formatVkey(key), ...optional(url)]),
    ...groups.map(({ name, threshold, members }) => ['group', name, threshold, ...members]),
    ['quorum', quorum],
  ]
  return lines.map((words) => `${words.join(' ')}\n`).join('')
}

/** How many members of a group have to have seen a checkpoint. */
export function neededOf({ threshold, members }: PolicyGroup): number {
  if (threshold === 'any') return 1
  return threshold === 'all' ? members.length : threshold
}

function parseLog(words: readonly string[]): PolicyLog {
  const [vkey = '', url, ...rest] = words
  const key = parseVkey(vkey)
  if (key.type !== 'ed25519' || rest.length > 0) throw malformed()
  return url === undefined ? { key } : { key, url }
}

function parseWitness(words: readonly string[]): PolicyWitness {
  const [name = '', vkey = '', url, ...rest] = words
  const key = parseVkey(vkey)
  if (name === 'none' || key.type === 'ed25519' || rest.length > 0) throw malformed()
  return url === undefined ? { name, key } : { name, key, url }
}

function parseGroup(words: readonly string[]): PolicyGroup {
  const [name = '', limit = '', ...members] = words
  const group: PolicyGroup = {
    name,
    threshold: limit === 'all' || limit === 'any' ? limit : parseSize(limit),
    members,
  }
  const needed = neededOf(group)
  if (name === 'none' || members.length === 0 || needed < 1 || needed > members.length) throw malformed()
  return group
}

function addOnce(known: Set<string>, name: string): void {
  if (known.has(name)) throw malformed()
  known.add(name)
}

const optional = (url: string | undefined): string[] => (url === undefined ? [] : [url])
const malformed = (): Malformed => new Malformed('malformed policy')
