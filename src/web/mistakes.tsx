import { Hono } from 'hono'
import * as v from 'valibot'
import { findSubject } from '../actions/find-subject.ts'
import { stamp } from '../actions/parts.ts'
import { reportMistake } from '../actions/report-mistake.ts'
import { block, optionalMailbox, parse, parseId, readForm, typedText } from '../http/parse.ts'
import { MistakePage } from './pages/mistake.tsx'
import { PlainPage } from './pages/plain.tsx'
import type { Site } from './site.ts'

/** Whoever finds a mistake says so, without an account. */
export const mistakePages = new Hono<Site>()
  .get('/mistake', async (c) => {
    const subject = await findSubject(c.var.parts.db, c.req.query('about') ?? '/')
    const typed = { key: stamp(c.var.parts).id() }
    return c.html(<MistakePage shell={c.var.shell} subject={subject} typed={typed} mistakes={[]} />)
  })
  .post('/mistake', async (c) => {
    const typed = await readForm(c)
    const subject = await findSubject(c.var.parts.db, typedText(typed, 'about'))
    c.set('again', (mistakes) => (
      <MistakePage shell={c.var.shell} subject={subject} typed={typed} mistakes={mistakes} />
    ))
    const said = parse(v.object({ words: block('Say what is wrong'), email: optionalMailbox }), typed)
    const key = parseId(typedText(typed, 'key'))
    await reportMistake(c.var.parts, { about: subject.place, words: said.words, address: said.email }, key)
    const answer = said.email ? 'We will answer by email.' : 'You left no email address, so we will not write to you.'
    return c.html(
      <PlainPage
        shell={c.var.shell}
        title="Thank you"
        words={[
          `Whoever keeps the register looks at it. ${answer}`,
          'What is put right is shown on the page, with its day.',
        ]}
        next={{ href: subject.place, words: `Back to ${subject.name}` }}
      />,
    )
  })
