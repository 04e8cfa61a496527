import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type Client, type InValue } from '@libsql/client/web'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startHranaFront, type HranaFront } from '../support/hrana-front.ts'

let folder: string
let front: HranaFront
let clients: Client[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hrana-'))
  front = await startHranaFront(`file:${join(folder, 'register.db')}`)
  clients = []
})

afterEach(async () => {
  for (const client of clients) client.close()
  await front.close()
  rmSync(folder, { recursive: true })
})

function connect(intMode: 'number' | 'bigint' = 'number'): Client {
  const client = createClient({ url: front.url, intMode })
  clients.push(client)
  return client
}

async function openNotes(): Promise<Client> {
  const client = connect()
  await client.executeMultiple(`
    CREATE TABLE notes (position INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT;
    CREATE TRIGGER notes_stay BEFORE DELETE ON notes BEGIN SELECT raise(ABORT, 'notes stay'); END;
  `)
  return client
}

const Answer = v.looseObject({ baton: v.nullish(v.string()) })

async function sendPipeline(pipeline: object) {
  const response = await fetch(`${front.url}/v2/pipeline`, { method: 'POST', body: JSON.stringify(pipeline) })
  return { status: response.status, ...v.parse(Answer, await response.json()) }
}

const write = (words: string) => ({ sql: 'INSERT INTO notes (words) VALUES (?)', args: [words] })

async function listWords(client: Client): Promise<unknown[]> {
  const { rows } = await client.execute('SELECT words FROM notes ORDER BY position')
  return rows.map((row) => row['words'])
}

describe('a statement over HTTP', () => {
  it.each<[string, InValue, string]>([
    ['null', null, 'null'],
    ['an integer', 42n, 'integer'],
    ['the largest integer', 9223372036854775807n, 'integer'],
    ['the smallest integer', -9223372036854775808n, 'integer'],
    ['a real number', 0.5, 'real'],
    ['a text', "it's Pŵl; 🌻", 'text'],
    ['a text that looks like a number', '007', 'text'],
  ])('gives back %s as it was bound', async (_what, value, type) => {
    const { rows } = await connect('bigint').execute({ sql: 'SELECT ? AS value, typeof(?1) AS type', args: [value] })
    expect(rows).toEqual([{ value, type }])
  })

  it.each([0, 1, 2, 3, 256])('gives back a blob of %i bytes', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, n) => n)
    const { rows } = await connect().execute({ sql: 'SELECT ? AS bytes, typeof(?1) AS type', args: [bytes] })
    expect(rows).toEqual([{ bytes: bytes.buffer, type: 'blob' }])
  })

  it('binds by name', async () => {
    const args = { town: 'Ludlow', size: 3 }
    const { rows } = await connect().execute({ sql: 'SELECT :town AS town, $size AS size', args })
    expect(rows).toEqual([{ town: 'Ludlow', size: 3 }])
  })

  it('says what it changed and where', async () => {
    const client = await openNotes()
    const inserted = await client.execute(write('one'))
    expect([inserted.rowsAffected, inserted.lastInsertRowid]).toEqual([1, 1n])
    const returning = await client.execute("INSERT INTO notes (words) VALUES ('two'), ('three') RETURNING position")
    expect([returning.rowsAffected, returning.lastInsertRowid]).toEqual([2, 3n])
    expect(returning.rows).toEqual([{ position: 2 }, { position: 3 }])
    const read = await client.execute('SELECT * FROM notes')
    expect([read.rowsAffected, read.lastInsertRowid]).toEqual([0, undefined])
    expect(read.columnTypes).toEqual(['INTEGER', 'TEXT'])
  })

  it('refuses an integer that a JavaScript number cannot hold', async () => {
    await expect(connect().execute('SELECT 9007199254740993')).rejects.toThrow(RangeError)
  })
})

