import { expect, it } from 'vitest'
import { findBody } from '../../src/storage/read/bodies.ts'
import { findEdition } from '../../src/storage/read/editions.ts'
import { append } from '../../src/storage/write/append.ts'
import { historyOf } from '../support/history.ts'
import { prepareRegister } from '../support/register.ts'

it('a body and an edition that are called alike are found each at its own address', async () => {
  const { parts } = await prepareRegister()
  const drafts = historyOf([
    { type: 'body.registered', pick: 0, other: 0, name: 'Vale Council 8' },
    { type: 'edition.published', pick: 8, other: 0, name: '' },
  ])
  await append(parts.db, { key: 'all', size: 0, drafts })
  expect((await findBody(parts.db, 'vale-council-8'))?.name).toBe('Vale Council 8')
  expect((await findEdition(parts.db, 'vale-council-8'))?.label).toBe('8')
})
