import { promises, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Database from 'libsql'

// Loaded before a program (node --import): counts what it does to the disk, and kills it before a step that was named. What
// is between two steps the disk does not see. The first one is told, for whoever would rather kill it from outside.
const last = Number(process.env['DIE_AT'] || Infinity)
let steps = 0

function step(): void {
  steps += 1
  if (steps === 1) writeSync(2, 'begun\n')
  if (steps === last) process.kill(process.pid, 'SIGKILL')
}
process.on('exit', () => writeSync(2, `steps ${steps}\n`))

/** Puts a step before a function, where its first arguments say so. */
function stepBefore(owner: object, name: string, counts: (...first: unknown[]) => boolean = () => true): void {
  const act: unknown = Reflect.get(owner, name)
  if (typeof act !== 'function') throw new Error(`there is no ${name}`)
  Reflect.set(owner, name, function (this: unknown, ...given: unknown[]): unknown {
    if (counts(...given)) step()
    return Reflect.apply(act, this, given)
  })
}

stepBefore(Database.prototype, 'prepare', (sql) => /^\s*(COMMIT|PRAGMA wal_checkpoint)/i.test(String(sql)))
const file = await promises.open(process.execPath)
await file.close()
for (const name of ['write', 'writeFile', 'sync']) stepBefore(Object.getPrototypeOf(file), name)
stepBefore(promises, 'open', (_path, flags) => flags !== undefined && flags !== 'r')
stepBefore(promises, 'rename')
syncBuiltinESMExports()