describe('a refused statement', () => {
  it('carries the primary code of the engine and no extended one', async () => {
    const client = await openNotes()
    await client.execute(write('once'))
    const twice = client.execute(write('once'))
    await expect(twice).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT', extendedCode: undefined })
    await expect(twice).rejects.toThrow('UNIQUE constraint failed: notes.words')
  })

  it.each([
    ['is not SQL', 'SELCT 1', 'SQLITE_ERROR'],
    ['is nothing but a comment', '-- nothing', 'SQL_NO_STATEMENT'],
    ['is two', 'SELECT 1; SELECT 2', 'SQL_MANY_STATEMENTS'],
    ['hides a second behind a comment', 'SELECT 1 /* ; */ ; -- one\nSELECT 2', 'SQL_MANY_STATEMENTS'],
    [
      'is a trigger and another',
      'CREATE TRIGGER t BEFORE DELETE ON notes BEGIN SELECT 1; END; DROP TABLE notes',
      'SQL_MANY_STATEMENTS',
    ],
  ])('because it %s', async (_why, sql, code) => {
    const client = await openNotes()
    await expect(client.execute(sql)).rejects.toMatchObject({ code })
    expect(await listWords(client)).toEqual([])
  })

  it.each([
    ["SELECT 'a;b' AS v;"],
    ['SELECT 1 AS "a;b" ; -- that is all'],
    ['CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END;'],
  ])('is not one that merely contains semicolons: %s', async (sql) => {
    const client = await openNotes()
    await expect(client.execute(sql)).resolves.toBeDefined()
  })
})

describe('a write batch', () => {
  it('is kept whole', async () => {
    const client = await openNotes()
    const results = await client.batch([write('one'), write('two')], 'write')
    expect(results.map(({ lastInsertRowid }) => lastInsertRowid)).toEqual([1n, 2n])
    expect(await listWords(connect())).toEqual(['one', 'two'])
  })

  it.each([
    ['its second statement meets a constraint', write('one'), 'SQLITE_CONSTRAINT'],
    ['a trigger aborts', { sql: 'DELETE FROM notes', args: [] }, 'SQLITE_CONSTRAINT'],
    ['its second statement is not SQL', { sql: 'INSRT', args: [] }, 'SQLITE_ERROR'],
    ['its second statement is two', { sql: 'SELECT 1; SELECT 2', args: [] }, 'SQL_MANY_STATEMENTS'],
  ])('leaves nothing when %s', async (_why, second, code) => {
    const client = await openNotes()
    await expect(client.batch([write('one'), second, write('three')], 'write')).rejects.toMatchObject({ code })
    expect(await listWords(client)).toEqual([])
    await client.batch([write('later')], 'write')
    expect(await listWords(client)).toEqual(['later'])
  })

  it('reports the words of the trigger that aborted it', async () => {
    const client = await openNotes()
    await client.execute(write('one'))
    await expect(client.batch([{ sql: 'DELETE FROM notes', args: [] }], 'write')).rejects.toThrow('notes stay')
    expect(await listWords(client)).toEqual(['one'])
  })

  it('stores a text that it uses often', async () => {
    const client = await openNotes()
    await client.batch(
      Array.from({ length: 40 }, (_, n) => write(`note ${n}`)),
      'write',
    )
    expect(await listWords(client)).toHaveLength(40)
  })

  it('never fails among eight writers', async () => {
    await openNotes()
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const client = connect()
      for (let n = 0; n < 10; n += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await client.batch([write(`${writer}.${n}.a`), write(`${writer}.${n}.b`)], 'write')
      }
    })
    await Promise.all(writers)
    const words = await listWords(connect())
    expect(words).toHaveLength(160)
    // The two notes of a batch stand side by side: nobody wrote in between.
    expect(words.every((word, n) => n % 2 === 1 || words[n + 1] === String(word).replace(/a$/, 'b'))).toBe(true)
  })
})

