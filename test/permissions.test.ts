import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Parts } from '../src/actions/parts.ts'
import { listRequests } from '../src/actions/sign-edition.ts'
import { requireSession } from '../src/actions/sessions.ts'
import { describeApi } from '../src/api/document.ts'
import { appOf, routesOfApp } from './support/app.ts'
import { checkAnswer } from './support/document-check.ts'
import { sheetCodeOf } from '../src/core/sheet-code.ts'
import { dumpTables } from './support/dump.ts'
import { hand } from './support/paper.ts'
import { clerk, everybody, setStage, type Person, type Stage } from './support/stage.ts'

/**
 * What everybody is answered at every door, one status where it is the same for all. Whoever sits in a role holds its
 * session and offers it wherever one can be offered. "This" sign-up is the one in the address, or the one that the clerk
 * was sent; `:asked` is the edition in it. 409 and 422 are answers to somebody who may ask; `door` is the desk's door. Where
 * the last two are not named, the role at the desk does not matter.
 */
const table = `
                                              nobody preparer another's invited signatory another's coordinator second left   assistant reader
                                                     of this  preparer  of this of this   signatory             coord. desk
GET    /                                      200
GET    /sign                                  200
GET    /sign/start                            200
POST   /sign/start                            303
GET    /sign/:begun                           401    200      403       401     401       401       401         401    401
GET    /sign/:begun/organisation              401    200      403       401     401       401       401         401    401
POST   /sign/:begun/organisation              401    303      403       401     401       401       401         401    401
GET    /sign/:begun/editions                  401    200      403       401     401       401       401         401    401
POST   /sign/:begun/editions                  401    303      403       401     401       401       401         401    401
GET    /sign/:begun/signatory                 401    200      403       401     401       401       401         401    401
POST   /sign/:begun/signatory                 401    303      403       401     401       401       401         401    401
GET    /sign/:begun/second-signatory          401    200      403       401     401       401       401         401    401
POST   /sign/:begun/second-signatory          401    303      403       401     401       401       401         401    401
POST   /sign/:begun/second-signatory/removal  401    303      403       401     401       401       401         401    401
GET    /sign/:begun/own-words                 401    200      403       401     401       401       401         401    401
POST   /sign/:begun/own-words                 401    303      403       401     401       401       401         401    401
GET    /sign/:begun/members                   401    200      403       401     401       401       401         401    401
POST   /sign/:begun/members                   401    303      403       401     401       401       401         401    401
GET    /sign/:begun/paper                     401    200      403       401     401       401       401         401    401
GET    /sign/:begun/paper.pdf                 401    200      403       401     401       401       401         401    401
POST   /sign/:sent/recall                     401    303      403       401     401       401       401         401    401
POST   /sign/:sent/signatories/:number/reminder     401    200      403       401     401       401       401         401    401
GET    /sign/:begun/board-paper               401    200      403       401     401       401       401         401    401
GET    /sign/:begun/board-paper.pdf           401    200      403       401     401       401       401         401    401
GET    /sign/:signed/signatories/:number/:edition/evidence.zip 401 200    403       401     401       401       401         401    401
GET    /sign/:begun/decision                  401    200      403       401     401       401       401         401    401
POST   /sign/:conditional/decision            401    303      403       401     401       401       401         401    401
POST   /sign/:begun/board-day                 401    303      403       401     401       401       401         401    401
GET    /sign/:sent/signatories/:number/replacement  401    200      403       401     401       401       401         401    401
POST   /sign/:sent/signatories/:number/replacement  401    303      403       401     401       401       401         401    401
GET    /sign/:begun/change                    401    404      403       401     401       401       401         401    401
POST   /sign/:begun/change                    401    404      403       401     401       401       401         401    401
GET    /sign/:begun/decline                   401    200      403       401     401       401       401         401    401
POST   /sign/:begun/decline                   401    200      403       401     401       401       401         401    401
POST   /sign/:begun/request                   401    303      403       401     401       401       401         401    401
GET    /sign/:change/:reference               200
POST   /sign/:change/:reference               200
GET    /sign/return                           200
POST   /sign/return                           200
GET    /sign/links/:invitation                200
POST   /sign/links/:invitation                303
POST   /sign/links/:invitation/renewal        200
GET    /sign/invitations/:stop/stop           200
POST   /sign/invitations/:stop/stop           200
GET    /sign/invitations/:stop                200
POST   /sign/invitations/:stop                303
POST   /sign/invitations/:stop/board-day      200
POST   /sign/invitations/:stop/decline        200
POST   /sign/invitations/:stop/reassignment   200
GET    /sign/code                             401    401      401       200     401       401       401         401    401
POST   /sign/code                             401    401      401       422     401       401       401         401    401
POST   /sign/code/new                         401    401      401       303     401       401       401         401    401
GET    /sign/room                             401
POST   /sign/room                             401
POST   /sign/room/next                        401
POST   /sign/room/end                         401
GET    /sign/requests                         401    401      401       401     200       200       401         401    401
GET    /sign/requests/:asked                  401    401      401       401     200       404       401         401    401
POST   /sign/requests/:asked                  401    401      401       401     303       404       401         401    401
POST   /sign/requests/:asked/passkey          401    401      401       401     200       404       401         401    401
POST   /sign/requests/:asked/passkey/statement 401   401      401       401     422       404       401         401    401
GET    /sign/requests/:asked/evidence.zip       401    401      401       401     404       404       401         401    401
GET    /sign/reassignment                     401    401      401       200     200       200       401         401    401
POST   /sign/reassignment                     401    401      401       200     200       200       401         401    401
GET    /sign/decision                         401    401      401       401     200       200       401         401    401
POST   /sign/decision                         401    401      401       401     409       409       401         401    401
POST   /sign/board-day                        401    401      401       401     303       303       401         401    401
GET    /sign/decline                          401    401      401       401     200       200       401         401    401
POST   /sign/decline                          401    401      401       401     200       200       401         401    401

GET    /desk                                  door   door     door      door    door      door      200         200    door   200       200
GET    /desk/sign-ups                         door   door     door      door    door      door      200         200    door   200       200
GET    /desk/session                          200
POST   /desk/code                             200
POST   /desk/session                          422
POST   /desk/session/end                      303
GET    /desk/links/:once                      200
POST   /desk/links/:once                      303
GET    /desk/sign-ups/:signed                 door   door     door      door    door      door      200         200    door   200       200
POST   /desk/sign-ups/:signed/acceptance      door   door     door      door    door      door      200         200    door   403       403
POST   /desk/sign-ups/:signed/return          door   door     door      door    door      door      303         303    door   403       403
POST   /desk/sign-ups/:signed/refusal         door   door     door      door    door      door      303         303    door   403       403
GET    /desk/events                           door   door     door      door    door      door      200         200    door   200       200
POST   /desk/events                           door   door     door      door    door      door      303         303    door   303       403
GET    /desk/events/:event                    door   door     door      door    door      door      200         200    door   200       200
POST   /desk/events/:event/sign-ups           door   door     door      door    door      door      303         303    door   303       403
POST   /desk/events/:event/bodies             door   door     door      door    door      door      303         303    door   303       403
POST   /desk/events/:event/campaigns             door   door     door      door    door      door      409         409    door   409       403
POST   /desk/events/:event/preparation        door   door     door      door    door      door      303         403    door   403       403
POST   /desk/events/:event/change             door   door     door      door    door      door      303         303    door   303       403
POST   /desk/events/:event/mails              door   door     door      door    door      door      303         303    door   303       403
GET    /desk/events/:event/slips.pdf          door   door     door      door    door      door      200         200    door   403       403
GET    /desk/events/:event/sheets.pdf         door   door     door      door    door      door      200         200    door   200       200
GET    /desk/events/:event/tally              door   door     door      door    door      door      200         200    door   200       200
POST   /desk/events/:event/ceremony           door   door     door      door    door      door      303         303    door   403       403
POST   /desk/events/:event/end                door   door     door      door    door      door      303         303    door   303       403
GET    /desk/import                           door   door     door      door    door      door      200         200    door   200       200
GET    /desk/export.zip                       door   door     door      door    door      door      200         200    door   200       200
POST   /desk/import/check                     door   door     door      door    door      door      422         422    door   403       403
POST   /desk/import/acceptance                door   door     door      door    door      door      200         200    door   403       403
GET    /desk/paper                            door   door     door      door    door      door      200         200    door   200       200
POST   /desk/paper                            door   door     door      door    door      door      303         303    door   403       403
GET    /desk/sign-ups/:begun/sheet            door   door     door      door    door      door      200         200    door   200       200
GET    /desk/sign-ups/:begun/sheet.pdf        door   door     door      door    door      door      200         200    door   200       200
GET    /desk/sign-ups/:begun/paper            door   door     door      door    door      door      200         200    door   200       200
POST   /desk/sign-ups/:begun/paper            door   door     door      door    door      door      422         422    door   403       403
GET    /desk/sign-ups/:paper/scan             door   door     door      door    door      door      200         200    door   200       200
GET    /desk/bodies                           door   door     door      door    door      door      200         200    door   200       200
POST   /desk/bodies                           door   door     door      door    door      door      303         303    door   403       403
GET    /desk/find                             door     door     door     door     door     door     200      200      door   200       200
GET    /desk/bodies/:body                     door     door     door     door     door     door     200      200      door   200       200
GET    /desk/bodies/:body/:bodyAct            door     door     door     door     door     door     200      200      door   200       200
POST   /desk/bodies/:body/:bodyAct            door     door     door     door     door     door     303      303      door   403       403
GET    /desk/signings/:reference/:signingAct  door     door     door     door     door     door     200      200      door   200       200
POST   /desk/signings/:reference/:signingAct  door     door     door     door     door     door     303      303      door   403       403
GET    /desk/editions                          door   door     door      door    door      door      200         200    door   200       200
POST   /desk/editions                          door   door     door      door    door      door      303         303    door   403       403
GET    /desk/drafts/:draft                     door   door     door      door    door      door      200         200    door   200       200
GET    /desk/drafts/:draft/details             door   door     door      door    door      door      200         200    door   200       200
POST   /desk/drafts/:draft/details             door   door     door      door    door      door      303         303    door   403       403
GET    /desk/drafts/:draft/text                door   door     door      door    door      door      200         200    door   200       200
POST   /desk/drafts/:draft/text                door   door     door      door    door      door      422         422    door   403       403
POST   /desk/drafts/:draft/text/removal        door   door     door      door    door      door      303         303    door   403       403
GET    /desk/drafts/:draft/concordance         door   door     door      door    door      door      200         200    door   200       200
POST   /desk/drafts/:draft/concordance         door   door     door      door    door      door      303         303    door   403       403
GET    /desk/drafts/:draft/preview             door   door     door      door    door      door      200         200    door   200       200
POST   /desk/drafts/:draft/agreement           door   door     door      door    door      door      303         303    door   403       403
POST   /desk/drafts/:draft/removal             door   door     door      door    door      door      303         303    door   403       403
GET    /desk/editions/:edition/:editionAct    door     door     door     door     door     door     200      200      door   200       200
POST   /desk/editions/:edition/:editionAct    door     door     door     door     door     door     422      422      door   403       403
GET    /desk/campaigns                              door   door     door      door    door      door      200         200    door   200       200
POST   /desk/campaigns                              door   door     door      door    door      door      409         409    door   403       403
GET    /desk/campaigns/:campaign                    door   door     door      door    door      door      200         200    door   200       200
GET    /desk/campaigns/:campaign/waves              door   door     door      door    door      door      200         200    door   200       200
POST   /desk/campaigns/:campaign/waves              door   door     door      door    door      door      303         303    door   303       403
POST   /desk/campaigns/:campaign/waves/:number/sending door   door     door      door    door      door      303         303    door   303       403
POST   /desk/campaigns/:campaign/quiet              door   door     door      door    door      door      303         303    door   403       403
POST   /desk/campaigns/:campaign/closure            door   door     door      door    door      door      303         303    door   403       403
GET    /desk/campaigns/:campaign/bodies             door   door     door      door    door      door      200         200    door   200       200
POST   /desk/campaigns/:campaign/bodies             door   door     door      door    door      door      303         303    door   303       403
GET    /desk/campaigns/:campaign/newcomers          door   door     door      door    door      door      200         200    door   200       200
POST   /desk/campaigns/:campaign/newcomers          door   door     door      door    door      door      303         303    door   303       403
GET    /desk/campaigns/:campaign/bodies/:invited    door   door     door      door    door      door      200         200    door   200       200
POST   /desk/campaigns/:campaign/bodies/:invited/check door   door     door      door    door      door      303         303    door   303       403
POST   /desk/campaigns/:campaign/bodies/:invited/mail door   door     door      door    door      door      409         409    door   409       403
POST   /desk/campaigns/:campaign/bodies/:invited/notes door   door     door      door    door      door      303         303    door   303       403
POST   /desk/campaigns/:campaign/bodies/:invited/plan door   door     door      door    door      door      303         303    door   303       403
GET    /desk/prospects                              door   door     door      door    door      door      200         200    door   200       200
POST   /desk/prospects                              door   door     door      door    door      door      303         303    door   303       403
GET    /desk/prospects/:prospect                    door   door     door      door    door      door      200         200    door   200       200
POST   /desk/prospects/:prospect/notes              door   door     door      door    door      door      303         303    door   303       403
POST   /desk/prospects/:prospect/plan               door   door     door      door    door      door      303         303    door   303       403
POST   /desk/prospects/:prospect/body               door   door     door      door    door      door      303         303    door   303       403
POST   /desk/prospects/:prospect/invitation         door   door     door      door    door      door      422         422    door   422       403
POST   /desk/prospects/:prospect/closure            door   door     door      door    door      door      303         303    door   303       403
GET    /desk/proposals/:proposal              door     door     door     door     door     door     200      200      door   200       200
POST   /desk/proposals/:proposal/agreement    door     door     door     door     door     door     403      303      door   403       403
POST   /desk/proposals/:proposal/refusal      door     door     door     door     door     door     303      303      door   403       403
GET    /desk/websites                         door     door     door     door     door     door     200      200      door   200       200
GET    /desk/clock                            door     door     door     door     door     door     200      200      door   200       200
GET    /desk/reports/:report                  door     door     door     door     door     door     200      200      door   200       200
POST   /desk/reports/:report/answer           door     door     door     door     door     door     303      303      door   403       403
GET    /desk/neighbours                       door   door     door      door    door      door      200         200    door   200       200
POST   /desk/neighbours                       door   door     door      door    door      door      303         303    door   403       403
POST   /desk/neighbours/quorum                door   door     door      door    door      door      303         303    door   403       403
POST   /desk/neighbours/removal               door   door     door      door    door      door      303         303    door   403       403
GET    /desk/tokens                           door   door     door      door    door      door      200         200    door   200       200
POST   /desk/tokens                           door   door     door      door    door      door      200         200    door   403       403
POST   /desk/tokens/end                       door   door     door      door    door      door      303         303    door   403       403
GET    /desk/coordinators                     door   door     door      door    door      door      200         200    door   200       200
POST   /desk/coordinators                     door   door     door      door    door      door      303         303    door   403       403
GET    /desk/coordinators/:approver           door   door     door      door    door      door      200         200    door   403       403
POST   /desk/coordinators/:approver           door   door     door      door    door      door      303         403    door   403       403
POST   /desk/coordinators/:approver/link      door   door     door      door    door      door      303         303    door   403       403
POST   /desk/coordinators/:approver/end       door   door     door      door    door      door      303         303    door   403       403
POST   /desk/passkey/challenge                200
POST   /desk/passkey/session                  422
GET    /desk/passkeys                         door   door     door      door    door      door      200         200    door   200       200
POST   /desk/passkey/new-challenge            door   door     door      door    door      door      200         200    door   200       200
POST   /desk/passkeys                         door   door     door      door    door      door      422         422    door   422       422
GET    /desk/passkeys/:passkey                door   door     door      door    door      door      200         404    door   404       404
POST   /desk/passkeys/:passkey                door   door     door      door    door      door      303         404    door   404       404
POST   /desk/passkeys/:passkey/removal        door   door     door      door    door      door      303         404    door   404       404
GET    /desk/sessions                         door   door     door      door    door      door      200         200    door   200       200
POST   /desk/sessions/end                     door   door     door      door    door      door      303         404    door   404       404
GET    /desk/trail                            door   door     door      door    door      door      200         200    door   200       200
GET    /desk/campaigns/:campaign/closing      door   door     door      door    door      door      200         200    door   200       200
GET    /desk/campaigns/:campaign/press-list.txt door   door     door      door    door      door      200         200    door   200       200
GET    /desk/calendar                         door   door     door      door    door      door      200         200    door   200       200
POST   /desk/calendar/renewal                 door   door     door      door    door      door      303         303    door   303       303
GET    /calendar/:calendar.ics                200
GET    /desk/handover                         door   door     door      door    door      door      200         200    door   403       403
GET    /desk/handover.zip                     door   door     door      door    door      door      200         200    door   403       403
GET    /desk/campaigns/:campaign/progress     door   door     door      door    door      door      200         200    door   200       200
GET    /desk/campaigns/:campaign/progress.pdf door   door     door      door    door      door      200         200    door   200       200
GET    /desk/campaigns/:campaign/progress.csv door   door     door      door    door      door      200         200    door   200       200
GET    /desk/mails                            door   door   door   door   door   door   200   200   door   200   200
GET    /desk/mails/:mail                      door   door   door   door   door   door   200   200   door   200   200
POST   /desk/mails/:mail/again                door   door   door   door   door   door   409   409   door   409   403
POST   /desk/mails/:mail/settled              door   door   door   door   door   door   303   303   door   303   403
POST   /desk/mails/:mail/bounce               door   door   door   door   door   door   303   303   door   303   403
POST   /desk/mails/:mail/link                 door   door   door   door   door   door   200   200   door   200   403
GET    /desk/people                           door   door     door      door    door      door      200         200    door   200       200
POST   /desk/people                           door   door     door      door    door      door      200         200    door   403       403
POST   /desk/people/copy                      door   door     door      door    door      door      200         200    door   403       403
POST   /desk/people/check                     door   door     door      door    door      door      200         200    door   403       403
POST   /desk/people/erasure                   door   door     door      door    door      door      200         200    door   403       403

POST   /api/v1/sign-ups                       201
GET    /api/v1/sign-ups/:begun                401    200      403       401     401       401       401         401    401
PATCH  /api/v1/sign-ups/:begun                401    200      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:begun/request        401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:sent/recall          401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:sent/signatories/:number/reminder 401    204      403       401     401       401       401         401    401
GET    /api/v1/sign-ups/:begun/board-paper    401    200      403       401     401       401       401         401    401
GET    /api/v1/sign-ups/:signed/signatories/:number/evidence/:edition 401 200 403 401 401     401       401         401    401
POST   /api/v1/sign-ups/:begun/board-day      401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:conditional/decision 401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:sent/signatories/:number/replacement 401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/:begun/decline        401    201      403       401     401       401       401         401    401
POST   /api/v1/sign-ups/reminders             204
POST   /api/v1/links                          201
POST   /api/v1/links/renewals                 204
POST   /api/v1/codes                          401    401      401       204     401       401       401         401    401
POST   /api/v1/confirmations                  401    401      401       422     401       401       401         401    401
GET    /api/v1/requests                       401    401      401       401     200       200       401         401    401
POST   /api/v1/reassignments                  401    401      401       204     401       401       401         401    401
POST   /api/v1/requests/reassignment          401    401      401       401     204       204       401         401    401
POST   /api/v1/requests/board-day             401    401      401       401     201       201       401         401    401
POST   /api/v1/requests/decision              401    401      401       401     409       409       401         401    401
POST   /api/v1/requests/decline               401    401      401       401     204       204       401         401    401
POST   /api/v1/requests/:asked/signature      401    401      401       401     201       404       401         401    401
GET    /api/v1/requests/:asked/evidence       401    401      401       401     404       404       401         401    401
POST   /api/v1/certificates/:reference/withdrawal 201
POST   /api/v1/certificates/:reference/reaffirmation 201
POST   /api/v1/desk/codes                     204
POST   /api/v1/desk/sessions                  422
DELETE /api/v1/desk/sessions                  401    401      401       401     401       401       204         204    401   204       204
GET    /api/v1/desk/sign-ups                  401    401      401       401     401       401       200         200    401   200       200
GET    /api/v1/desk/sign-ups/:signed          401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/sign-ups/:signed/acceptance 401  401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/sign-ups/:signed/return   401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/sign-ups/:signed/refusal  401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/desk/declined                  401    401      401       401     401       401       200         200    401   200       200
GET    /api/v1/desk/export                    401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/imports                   401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/papers                    401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/desk/papers/:code              401    401      401       401     401       401       200         200    401   200       200
GET    /api/v1/desk/sign-ups/:paper/paper     401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/sign-ups/:begun/paper     401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/bodies                    401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/acts                      401      401      401      401      401      401      201      201      401   403       403
GET    /api/v1/desk/drafts                     401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/drafts                     401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/desk/drafts/:draft              401    401      401       401     401       401       200         200    401   200       200
PATCH  /api/v1/desk/drafts/:draft              401    401      401       401     401       401       200         200    401   403       403
DELETE /api/v1/desk/drafts/:draft              401    401      401       401     401       401       204         204    401   403       403
POST   /api/v1/desk/drafts/:draft/agreement    401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/desk/proposals                 401      401      401      401      401      401      200      200      401   200       200
POST   /api/v1/desk/proposals/:proposal/agreement 401      401      401      401      401      401      403      201      401   403       403
POST   /api/v1/desk/proposals/:proposal/refusal 401      401      401      401      401      401      201      201      401   403       403
POST   /api/v1/reports                        204
GET    /api/v1/desk/events                    401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/campaigns                     401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/campaigns/:campaign           401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/campaigns/:campaign/invitations 401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/prospects                     401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/websites                  401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/clock                     401      401      401      401      401      401      200      200      401   200       200
GET    /api/v1/desk/reports                   401      401      401      401      401      401      200      200      401   200       200
POST   /api/v1/desk/reports/:report/answer    401      401      401      401      401      401      201      201      401   403       403
GET    /api/v1/desk/neighbours                401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/neighbours                401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/neighbours/quorum         401    401      401       401     401       401       201         201    401   403       403
POST   /api/v1/desk/neighbours/removal        401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/desk/tokens                    401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/tokens                    401    401      401       401     401       401       201         201    401   403       403
DELETE /api/v1/desk/tokens/:program           401    401      401       401     401       401       204         204    401   403       403
GET    /api/v1/desk/coordinators              401    401      401       401     401       401       200         200    401   200       200
POST   /api/v1/desk/coordinators              401    401      401       401     401       401       201         201    401   403       403
PATCH  /api/v1/desk/coordinators/:approver    401    401      401       401     401       401       204         403    401   403       403
POST   /api/v1/desk/coordinators/:approver/link  401    401      401       401     401       401    204         204    401   403       403
DELETE /api/v1/desk/coordinators/:approver    401    401      401       401     401       401       204         204    401   403       403
GET    /api/v1/desk/sessions                  401    401      401       401     401       401       200         200    401   200       200
DELETE /api/v1/desk/sessions/:ownSession     401    401      401       401     401       401       204         404    401   404       404
GET    /api/v1/desk/trail                     401    401      401       401     401       401       200         200    401   200       200
GET    /api/v1/desk/mails                     401   401   401   401   401   401   200   200   401   200   200
POST   /api/v1/desk/mails/:mail/again         401   401   401   401   401   401   409   409   401   409   403
POST   /api/v1/desk/mails/:mail/bounce        401   401   401   401   401   401   201   201   401   201   403
POST   /api/v1/desk/people                    401    401      401       401     401       401       200         200    401   403       403
POST   /api/v1/desk/people/erasure            401    401      401       401     401       401       201         201    401   403       403
GET    /api/v1/signatories                    200
GET    /api/v1/coverage                       200
GET    /api/v1/bodies                         200
GET    /api/v1/bodies/:body                   200
GET    /api/v1/nearest                        200
GET    /api/v1/list                           200
GET    /api/v1/changes                        200
GET    /api/v1/editions                       200
GET    /api/v1/editions/:edition              200
GET    /api/v1/certificates                   422
GET    /api/v1/editions/:edition/undertakings 200
GET    /api/v1/editions/:edition/changes      422
GET    /api/v1/editions/:edition/corrections  200
GET    /api/v1/editions/:edition/concordance  200
GET    /api/v1/instruments                    200
GET    /api/v1/certificates/:reference        200
GET    /api/v1/entries/:index                 200
GET    /api/v1/proofs/inclusion/:index        200
GET    /api/v1/proofs/consistency             422
GET    /api/v1/mailbox                        200
GET    /api/openapi.json                      200
GET    /api/docs                              200
GET    /api/docs/:operation                   200
GET    /problems/:problem                     200

GET    /signatories                           200
GET    /signatories.json                      200
GET    /signatories.csv                       200
GET    /signatories.ndjson                    200
GET    /signatories.json.jws                  200
GET    /signatories.csv.jws                   200
GET    /signatories.ndjson.jws                200
GET    /signatories.json.tlog-proof           200
GET    /signatories.csv.tlog-proof            200
GET    /signatories.ndjson.tlog-proof         200
GET    /bodies/:body                          200
GET    /bodies/:body/ask                      200
GET    /bodies/:body/own                      200
GET    /ask                                   200
GET    /editions/:edition                     200
GET    /editions/:text.md                     200
GET    /editions/:edition/themes/:theme       200
GET    /editions/:edition/changes             200
GET    /instruments/:instrument               200
GET    /certificates/:reference               200
GET    /certificates/:reference.pdf           200
GET    /certificates/:reference.zip           200
GET    /verify.html                           200
GET    /verify                                200
POST   /verify                                422
GET    /coverage                              200
GET    /coverage.csv                          200
GET    /mistake                               200
POST   /mistake                               200
GET    /log/entries/:index                    200
GET    /privacy                               200
GET    /accessibility                         200
GET    /seal                                  200
GET    /licence                               200
GET    /log                                   200
GET    /mailbox                               200
GET    /log/checkpoint                        200
GET    /log/vkey                              200
GET    /log/vkeys                             200
GET    /log/policy                            200
GET    /log/tile/:tile                        200
GET    /log/proofs/:index                     200
GET    /log/disclosures/:index                200
POST   /mail/notify                           404
GET    /witness/vkey                          200
GET    /witness/:watched/checkpoint           404
POST   /witness/add-checkpoint                400
GET    /.well-known/jwks.json                 200
GET    /seal/root.cer                         200
GET    /seal/revoked.crl                      200
GET    /seal/authorities.pem                  200
GET    /seal/keys                             200
GET    /health                                200
GET    /look.css                              200
`

