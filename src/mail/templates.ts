import acceptedCy from '../../templates/mail/accepted.cy.md'
import acceptedEn from '../../templates/mail/accepted.en.md'
import changeAcceptedCy from '../../templates/mail/change-accepted.cy.md'
import changeAcceptedEn from '../../templates/mail/change-accepted.en.md'
import changeCy from '../../templates/mail/change.cy.md'
import changeEn from '../../templates/mail/change.en.md'
import codeCy from '../../templates/mail/code.cy.md'
import codeEn from '../../templates/mail/code.en.md'
import declinedCy from '../../templates/mail/declined.cy.md'
import declinedEn from '../../templates/mail/declined.en.md'
import invitationCy from '../../templates/mail/invitation.cy.md'
import invitationEn from '../../templates/mail/invitation.en.md'
import keyTermCy from '../../templates/mail/key-term.cy.md'
import keyTermEn from '../../templates/mail/key-term.en.md'
import lapseAheadCy from '../../templates/mail/lapse-ahead.cy.md'
import lapseAheadEn from '../../templates/mail/lapse-ahead.en.md'
import lapseCy from '../../templates/mail/lapse.cy.md'
import lapseEn from '../../templates/mail/lapse.en.md'
import mistakeCy from '../../templates/mail/mistake.cy.md'
import mistakeEn from '../../templates/mail/mistake.en.md'
import oneOfTwoCy from '../../templates/mail/one-of-two.cy.md'
import oneOfTwoEn from '../../templates/mail/one-of-two.en.md'
import paperCheckCy from '../../templates/mail/paper-check.cy.md'
import paperCheckEn from '../../templates/mail/paper-check.en.md'
import proposalCy from '../../templates/mail/proposal.cy.md'
import proposalEn from '../../templates/mail/proposal.en.md'
import reassignedCy from '../../templates/mail/reassigned.cy.md'
import reassignedEn from '../../templates/mail/reassigned.en.md'
import recordCy from '../../templates/mail/record.cy.md'
import recordEn from '../../templates/mail/record.en.md'
import reminderCy from '../../templates/mail/reminder.cy.md'
import reminderEn from '../../templates/mail/reminder.en.md'
import resumeCy from '../../templates/mail/resume.cy.md'
import resumeEn from '../../templates/mail/resume.en.md'
import returnedCy from '../../templates/mail/returned.cy.md'
import returnedEn from '../../templates/mail/returned.en.md'
import seatCy from '../../templates/mail/seat.cy.md'
import seatEn from '../../templates/mail/seat.en.md'
import seatedCy from '../../templates/mail/seated.cy.md'
import seatedEn from '../../templates/mail/seated.en.md'
import secondCheckCy from '../../templates/mail/second-check.cy.md'
import secondCheckEn from '../../templates/mail/second-check.en.md'
import signatureCy from '../../templates/mail/signature.cy.md'
import signatureEn from '../../templates/mail/signature.en.md'
import slipCy from '../../templates/mail/slip.cy.md'
import slipEn from '../../templates/mail/slip.en.md'
import turnedDownCy from '../../templates/mail/turned-down.cy.md'
import turnedDownEn from '../../templates/mail/turned-down.en.md'
import undecidedCy from '../../templates/mail/undecided.cy.md'
import undecidedEn from '../../templates/mail/undecided.en.md'
import unfinishedCy from '../../templates/mail/unfinished.cy.md'
import unfinishedEn from '../../templates/mail/unfinished.en.md'
import waitingCy from '../../templates/mail/waiting.cy.md'
import waitingEn from '../../templates/mail/waiting.en.md'
import wrongPersonCy from '../../templates/mail/wrong-person.cy.md'
import wrongPersonEn from '../../templates/mail/wrong-person.en.md'
import type { MailLanguage } from '../core/mail-language.ts'

/** The words of every mail, in each language: `Subject: …`, an empty line, and the text, with gaps in braces. */
export const templates = {
  accepted: { en: acceptedEn, cy: acceptedCy },
  'change-accepted': { en: changeAcceptedEn, cy: changeAcceptedCy },
  change: { en: changeEn, cy: changeCy },
  code: { en: codeEn, cy: codeCy },
  declined: { en: declinedEn, cy: declinedCy },
  invitation: { en: invitationEn, cy: invitationCy },
  lapse: { en: lapseEn, cy: lapseCy },
  'lapse-ahead': { en: lapseAheadEn, cy: lapseAheadCy },
  'key-term': { en: keyTermEn, cy: keyTermCy },
  mistake: { en: mistakeEn, cy: mistakeCy },
  'one-of-two': { en: oneOfTwoEn, cy: oneOfTwoCy },
  'paper-check': { en: paperCheckEn, cy: paperCheckCy },
  proposal: { en: proposalEn, cy: proposalCy },
  reassigned: { en: reassignedEn, cy: reassignedCy },
  record: { en: recordEn, cy: recordCy },
  reminder: { en: reminderEn, cy: reminderCy },
  resume: { en: resumeEn, cy: resumeCy },
  returned: { en: returnedEn, cy: returnedCy },
  seat: { en: seatEn, cy: seatCy },
  seated: { en: seatedEn, cy: seatedCy },
  'second-check': { en: secondCheckEn, cy: secondCheckCy },
  signature: { en: signatureEn, cy: signatureCy },
  slip: { en: slipEn, cy: slipCy },
  'turned-down': { en: turnedDownEn, cy: turnedDownCy },
  undecided: { en: undecidedEn, cy: undecidedCy },
  unfinished: { en: unfinishedEn, cy: unfinishedCy },
  waiting: { en: waitingEn, cy: waitingCy },
  'wrong-person': { en: wrongPersonEn, cy: wrongPersonCy },
} as const satisfies Record<string, Record<MailLanguage, string>>
