import { Hono } from 'hono'
import { seated } from '../http/guard.ts'
import { countLost } from '../storage/read/lacking.ts'
import { listClockPile } from './clock-pile.ts'
import { listCampaignPiles, listProspectPile } from './campaign-piles.ts'
import {
  listDeclinedPile,
  listLapsePile,
  listProposalPile,
  listReportPile,
  listReviewPile,
  listSignUpPiles,
} from './desk-piles.ts'
import { signedIn } from './desk-visit.ts'
import { listEventPile } from './event-pile.ts'
import { listMailPile } from './mail-pile.ts'
import { DeskPage, PilesPage } from './pages/desk-today.tsx'
import type { Site } from './site.ts'

/** So many of a pile are shown where it is one among others, and so many where it is looked at by itself. */
const first = 10
const most = 200

/** What needs the coordinator today. */
export const deskTodayPages = new Hono<Site>()
  .get('/desk', async (c) => {
    if (seated(c, 'desk') === undefined) return c.redirect('/desk/session', 303)
    const coordinator = await signedIn(c)
    const { shell, parts } = c.var
    const own = c.req.query('mine') === 'yes'
    const owner = own ? coordinator.id : undefined
    const { check, signature, board } = await listSignUpPiles(c, first)
    const mine = [
      check,
      await listProposalPile(c),
      await listReportPile(c),
      await listReviewPile(c),
      await listLapsePile(c),
      await listMailPile(c, first),
      ...(await listCampaignPiles(c, first, owner)),
      await listProspectPile(c, owner),
      await listEventPile(c),
      await listClockPile(c),
    ]
    const others = [signature, board, await listDeclinedPile(c)]
    const lost = await countLost(parts.db)
    return c.html(<DeskPage shell={shell} name={coordinator.name} mine={mine} others={others} own={own} lost={lost} />)
  })
  .get('/desk/sign-ups', async (c) => {
    await signedIn(c)
    const piles = Object.values(await listSignUpPiles(c, most))
    return c.html(<PilesPage shell={c.var.shell} title="Sign-ups" piles={piles} />)
  })