type Words = Readonly<Record<string, string | number | boolean | readonly unknown[] | object>>
const preparer = { name: 'Pat Preparer', email: 'pat@example.org' }
const desk = { email: 'coordinator@example.org', code: '000000' }
const erasure = { email: 'ffion@vale.example', kept: 'yes', ground: 'objection' }
const other = { 'signatory-name': 'Nia New', 'signatory-role': 'Chair', 'signatory-email': 'nia@vale.example' }
const otherPerson = { name: 'Nia New', role: 'Chair', email: 'nia@vale.example' }
const decidedOn = { 'decided-day': '3', 'decided-month': '3', 'decided-year': '2026' }
const boardDay = { 'board-day': '14', 'board-month': '4', 'board-year': '2026' }
const pledge = { name: 'Ffion Tŷ', role: 'Clerk', statement: ':statement' }

const plan = { owner: ':owner', step: 'Call the chair', 'by-day': '14', 'by-month': '4', 'by-year': '2026' }
const noted = { words: 'They will ask the chair', key: '019cb857-fca0-7c79-82ee-35c7f74b6a64' }
const dayIn = (name: string, month: string) => ({
  [`${name}-day`]: '5',
  [`${name}-month`]: month,
  [`${name}-year`]: '2026',
})
const days = { ...dayIn('opens', 'March'), ...dayIn('reach', 'May'), ...dayIn('closes', 'June') }
const waves = {
  'town-or-parish-council': '1',
  'wave-1': 'First',
  'wave-2': 'Second',
  'wave-3': 'Third',
  ...dayIn('on-1', 'March'),
  ...dayIn('on-2', 'April'),
  ...dayIn('on-3', 'May'),
}

