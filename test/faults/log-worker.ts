import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkpoint } from '../../src/actions/checkpoint.ts'
import { againIfOvertaken, stamp, type Parts } from '../../src/actions/parts.ts'
import { showCheckpoint } from '../../src/actions/publish-checkpoint.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { Refusal } from '../../src/core/refusal.ts'
import { head, type Draft } from '../../src/core/stamp.ts'
import { makeUuid } from '../../src/core/uuid.ts'
import { readSettings } from '../../src/env.ts'
import { buildParts } from '../../src/parts.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { markInFile } from '../../src/storage/mark-file.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { findPublished } from '../../src/storage/read/log.ts'
import { append } from '../../src/storage/write/append.ts'

// One process of many on one database. It says what it was told was done, a line each, and may die at any moment.
const [folder = '', what = '', who = '', from = '0', until = '0'] = process.argv.slice(2)
const db = await openDatabase({ url: `file:${join(folder, 'register.db')}` })
const parts = await buildParts({
  db,
  settings: readSettings({ ORIGIN: 'http://localhost:8787' }),
  keys: readFileSync(join(folder, 'keys.json'), 'utf8'),
  marks: (name) => markInFile(join(folder, name)),
  later: () => undefined,
  report: (event) => console.error(JSON.stringify(event)),
})
// The same at every attempt: an act that was done before somebody died over its answer is known again by what it says.
const edition = makeUuid(0, new Uint8Array(10))
if (what === 'write') for (let n = Number(from); n < Number(until); n += 1) await writeOne(n)
else for (;;) await signAndShow()

async function writeOne(n: number): Promise<void> {
  // Every tenth act is one that all of them do.
  const key = n % 10 === 0 ? `shared:${n}` : `own:${who}:${n}`
  const position = await persistently(async () => {
    const draft = n % 10 === 0 ? newBody(n) : conclusion(n)
    const [first] = await append(db, { key, size: await logSize(db), drafts: [draft] })
    return first?.position
  })
  console.log(JSON.stringify({ n, key, position, at: Date.now() }))
}

/** As somebody who presses again, however often others were first. */
async function persistently<Done>(act: () => Promise<Done>): Promise<Done> {
  try {
    return await againIfOvertaken(parts, act)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'overtaken') return persistently(act)
    throw error
  }
}

function newBody(n: number): Draft {
  const { common, disclosures } = head(stamp(parts), [{ name: 'name.en', value: `Body ${n}`, public: true }])
  return { entry: { ...common, type: 'body.registered', kind: 'assembly', sector: 'vcs' }, disclosures }
}

function conclusion(n: number): Draft {
  const { common, disclosures } = head(stamp(parts), [{ name: 'reason', value: `${who} ${n}`, public: false }])
  const on = parseFullDay('2026-03-04')
  return {
    entry: { ...common, type: 'review.concluded', edition, outcome: 'no-change', on },
    disclosures,
  }
}

/** Both what is signed here and what the world may see. */
async function signAndShow(): Promise<void> {
  const begun = Date.now()
  const signed = await checkpoint(parts satisfies Parts)
  if (signed) await showCheckpoint(parts, signed)
  const shown = await findPublished(db)
  for (const one of [signed, shown]) if (one) console.log(JSON.stringify({ begun, size: one.size, note: one.note }))
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200))
}
