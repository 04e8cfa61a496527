import { createClient } from '@libsql/client'
import { expect, inject, it } from 'vitest'

it('runs where the Worker runs', () => {
  expect(navigator.userAgent).toBe('Cloudflare-Workers')
})

it('writes a batch over HTTP, whole or not at all', async () => {
  const client = createClient({ url: inject('databaseUrl') })
  expect(client.protocol).toBe('http')
  await client.batch(['CREATE TABLE tried (n INTEGER PRIMARY KEY) STRICT', 'INSERT INTO tried VALUES (1)'], 'write')
  const refused = client.batch(['INSERT INTO tried VALUES (2)', 'INSERT INTO tried VALUES (1)'], 'write')
  await expect(refused).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
  expect((await client.execute('SELECT n FROM tried')).rows).toEqual([{ n: 1 }])
  await client.execute('DROP TABLE tried')
})
