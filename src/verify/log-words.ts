import type { LogFault } from '../log/audit.ts'

/** What is wrong with a log, as a sentence. */
export function tellLogFault({ reason, path }: LogFault): string {
  switch (reason) {
    case 'missing':
      return `${path} is missing.`
    case 'malformed':
      return `${path} is not in the form that it has to have.`
    case 'unsigned':
      return `${path} is not signed by the key of this log.`
    case 'bad-signature':
      return `${path} has a signature under the key of this log that is not good.`
    case 'other-log':
      return `${path} is the checkpoint of another log.`
    case 'differs':
      return `${path} is not what the entries give.`
    case 'root-differs':
      return 'The entries do not give the root that the checkpoint signs.'
    case 'shorter':
      return 'The log is shorter than a checkpoint of it that you hold: entries are gone.'
    case 'rewritten':
      return 'The log does not begin with the entries of a checkpoint of it that you hold: its past was rewritten.'
  }
}
