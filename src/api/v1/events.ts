import * as v from 'valibot'
import { tellEvent } from '../../actions/tell-event.ts'
import { attendedStates } from '../../core/slip.ts'
import { listEvents } from '../../storage/read/events.ts'
import { nothing, seatedOperation } from '../operation.ts'

/** Meetings at which many sign, as a screen in the room or a calendar wants to know of them. Codes are given out at the desk alone. */
export const eventOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/events',
      scope: 'read:desk',
      summary: 'Signing events, the latest first, with who has signed at each',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        events: v.array(
          v.object({
            id: v.string(),
            name: v.string(),
            on: v.string(),
            open: v.boolean(),
            edition: v.string(),
            organisations: v.array(v.object({ name: v.string(), state: v.picklist(attendedStates) })),
          }),
        ),
      }),
    },
    async ({ parts }) => {
      const told = await Promise.all((await listEvents(parts.db)).map(({ id }) => tellEvent(parts, id)))
      return {
        events: told.map(({ event: { id, name, onDay }, edition, open, attendees }) => {
          const organisations = attendees.map(({ body, attended }) => ({ name: body, state: attended }))
          return { id, name, on: onDay, open, edition, organisations }
        }),
      }
    },
  ),
]
