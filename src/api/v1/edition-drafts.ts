import * as v from 'valibot'
import { agreeEdition } from '../../actions/agree-edition.ts'
import {
  changeDraft,
  removeDraft,
  startDraft,
  tellDraft,
  tellDrafts,
  type ToldDraft,
} from '../../actions/draft-edition.ts'
import { stamp } from '../../actions/parts.ts'
import { DraftChange, emptyDraft } from '../../core/edition-draft.ts'
import { uuid } from '../../core/entry-fields.ts'
import { parseId } from '../../http/parse.ts'
import { editionName } from '../../storage/read/editions.ts'
import { nothing, seatedOperation } from '../operation.ts'

const draft = v.object({
  id: v.string(),
  name: v.string(),
  changedAt: v.string(),
  /** The id of the edition it became. */
  edition: v.nullable(v.string()),
  draft: v.looseObject({
    texts: v.array(v.string()),
    replaces: v.array(v.string()),
    concordance: v.array(v.unknown()),
  }),
  mistakes: v.array(v.object({ field: v.string(), words: v.string() })),
})

/** Editions that are being written: private until they are agreed. */
export const editionDraftOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      scope: 'read:desk',
      path: '/desk/drafts',
      summary: 'Editions that are being written, with what keeps each from being agreed',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({ drafts: v.array(draft) }),
    },
    async ({ parts }) => {
      return { drafts: (await tellDrafts(parts)).map(told) }
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      scope: 'write:register',
      path: '/desk/drafts',
      summary: 'Begin to write an edition. A repeat with the same key is the same draft',
      query: nothing,
      body: v.object({ draft: v.optional(DraftChange, {}), key: v.exactOptional(uuid) }),
      status: 201,
      answer: draft,
    },
    async ({ parts, body: { draft: begun, key = stamp(parts).id() } }) => {
      await startDraft(parts, key, { ...emptyDraft, ...begun })
      return told(await tellDraft(parts, key))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      scope: 'read:desk',
      path: '/desk/drafts/:id',
      summary: 'An edition that is being written',
      query: nothing,
      body: nothing,
      status: 200,
      answer: draft,
    },
    async ({ parts, at }) => {
      return told(await tellDraft(parts, parseId(at('id'))))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'patch',
      scope: 'write:register',
      path: '/desk/drafts/:id',
      summary: 'Answer something about an edition that is being written; what is not named stays',
      query: nothing,
      body: DraftChange,
      status: 200,
      answer: draft,
      present: async ({ parts, at }) => {
        return told(await tellDraft(parts, parseId(at('id'))))
      },
    },
    async ({ parts, at, body }) => {
      const id = parseId(at('id'))
      await changeDraft(parts, id, body)
      return told(await tellDraft(parts, id))
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'delete',
      scope: 'write:register',
      path: '/desk/drafts/:id',
      summary: 'Throw away an edition that is being written',
      query: nothing,
      body: nothing,
      status: 204,
      answer: nothing,
    },
    async ({ parts, at }) => {
      await removeDraft(parts, parseId(at('id')))
      return undefined
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/drafts/:id/agreement',
      summary: 'Put an edition on the register as agreed: its texts are frozen. A repeat is the same edition',
      query: nothing,
      body: nothing,
      status: 201,
      answer: v.object({
        slug: v.string(),
        name: v.string(),
        texts: v.array(v.object({ language: v.string(), sha256: v.string() })),
      }),
    },
    async ({ parts, at }) => {
      const edition = await agreeEdition(parts, parseId(at('id')))
      return { slug: edition.slug, name: editionName(edition), texts: edition.texts }
    },
  ),
]

function told({ id, name, changedAt, edition, draft: answers, mistakes }: ToldDraft) {
  return { id, name, changedAt, edition, draft: answers, mistakes }
}
