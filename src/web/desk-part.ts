import { Hono } from 'hono'
import { deskActPages } from './desk-acts.tsx'
import { deskBodyPages } from './desk-bodies.tsx'
import { deskCampaignPages } from './desk-campaigns.tsx'
import { deskCalendarPages } from './desk-calendar.tsx'
import { deskClockPages } from './desk-clock.tsx'
import { deskCoordinatorPages } from './desk-coordinators.tsx'
import { deskEditionPages } from './desk-editions.tsx'
import { deskEventPages } from './desk-events.tsx'
import { deskHandoverPages } from './desk-handover.tsx'
import { deskImportPages } from './desk-import.tsx'
import { deskMailPages } from './desk-mails.tsx'
import { deskInvitationPages } from './desk-invitations.tsx'
import { deskNeighbourPages } from './desk-neighbours.tsx'
import { deskNewcomerPages } from './desk-newcomers.tsx'
import { deskPaperPages } from './desk-paper.tsx'
import { deskPasskeyPages } from './desk-passkeys.tsx'
import { deskPeoplePages } from './desk-people.tsx'
import { deskProgressPages } from './desk-progress.tsx'
import { deskProposalPages } from './desk-proposals.tsx'
import { deskProspectPages } from './desk-prospects.tsx'
import { deskReportPages } from './desk-reports.tsx'
import { deskSessionPages } from './desk-sessions.tsx'
import { deskSignUpPages } from './desk-sign-ups.tsx'
import { deskTodayPages } from './desk-today.tsx'
import { deskTokenPages } from './desk-tokens.tsx'
import { deskTrailPages } from './desk-trail.tsx'
import { deskWebsitePages } from './desk-websites.tsx'
import { deskPages } from './desk.tsx'
import type { Site } from './site.ts'

/** The coordinators' part of the site, page by page. */
export const deskPart = new Hono<Site>()
  .route('/', deskPages)
  .route('/', deskTodayPages)
  .route('/', deskEventPages)
  .route('/', deskCampaignPages)
  .route('/', deskInvitationPages)
  .route('/', deskNewcomerPages)
  .route('/', deskProspectPages)
  .route('/', deskHandoverPages)
  .route('/', deskImportPages)
  .route('/', deskMailPages)
  .route('/', deskPaperPages)
  .route('/', deskSignUpPages)
  .route('/', deskBodyPages)
  .route('/', deskEditionPages)
  .route('/', deskActPages)
  .route('/', deskProgressPages)
  .route('/', deskProposalPages)
  .route('/', deskReportPages)
  .route('/', deskWebsitePages)
  .route('/', deskCalendarPages)
  .route('/', deskClockPages)
  .route('/', deskPeoplePages)
  .route('/', deskNeighbourPages)
  .route('/', deskTokenPages)
  .route('/', deskCoordinatorPages)
  .route('/', deskPasskeyPages)
  .route('/', deskSessionPages)
  .route('/', deskTrailPages)