describe('an interactive transaction', () => {
  it('is seen by others when it is committed, and not before', async () => {
    const client = await openNotes()
    const transaction = await client.transaction('write')
    await transaction.execute(write('one'))
    expect(await listWords(connect())).toEqual([])
    const { rows } = await transaction.execute('SELECT count(*) AS n FROM notes')
    expect(rows).toEqual([{ n: 1 }])
    await transaction.executeMultiple(
      "INSERT INTO notes (words) VALUES ('two'); INSERT INTO notes (words) VALUES ('three')",
    )
    await transaction.commit()
    expect(await listWords(connect())).toEqual(['one', 'two', 'three'])
  })

  it.each(['rollback', 'close'] as const)('leaves nothing after %s', async (ending) => {
    const client = await openNotes()
    const transaction = await client.transaction('write')
    await transaction.execute(write('one'))
    await transaction[ending]()
    await client.execute(write('later'))
    expect(await listWords(client)).toEqual(['later'])
  })

  it('goes on after a refused statement', async () => {
    const client = await openNotes()
    const transaction = await client.transaction('write')
    await transaction.execute(write('one'))
    await expect(transaction.execute(write('one'))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    await transaction.execute(write('two'))
    await transaction.commit()
    expect(await listWords(client)).toEqual(['one', 'two'])
  })

  it('that begins immediate makes other writers wait, in the order in which they came', async () => {
    const client = await openNotes()
    const transaction = await client.transaction('write')
    await transaction.execute(write('first'))
    const second = connect().batch([write('second')], 'write')
    const settled = await Promise.race([second.then(() => 'written'), listWords(connect()).then(() => 'waiting')])
    expect(settled).toBe('waiting')
    const third = connect().execute(write('third'))
    await listWords(connect())
    await transaction.commit()
    await Promise.all([second, third])
    expect(await listWords(client)).toEqual(['first', 'second', 'third'])
  })

  it('that begins deferred and read what has changed since is refused its write, and harms nobody', async () => {
    const client = await openNotes()
    const transaction = await client.transaction('deferred')
    await transaction.execute('SELECT count(*) FROM notes')
    await connect().execute(write('overtaking'))
    await expect(transaction.execute(write('overtaken'))).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    transaction.close()
    await client.batch([write('later')], 'write')
    expect(await listWords(client)).toEqual(['overtaking', 'later'])
  })

  it('cannot be continued under a baton that is not its latest', async () => {
    const first = await sendPipeline({ requests: [{ type: 'execute', stmt: { sql: 'SELECT 1' } }] })
    const second = await sendPipeline({ baton: first.baton, requests: [] })
    expect(second).toMatchObject({ status: 200, results: [] })
    expect(second.baton).not.toBe(first.baton)
    expect(await sendPipeline({ baton: first.baton, requests: [] })).toMatchObject({
      status: 400,
      code: 'STREAM_EXPIRED',
    })
    expect(await sendPipeline({ baton: second.baton, requests: [] })).toMatchObject({ status: 200 })
  })
})

describe('the front', () => {
  it.each([
    ['GET', '/v2', 200],
    ['GET', '/v3-protobuf', 404],
    ['GET', '/', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(front.url + path, { method })).status).toBe(status)
  })

  it('describes a statement without running it', async () => {
    await openNotes()
    const describeOne = (sql: string) =>
      sendPipeline({ requests: [{ type: 'describe', sql }, { type: 'get_autocommit' }, { type: 'close' }] })
    expect(await describeOne('SELECT words FROM notes WHERE position = ?')).toMatchObject({
      baton: null,
      results: [
        {
          response: {
            result: {
              params: [{ name: null }],
              cols: [{ name: 'words', decltype: 'TEXT' }],
              is_readonly: true,
              is_explain: false,
            },
          },
        },
        { response: { is_autocommit: true } },
        { type: 'ok' },
      ],
    })
    expect(await describeOne("INSERT INTO notes (words) VALUES ('x')")).toMatchObject({
      results: [{ response: { result: { is_readonly: false } } }, {}, {}],
    })
    expect(await listWords(connect())).toEqual([])
  })

  it.each([
    ['no JSON', '{'],
    ['a request it does not know', JSON.stringify({ requests: [{ type: 'drop' }] })],
  ])('refuses %s', async (_what, body) => {
    expect((await fetch(`${front.url}/v2/pipeline`, { method: 'POST', body })).status).toBe(400)
  })

  it('rolls back what a client left lying, so that the others can write', async () => {
    await openNotes()
    const impatient = await startHranaFront(`file:${join(folder, 'register.db')}`, 20)
    const client = createClient({ url: impatient.url })
    clients.push(client)
    const left = await client.transaction('write')
    await left.execute(write('left lying'))
    await client.execute(write('later'))
    await expect(left.commit()).rejects.toMatchObject({ code: 'STREAM_EXPIRED' })
    expect(await listWords(client)).toEqual(['later'])
    await impatient.close()
  })

  it('opens the file that another front left, with all that was in it', async () => {
    const client = await openNotes()
    await client.execute(write('kept'))
    await front.close()
    front = await startHranaFront(`file:${join(folder, 'register.db')}`)
    expect(await listWords(connect())).toEqual(['kept'])
  })
})