const neighbour = {
  logKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  logAddress: 'https://register.example.org/log',
  witnessKey: 'witness+24b37851+BNYV1Ztajd9BvyjP2HgpwrqYL6TjOwIjGMOq8Bu42xbN',
  witnessAddress: 'https://register.example.org/witness',
}
const asker = { name: 'Nia Newcomer', role: 'Chair', email: 'nia@vale.example' }

/** What has to be sent for an act to be done; a page takes it as a form. */
const sent: Readonly<Record<string, Words>> = {
  'POST /sign/start': preparer,
  'POST /sign/:begun/organisation': { name: 'Vale Parish Council', kind: 'town-or-parish-council' },
  'POST /sign/:begun/editions': { edition: ':choice' },
  'POST /sign/:begun/signatory': {
    'signatory-name': 'Ann Clerk',
    'signatory-role': 'Clerk',
    'signatory-email': 'ann@example.org',
    mandate: 'office',
    shown: 'role',
  },
  'POST /sign/:begun/second-signatory': {
    'signatory-name': 'Sean Second',
    'signatory-role': 'Chair',
    'signatory-email': 'sean@example.org',
    mandate: 'office',
    shown: 'role',
  },
  'POST /sign/:change/:reference': {
    ...asker,
    'on-day': '1',
    'on-month': '4',
    'on-year': '2026',
  },
  'POST /api/v1/certificates/:reference/withdrawal': { ...asker, on: '2026-04-01' },
  'POST /api/v1/certificates/:reference/reaffirmation': { ...asker, on: '2026-03-04' },
  'POST /sign/:sent/signatories/:number/replacement': other,
  'POST /sign/reassignment': other,
  'POST /sign/:conditional/decision': { ...decidedOn, minute: 'C26/114' },
  'POST /sign/decision': { ...decidedOn, minute: 'C26/114' },
  'POST /sign/:begun/board-day': boardDay,
  'POST /sign/board-day': boardDay,
  'POST /api/v1/sign-ups/:sent/signatories/:number/replacement': otherPerson,
  'POST /api/v1/reassignments': { next: otherPerson },
  'POST /api/v1/requests/reassignment': {},
  'POST /api/v1/sign-ups/:conditional/decision': { decidedOn: '2026-03-03', minute: 'C26/114' },
  'POST /api/v1/requests/decision': { decidedOn: '2026-03-03', minute: 'C26/114' },
  'POST /api/v1/sign-ups/:begun/board-day': { on: '2026-04-14' },
  'POST /api/v1/requests/board-day': { on: '2026-04-14' },
  'POST /sign/:begun/own-words': { statement: 'We have always worked in this way.' },
  'POST /sign/:begun/members': {
    members: 'https://example.org/members',
    'listed-day': '1',
    'listed-month': '2',
    'listed-year': '2026',
  },
  'POST /sign/return': { email: 'nobody@example.org' },
  'POST /sign/code': { code: '000000' },
  'POST /sign/requests/:asked': { ...pledge, authorised: 'yes', read: 'yes' },
  'POST /sign/requests/:asked/passkey': { ...pledge, authorised: 'yes', read: 'yes' },
  'POST /sign/requests/:asked/passkey/statement': { ...pledge, authorised: 'yes', read: 'yes' },
  'POST /desk/code': desk,
  'POST /desk/session': desk,
  'POST /sign/invitations/:stop/board-day': boardDay,
  'POST /sign/invitations/:stop/decline': { reason: 'No time' },
  'POST /sign/invitations/:stop/reassignment': otherPerson,
  'POST /desk/campaigns': { campaign: 'Another one', to: ':nextEdition', ...days, ...noted },
  'POST /desk/campaigns/:campaign/waves': waves,
  'POST /desk/campaigns/:campaign/quiet': { quiet: 'yes' },
  'POST /desk/campaigns/:campaign/bodies': { body: ':bodyId' },
  'POST /desk/campaigns/:campaign/bodies/:invited/check': { found: 'by-hand' },
  'POST /desk/campaigns/:campaign/bodies/:invited/notes': { noted: 'call', ...noted },
  'POST /desk/campaigns/:campaign/bodies/:invited/plan': plan,
  'POST /desk/prospects': { prospect: 'Vale Choir', kind: 'community-group', ...plan, ...noted },
  'POST /desk/prospects/:prospect/notes': { noted: 'note', ...noted },
  'POST /desk/prospects/:prospect/plan': plan,
  'POST /desk/prospects/:prospect/body': { body: 'Accepted Parish Council' },
  'POST /desk/prospects/:prospect/invitation': { campaign: ':campaign' },
  'POST /desk/events': {
    name: 'An evening',
    'on-day': '10',
    'on-month': '3',
    'on-year': '2026',
    edition: ':choice',
    key: '019cb857-fca0-7c79-82ee-35c7f74b6a62',
  },
  'POST /desk/events/:event/sign-ups': { 'sign-up': ':conditional' },
  'POST /desk/events/:event/bodies': { body: 'Accepted Parish Council' },
  'POST /desk/events/:event/campaigns': { campaign: ':campaign' },
  'POST /desk/events/:event/preparation': { 'sign-up': ':comer' },
  'POST /desk/events/:event/change': { what: 'off', changed: ':comer' },
  'POST /desk/sign-ups/:signed/acceptance': { check: 'phone-back' },
  'POST /desk/sign-ups/:signed/return': { reason: 'Which number?' },
  'POST /desk/sign-ups/:signed/refusal': { ground: 'Not a body of this area' },
  'POST /desk/bodies': {
    name: 'Unsigned Parish Council',
    kind: 'town-or-parish-council',
    key: '019cb857-fca0-7c79-82ee-35c7f74b6a5c',
  },
  'POST /desk/coordinators': { name: 'Nia New', email: 'nia@desk.example', role: 'assistant' },
  'POST /desk/coordinators/:approver': { role: 'reader' },
  'POST /api/v1/desk/coordinators': { name: 'Nia New', email: 'nia@desk.example', role: 'assistant' },
  'PATCH /api/v1/desk/coordinators/:approver': { role: 'reader' },
  'POST /desk/passkeys/:passkey': { name: 'Office computer' },
  'POST /desk/sessions/end': { session: ':ownSession' },
  'POST /desk/tokens': { name: 'Our intranet', scopes: 'read:desk', days: '30' },
  'POST /desk/tokens/end': { token: ':program' },
  'POST /api/v1/desk/tokens': { name: 'Our intranet', scopes: ['read:desk'], days: 30 },
  'POST /desk/import/acceptance': { 'set.csv': 'title,organisations\nA set,invented' },
  'POST /api/v1/desk/imports': { files: { 'set.csv': 'title,organisations\nA set,invented' }, dryRun: true },
  'POST /desk/paper': { body: 'Accepted Parish Council', edition: ':other-choice' },
  'POST /api/v1/desk/papers': {
    body: 'accepted-parish-council',
    editions: [{ edition: 'shropshire-compact-2014', language: 'en' }],
  },
  'POST /api/v1/desk/sign-ups/:begun/paper': { signatories: [{ ...hand }], scan: 'JVBERi0xLjQ=' },
  'POST /desk/people': { email: 'ffion@vale.example' },
  'POST /desk/people/copy': { email: 'ffion@vale.example' },
  'POST /desk/people/check': erasure,
  'POST /desk/people/erasure': { ...erasure, key: '019cb857-fca0-7c79-82ee-35c7f74b6a5d' },
  'POST /api/v1/sign-ups': preparer,
  'PATCH /api/v1/sign-ups/:begun': { editions: [{ edition: 'shropshire-compact-2014', language: 'en' }] },
  'POST /api/v1/sign-ups/reminders': { email: 'nobody@example.org' },
  'POST /api/v1/links': { token: ':invitation' },
  'POST /api/v1/links/renewals': { token: ':invitation' },
  'POST /api/v1/confirmations': { code: '000000' },
  'POST /api/v1/requests/:asked/signature': { ...pledge, authorised: true, read: true },
  'POST /api/v1/desk/codes': { email: desk.email },
  'POST /api/v1/desk/sessions': desk,
  'POST /api/v1/desk/sign-ups/:signed/acceptance': { check: ['phone-back'] },
  'POST /api/v1/desk/sign-ups/:signed/return': { reason: 'Which number?' },
  'POST /api/v1/desk/sign-ups/:signed/refusal': { ground: 'Not a body of this area' },
  'POST /api/v1/desk/bodies': { name: 'Unsigned Parish Council', kind: 'town-or-parish-council' },
  'POST /desk/bodies/:body/:bodyAct': {
    name: 'Accepted Town Council',
    'from-year': '2026',
    key: '019cb857-fca0-7c79-82ee-35c7f74b6a5e',
  },
  'POST /desk/signings/:reference/:signingAct': {
    'on-day': '1',
    'on-month': '4',
    'on-year': '2026',
    evidence: 'A letter of the clerk',
    key: '019cb857-fca0-7c79-82ee-35c7f74b6a5f',
  },
  'POST /desk/editions/:edition/:editionAct': { reason: 'More time', key: '019cb857-fca0-7c79-82ee-35c7f74b6a60' },
  'POST /mistake': {
    about: '/bodies/accepted-parish-council',
    words: 'It has another name',
    email: 'nobody@example.org',
    key: '019cb857-fca0-7c79-82ee-35c7f74b6a61',
  },
  'POST /api/v1/reports': { about: '/log/entries/0', words: 'It has another name' },
  'POST /desk/reports/:report/answer': { outcome: 'no-mistake', answer: 'The minute says so' },
  'POST /api/v1/desk/reports/:report/answer': { outcome: 'no-mistake', answer: 'The minute says so' },
  'POST /desk/editions': { key: '019cb857-fca0-7c79-82ee-35c7f74b6a61' },
  'POST /desk/drafts/:draft/text/removal': { language: 'cy' },
  'POST /api/v1/desk/drafts': { draft: { reviewBy: '2030-03-27' } },
  'PATCH /api/v1/desk/drafts/:draft': { reviewBy: '2030-03-27' },
  'POST /desk/proposals/:proposal/refusal': { words: 'Not now' },
  'POST /api/v1/desk/acts': { act: { act: 'announce-end', body: ':bodyId', on: '2028-05', reason: 'abolished' } },
  'POST /api/v1/desk/proposals/:proposal/refusal': { words: 'Not now' },
  'POST /desk/neighbours': neighbour,
  'POST /desk/neighbours/quorum': { needed: 0 },
  'POST /desk/neighbours/removal': { log: 'register.example.org/log' },
  'POST /api/v1/desk/neighbours': neighbour,
  'POST /api/v1/desk/neighbours/quorum': { needed: 0 },
  'POST /api/v1/desk/neighbours/removal': { log: 'register.example.org/log' },
  'POST /api/v1/desk/people': { email: 'ffion@vale.example' },
  'POST /api/v1/desk/people/erasure': { ...erasure, kept: true },
}

