import { againIfOvertaken } from '../../src/actions/parts.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { append } from '../../src/storage/write/append.ts'
import { acts } from './acts.ts'

// One of several writers: bare acts depend on nothing but their key, whole ones are decided on the log as it is.
const [file = '', kind = '', who = '', count = '', start = ''] = process.argv.slice(2)
const db = await openDatabase({ url: `file:${file}` })
const chance = (length: number) => crypto.getRandomValues(new Uint8Array(length))
await logSize(db)
await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()))
const begun = Date.now()
const times: number[] = []
for (let n = 0; n < Number(count); n += 1) {
  const since = performance.now()
  await (kind === 'bare' ? conclude(n) : register(n))
  times.push(performance.now() - since)
}
process.stdout.write(JSON.stringify({ begun, ended: Date.now(), times }))

async function conclude(n: number): Promise<void> {
  await append(db, { key: `together:${kind}:${who}:${n}`, size: null, drafts: [acts.bare()] })
}

async function register(n: number): Promise<void> {
  try {
    await againIfOvertaken({ chance }, async () => {
      const draft = acts.whole(Number(who) * 1_000_000 + n)
      await append(db, { key: `together:${kind}:${who}:${n}`, size: await logSize(db), drafts: [draft] })
    })
  } catch (error) {
    // As somebody who presses again.
    if (!(error instanceof Refusal) || error.kind !== 'overtaken') throw error
    await register(n)
  }
}
