import { Hono } from 'hono'
import { printBoardPaper, writeBoardPaper } from '../actions/board-paper.ts'
import { BoardPaperPage } from './pages/board-paper.tsx'
import { preparedSignUp } from './sign-up-visit.ts'
import type { Site } from './site.ts'

/** The paper by which a sign-up goes to a board: to read, and to print. */
export const boardPaperPages = new Hono<Site>()
  .get('/sign/:id{[0-9a-f-]{36}}/board-paper', async (c) => {
    const signUp = await preparedSignUp(c)
    const paper = await writeBoardPaper(c.var.parts, signUp)
    return c.html(<BoardPaperPage shell={c.var.shell} id={signUp.id} paper={paper} />)
  })
  .get('/sign/:id{[0-9a-f-]{36}}/board-paper.pdf', async (c) => {
    const pdf = await printBoardPaper(c.var.parts, await preparedSignUp(c))
    return c.body(pdf, 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="board-paper.pdf"',
    })
  })
