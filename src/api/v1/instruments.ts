import * as v from 'valibot'
import { now } from '../../actions/parts.ts'
import { nationalInstruments } from '../../actions/national.ts'
import { parties } from '../../core/body-kind.ts'
import { setBeside } from '../../core/concordance.ts'
import { londonDay } from '../../core/day.ts'
import { editionStateOn, editionStates } from '../../core/edition-state.ts'
import { Refusal } from '../../core/refusal.ts'
import { findConcordance } from '../../storage/read/concordance.ts'
import { listCorrections, textAddress } from '../../storage/read/corrections.ts'
import { editionFacts, editionName, findEdition, listEditions, readEdition } from '../../storage/read/editions.ts'
import { listInstruments } from '../../storage/read/instruments.ts'
import { nothing, operation } from '../operation.ts'
import { day } from './answers.ts'

/** Agreements with their editions, and what stands beside the text of one. */
export const instrumentOperations = [
  operation(
    {
      method: 'get',
      path: '/instruments',
      summary: 'Every agreement with its editions in order, and the state of each today',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        asAt: v.string(),
        instruments: v.array(
          v.object({
            slug: v.string(),
            name: v.string(),
            area: v.nullable(v.string()),
            binds: v.array(v.picklist(parties)),
            editions: v.array(
              v.object({
                slug: v.string(),
                name: v.string(),
                inForceFrom: day,
                state: v.nullable(v.picklist(editionStates)),
              }),
            ),
          }),
        ),
      }),
    },
    async ({ parts }) => {
      const asAt = londonDay(now(parts))
      const [instruments, editions] = await Promise.all([listInstruments(parts.db), listEditions(parts.db)])
      const facts = editionFacts(editions)
      return {
        asAt,
        instruments: instruments.map(({ id, slug, name, area, binds }) => ({
          slug,
          name,
          area,
          binds,
          editions: editions
            .filter((one) => one.instrument === id)
            .map((one) => ({
              slug: one.slug,
              name: editionName(one),
              inForceFrom: one.inForceFrom,
              state: editionStateOn(one.id, facts, asAt) ?? null,
            })),
        })),
      }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/editions/:slug/corrections',
      summary:
        'Slips that were put right in the texts of an edition, the latest first; the text of before stays served',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        corrections: v.array(
          v.object({
            entry: v.number(),
            on: v.string(),
            language: v.string(),
            before: v.object({ sha256: v.string(), address: v.string() }),
            reason: v.nullable(v.string()),
          }),
        ),
      }),
    },
    async ({ parts, at }) => {
      const edition = await requireEdition(parts.db, at('slug'))
      const corrections = await listCorrections(parts.db, edition.id)
      return {
        corrections: corrections.map(({ entry, on, language, before, reason }) => ({
          entry,
          on,
          language,
          before: {
            sha256: before,
            address: `${parts.address}${textAddress(edition.slug, language, before)}`,
          },
          reason: reason ?? null,
        })),
      }
    },
  ),
  operation(
    {
      method: 'get',
      path: '/editions/:slug/concordance',
      summary: 'The themes of an edition beside the principles of national agreements that they answer to',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        concordance: v.array(
          v.object({
            theme: v.number(),
            name: v.string(),
            principle: v.string(),
            instrument: v.string(),
            words: v.string(),
          }),
        ),
      }),
    },
    async ({ parts: { db }, at }) => {
      const edition = await requireEdition(db, at('slug'))
      const text = await readEdition(db, edition)
      const beside = text ? setBeside(text, await findConcordance(db, edition.position), nationalInstruments) : []
      return {
        concordance: beside.flatMap(({ instrument, rows }) =>
          rows.flatMap(({ theme, principles }) =>
            principles.map(({ id, words }) => ({
              theme: theme.number,
              name: theme.name,
              principle: id,
              instrument: instrument.name,
              words,
            })),
          ),
        ),
      }
    },
  ),
]

async function requireEdition(...asked: Parameters<typeof findEdition>) {
  const edition = await findEdition(...asked)
  if (!edition) throw new Refusal('not-found', 'There is no such edition.')
  return edition
}
