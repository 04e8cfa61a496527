import { describe, expect, it } from 'vitest'
import { openRegister } from '../support/register.ts'

describe('before anybody signs, what no certificate could show is refused in plain words:', () => {
  it.each([
    ['Arabic', 'جمعية', 'ج م ع ي ة'],
    ['Hebrew', 'Beit שלום', 'ש ל ו ם'],
    ['Chinese', '中文', '中 文'],
    ['a mark that no letter takes up', 'q\u0302', '\u0302'],
  ])('%s', async (_script, name, characters) => {
    const register = await openRegister()
    const words = `The certificate cannot show ${characters}. Use Latin, Greek or Cyrillic letters, or ask us to help.`
    await expect(register.signUp({ body: { name } })).rejects.toMatchObject({ kind: 'unsettable', message: words })
    await register.check()
  })
})

it.each([
  ['Welsh', 'Cymdeithas Dŵr a Thŷ Ŵyr'],
  ['Polish', 'Towarzystwo Zażółć Gęślą Jaźń'],
  ['Greek', 'Ελληνική Κοινότητα Άνω Κοιλάδας'],
  ['Cyrillic', 'Українська громада Щасливого Їжака'],
  ['Vietnamese', 'Hội Người Việt Thung Lũng Ước Vọng'],
])('a name in %s comes as far as a certificate', async (_language, name) => {
  const register = await openRegister()
  await register.signUp({ body: { name } })
  await register.accept()
  await register.publish()
  const { rows } = await register.parts.db.$client.execute('SELECT length(pdf) > 10000 AS whole FROM certificates')
  expect(rows).toMatchObject([{ whole: 1 }])
  await register.check()
})