type Row = { route: string; told: readonly string[] }
const rows = table
  .split('\n')
  .filter((line) => /^[A-Z]+ +\//.test(line))
  .map((line): Row => {
    const [method = '', path = '', ...told] = line.split(/\s+/)
    const alike = told.length === 9 ? [...told, ...told.slice(6, 7), ...told.slice(6, 7)] : told
    return { route: `${method} ${path}`, told: told.length === 1 ? everybody.map(() => told[0] ?? '') : alike }
  })

const document = describeApi('https://register.example.org')

let stage: Stage
let places: Readonly<Record<string, string>>
let before: Awaited<ReturnType<typeof dumpTables>>
const endings: (() => void)[] = []
beforeAll(async () => {
  stage = await setStage((clearUp) => endings.unshift(clearUp))
  places = await placesOn(stage)
  before = await dumpTables(stage.parts.db)
})

afterAll(() => endings.forEach((clearUp) => clearUp()))

it('every route of the application is in the table, and no other', () => {
  const shapes = routesOfApp().map(({ method, path }) => shapeOf(`${method} ${path}`))
  expect(rows.map(({ route }) => shapeOf(route)).toSorted()).toEqual(shapes.toSorted())
})

it.each(rows)('$route', async ({ route, told }) => {
  expect(told).toHaveLength(everybody.length)
  const answers = await Promise.all(everybody.map(async (person, n) => answerTo(person, route, told[n] ?? '')))
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(everybody.map((person, n) => [person, told[n]])))
})

