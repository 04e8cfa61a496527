import type { Operation } from '../operation.ts'
import { actOperations } from './acts.ts'
import { boardOperations, boardPaperOperations } from './board.ts'
import { bodyOperations } from './bodies.ts'
import { campaignOperations } from './campaigns.ts'
import { certificateOperations } from './certificates.ts'
import { changeOperations } from './changes.ts'
import { clockOperations } from './clock.ts'
import { declineOperations } from './decline.ts'
import { coordinatorOperations } from './coordinators.ts'
import { coverageOperations } from './coverage.ts'
import { deskOperations } from './desk.ts'
import { editionDraftOperations } from './edition-drafts.ts'
import { editionOperations } from './editions.ts'
import { entryOperations } from './entries.ts'
import { eventOperations } from './events.ts'
import { evidenceOperations } from './evidence.ts'
import { instrumentOperations } from './instruments.ts'
import { importOperations } from './imports.ts'
import { listOperations } from './list.ts'
import { mailOperations } from './mails.ts'
import { mailboxOperations } from './mailbox.ts'
import { neighbourOperations } from './neighbours.ts'
import { ownSigningOperations } from './own-signings.ts'
import { paperOperations } from './papers.ts'
import { proofOperations } from './proofs.ts'
import { reportOperations } from './reports.ts'
import { replacementOperations } from './replacement.ts'
import { websiteOperations } from './websites.ts'
import { signUpOperations } from './sign-ups.ts'
import { signatoryOperations } from './signatories.ts'
import { signingOperations } from './signing.ts'
import { trailOperations } from './trail.ts'
import { tokenOperations } from './tokens.ts'

/** The whole API, in the order in which the document lists it. */
export const operations: readonly Operation[] = [
  ...signUpOperations,
  ...signingOperations,
  ...declineOperations,
  ...replacementOperations,
  ...boardOperations,
  ...boardPaperOperations,
  ...evidenceOperations,
  ...deskOperations,
  ...paperOperations,
  ...eventOperations,
  ...campaignOperations,
  ...importOperations,
  ...actOperations,
  ...reportOperations,
  ...websiteOperations,
  ...clockOperations,
  ...mailOperations,
  ...editionDraftOperations,
  ...neighbourOperations,
  ...tokenOperations,
  ...coordinatorOperations,
  ...trailOperations,
  ...signatoryOperations,
  ...listOperations,
  ...coverageOperations,
  ...bodyOperations,
  ...editionOperations,
  ...instrumentOperations,
  ...changeOperations,
  ...certificateOperations,
  ...ownSigningOperations,
  ...entryOperations,
  ...proofOperations,
  ...mailboxOperations,
]
