import { expect, it } from 'vitest'
import { printSheet, sheetOf } from '../../src/actions/signing-sheet.ts'
import { sheetCodeOf } from '../../src/core/sheet-code.ts'
import { readPage } from '../support/read-page.ts'
import { paperRegister } from '../support/paper.ts'

it('the printed sheet says who signs what, in which words, the digest of the text, and the code that finds it again', async () => {
  const register = await paperRegister()
  const id = await register.start()
  const sheet = await sheetOf(register.parts, await register.read(id))
  const pdf = await printSheet(register.parts, sheet)
  const { text } = await readPage(pdf)
  expect(text).toContain('Hilltop Village Hall signs the Shropshire Compact 2014. I am its')
  expect(text).toContain(sheet.editions[0]?.sha256)
  expect(text).toContain(`Its code is ${sheetCodeOf(id)}.`)
  expect(text.match(/Signature/g)).toHaveLength(2)
  const file = new TextDecoder('latin1').decode(pdf)
  expect(file).toContain('/StructTreeRoot')
  expect(await printSheet(register.parts, sheet)).toEqual(pdf)
})