it('whoever was refused, and whoever only read, changed nothing; who was there and tried is written down', async () => {
  await stage.settle()
  const { sessions, trail, ...after } = await dumpTables(stage.parts.db)
  expect(sessions?.length).toBeGreaterThan(everybody.length)
  const tried = rows.flatMap(({ route, told }) =>
    /^(?!GET)\w+ (\/api\/v1)?\/desk\//.test(route) ? told.filter((one) => one === '403' || one === '404') : [],
  )
  expect(trail?.length).toBe(tried.length)
  const { sessions: _seats, trail: _none, ...earlier } = before
  expect(after).toEqual(earlier)
})

/** What somebody is told at a door. An act that is done is done to a copy of the register. */
async function answerTo(person: Person, route: string, expected: string): Promise<[Person, string]> {
  const [method = '', path = ''] = route.split(' ')
  const name = /:(\w+)/.exec(path)?.[1]
  const signUp = Object.entries(stage.signUps).find(([key]) => key === name)?.[1]
  const token = await stage.seat(person, signUp)
  const still = method === 'GET' || /^(401|403|404|door)$/.test(expected)
  const answer = await knock(still ? stage.parts : await stage.copy(), route, token)
  await checkAnswer(document, method, path, answer)
  return [person, answer.headers.get('location') === '/desk/session' ? 'door' : String(answer.status)]
}

