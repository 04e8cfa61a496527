import { Hono } from 'hono'
import * as v from 'valibot'
import { approveProposal, turnDownProposal } from '../actions/perform-act.ts'
import { tellProposal, type ToldProposal } from '../actions/tell-proposal.ts'
import { formatEditionText } from '../core/edition-text.ts'
import { comparePassages } from '../core/text-diff.ts'
import { block, parse, parseId, readForm, type Typed } from '../http/parse.ts'
import { listEditions, readEdition } from '../storage/read/editions.ts'
import { signedIn } from './desk-visit.ts'
import { ProposalPage } from './pages/desk-proposal.tsx'
import type { Site, Visit } from './site.ts'

/** Acts that a second coordinator agrees to or turns down. */
export const deskProposalPages = new Hono<Site>()
  .get('/desk/proposals/:id', async (c) => show(c, {}))
  .post('/desk/proposals/:id/agreement', async (c) => {
    const by = await signedIn(c)
    await again(c)
    const id = parseId(c.req.param('id'))
    await approveProposal(c.var.parts, id, by)
    const { signing, edition } = (await tellProposal(c.var.parts, id)).about
    return c.redirect(signing ? `/bodies/${signing.body.slug}` : `/editions/${edition.slug}`, 303)
  })
  .post('/desk/proposals/:id/refusal', async (c) => {
    const by = await signedIn(c)
    const typed = await again(c)
    const { words } = parse(v.object({ words: block('Say why') }), typed)
    await turnDownProposal(c.var.parts, parseId(c.req.param('id')), by, words)
    return c.redirect('/desk', 303)
  })

async function show(c: Visit, typed: Typed): Promise<Response> {
  const by = await signedIn(c)
  const proposal = await tellProposal(c.var.parts, parseId(c.req.param('id') ?? ''))
  return c.html(
    <ProposalPage
      shell={c.var.shell}
      proposal={proposal}
      own={proposal.proposer.id === by.id}
      typed={typed}
      mistakes={[]}
      passages={await passagesOf(c, proposal)}
    />,
  )
}

/** What was sent; a refusal leads back to the proposal. */
async function again(c: Visit): Promise<Typed> {
  const by = await signedIn(c)
  const typed = await readForm(c)
  const proposal = await tellProposal(c.var.parts, parseId(c.req.param('id') ?? ''))
  const own = proposal.proposer.id === by.id
  c.set('again', async (mistakes) => {
    const shown = { proposal, own, typed, mistakes, passages: await passagesOf(c, proposal) }
    return <ProposalPage shell={c.var.shell} {...shown} />
  })
  return typed
}

/** What a correction that waits would change. */
async function passagesOf(c: Visit, { act, closedAt }: ToldProposal) {
  if (act.act !== 'correct-edition' || closedAt !== null) return []
  const { db } = c.var.parts
  const edition = (await listEditions(db)).find(({ id }) => id === act.edition)
  const text = edition && (await readEdition(db, edition, act.language))
  return text ? comparePassages(formatEditionText(text), act.text) : []
}
