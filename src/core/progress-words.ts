import type { Progress } from './campaign.ts'
import { daysFrom, formatDayWords, type FullDay } from './day.ts'
import type { Forecast } from './forecast.ts'
import type { Outcome, Step } from './funnel.ts'

/** Where an invitation stands, as the desk reads it. */
export const progressWords = {
  'left-out': 'Left out',
  'not-sent': 'Not sent',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Bounced',
  'no-reply': 'No reply',
  declined: 'Declined',
  started: 'Started',
  'at-board': 'At its board',
  'one-of-two': '1 of 2 signed',
  'awaiting-check': 'Awaiting check',
  signed: 'Signed',
} as const satisfies Record<Progress, string>

/** What a campaign has come to with a body. */
export const outcomeWords = {
  signed: 'Signed',
  'under-way': 'Under way',
  unanswered: 'No answer yet',
  declined: 'Declined',
} as const satisfies Record<Outcome, string>

/** How each of them is drawn: told apart without colour. */
export const outcomeFills = {
  signed: 'full',
  'under-way': 'hatched',
  unanswered: 'empty',
  declined: 'dotted',
} as const satisfies Record<Outcome, string>

/** How far a body has come. */
export const stepWords = {
  asked: 'In the campaign',
  'written-to': 'Written to',
  started: 'Started, or took it to a board',
  'signed-by-its-people': 'Signed by its people',
  signed: 'On the register',
} as const satisfies Record<Step, string>

/** When the target will be reached, as far as it can be told. Where that is a guess, no day is named. */
export function sayForecast(forecast: Forecast, today: FullDay): string {
  switch (forecast.kind) {
    case 'reached':
      return 'The target is reached.'
    case 'day': {
      const [earliest, latest] = [formatDayWords(forecast.earliest), formatDayWords(forecast.latest)]
      return `At this pace the target is reached about ${formatDayWords(forecast.on)}: most likely between ${earliest} and ${latest}.`
    }
    case 'too-few':
      return 'Too few have signed to say when the target will be reached.'
    case 'unsure': {
      const [soonest, longest] = [
        weeksFrom(today, forecast.earliest),
        forecast.latest && weeksFrom(today, forecast.latest),
      ]
      if (longest === null)
        return `It cannot be told yet when the target will be reached: not within ${soonest}, and maybe never without further letters and calls.`
      return `It cannot be told yet on which day the target will be reached. It may take ${soonest === longest ? `about ${soonest}` : `between ${soonest} and ${longest}`}.`
    }
    case 'never':
      return 'At this pace the target will not be reached: those who are still open answer too rarely.'
  }
}

function weeksFrom(today: FullDay, day: FullDay): string {
  const weeks = Math.max(1, Math.round(daysFrom(today, day) / 7))
  return weeks === 1 ? '1 week' : `${weeks} weeks`
}