async function knock(parts: Parts, route: string, token: string | undefined): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const program = path.startsWith('/api/')
  const words = Object.entries(sent[route] ?? {}).map(([name, value]) => [name, fill(value)])
  const form = () => new URLSearchParams(words.map(([name, value]) => [String(name), String(value)]))
  const cookies = ['preparer', 'invited', 'signatory', 'desk'].map((seat) => `${seat}=${token}`)
  return appOf(parts).request(
    path.replaceAll(/:(\w+)/g, (_all, name: string) => placeOf(name)),
    {
      method,
      headers: {
        origin: parts.address,
        ...(token !== undefined && { authorization: `Bearer ${token}`, cookie: cookies.join('; ') }),
      },
      ...(method !== 'GET' && { body: program ? JSON.stringify(Object.fromEntries(words)) : form() }),
    },
  )
}

function fill(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(':') ? placeOf(value.slice(1)) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(member)]))
}

function placeOf(name: string): string {
  const place = places[name]
  if (place === undefined) throw new Error(`nothing on the stage is called ${name}`)
  return place
}

/** What the names in the table stand for. */
async function placesOn({
  program,
  parts,
  signUps,
  editions,
  mailbox,
  deskLink,
  seat,
  proposal,
  body: bodyId,
  report,
  draft,
  stop,
  event,
  campaign,
  calendar,
  passkey,
  session,
  mail,
  invited,
  prospect,
  first,
  approver,
}: Stage) {
  const invitation = (await mailbox(clerk)).find(({ text }) => text.includes('/sign/links/'))?.text ?? ''
  const [request] = (await listRequests(parts, await requireSession(parts, await seat('signatory'), 'signatory')))
    .requests
  return {
    ...signUps,
    invitation: /\/sign\/links\/(\S+)/.exec(invitation)?.[1] ?? '',
    once: deskLink.split('/').at(-1) ?? '',
    passkey: passkey.id,
    ownSession: session,
    approver: approver.id,
    choice: `${editions[0]}.en`,
    'other-choice': `${editions[1]}.en`,
    code: sheetCodeOf(signUps.begun),
    statement: request?.statement ?? '',
    asked: 'shropshire-compact-2014',
    edition: 'shropshire-compact-2014',
    instrument: 'shropshire-compact',
    text: 'shropshire-compact-2014.en',
    theme: '2',
    body: 'accepted-parish-council',
    reference: 'EX-00001',
    index: '0',
    tile: '0/000.p/6',
    number: '1',
    bodyAct: 'rename-body',
    signingAct: 'withdraw-signing',
    change: 'withdrawal',
    editionAct: 'extend-edition',
    proposal,
    draft,
    stop,
    event,
    campaign,
    calendar,
    mail,
    invited,
    prospect,
    owner: first.id,
    nextEdition: editions[1] ?? '',
    program: program.id,
    report,
    bodyId,
    problem: 'overtaken',
    operation: 'getBodiesSlug',
    watched: '0'.repeat(64),
  }
}

/** A route without the names of its parameters, whatever they may look like; an ending stays. */
function shapeOf(route: string): string {
  const parameter = /^:\w+(?:\{.*?(?:\\(\.[a-z]+))?\})?(\.[a-z]+)?$/
  return route
    .split('/')
    .map((part) => part.replace(parameter, (_all, rule = '', ending = '') => `:${rule}${ending}`))
    .join('/')
}
