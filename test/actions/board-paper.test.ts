import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printBoardPaper, writeBoardPaper } from '../../src/actions/board-paper.ts'
import { fillInSignUp, requireSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { openRegister } from '../support/register.ts'

it('the PDF of a paper is sound and tagged, and its structure reads every word of the page in order, with its headings', async () => {
  const register = await openRegister()
  const { parts, folder } = register
  const { id } = await register.start()
  await fillInSignUp(parts, id, register.answers({ editions: register.editions, body: { name: 'Cyngor Tŷ Wen' } }))
  const signUp = await requireSignUp(parts, id)
  writeFileSync(join(folder, 'paper.pdf'), await printBoardPaper(parts, signUp))
  const run = (tool: string, ...args: string[]) => spawnSync(tool, args, { cwd: folder, encoding: 'utf8' }).stdout
  expect(run('qpdf', '--check', 'paper.pdf')).toContain('No syntax or stream encoding errors found')
  expect(run('pdfinfo', 'paper.pdf')).toMatch(/^Tagged: +yes$/m)

  const { title, sections } = await writeBoardPaper(parts, signUp)
  const words = [
    title,
    ...sections.flatMap(({ heading, blocks }) => [
      heading,
      ...blocks.flatMap((block) => {
        if ('lines' in block) return block.lines.flatMap(({ label, text }) => [label, text])
        return 'paragraph' in block ? block.paragraph : block.subheading
      }),
    ]),
  ]
  const structure = run('pdfinfo', '-struct-text', 'paper.pdf')
  // What a screen reader meets: every text once, and nothing between.
  const read = Array.from(structure.matchAll(/"([^]*?)"\n/g), ([, text = '']) => text).join(' ')
  expect(flatten(read)).toBe(flatten(words.join(' ')))
  for (const tag of ['H1', 'H2', 'H3']) expect(structure).toContain(tag)
})

it('there is no paper before it is known what is to be signed', async () => {
  const register = await openRegister()
  const { id } = await register.start()
  const signUp = await requireSignUp(register.parts, id)
  await expect(writeBoardPaper(register.parts, signUp)).rejects.toMatchObject({ kind: 'not-found' })
})

function flatten(text: string): string {
  return text.replaceAll(/\s+/g, '').normalize('NFC')
}
