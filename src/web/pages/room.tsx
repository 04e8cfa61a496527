import type { ToldEvent } from '../../actions/tell-event.ts'
import type { Mistake } from '../../core/refusal.ts'
import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'
import { tallyWords } from './tally.tsx'

/** The device in the room, waiting for whoever signs next. What was typed is not given back: it may be somebody's code. */
export const RoomPage = ({
  shell,
  told,
  mistakes,
}: {
  shell: Shell
  told: ToldEvent
  mistakes: readonly Mistake[]
}) => (
  <Page shell={shell} title="Type your code" mistakes={mistakes}>
    <Narrow>
      <span class="govuk-caption-l">{told.event.name}</span>
      <h1 class="govuk-heading-l">Type your code</h1>
      <p class="govuk-body">You sign the {told.edition} for your organisation.</p>
      <form method="post" action="/sign/room" novalidate autocomplete="off">
        <TextField
          name="code"
          label="Code"
          hint="The nine digits in your email or on your slip"
          width={20}
          inputmode="numeric"
          autocomplete="off"
          spellcheck={false}
          extraLetterSpacing
          mistake={findMistake(mistakes, 'code')}
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
      <p class="govuk-body">{tallyWords(told)}.</p>
      <form method="post" action="/sign/room/end" novalidate>
        <Button variant="secondary">End the ceremony on this device</Button>
      </form>
    </Narrow>
  </Page>
)

/** Where somebody signs on the device of a room: the way out, for the next one to come. */
export const HandOver = ({ shell, done }: { shell: Shell; done: boolean }) =>
  shell.room ? (
    <form method="post" action="/sign/room/next" novalidate>
      <Button variant={done ? undefined : 'secondary'}>{done ? 'Finish' : 'Leave, without signing'}</Button>
    </form>
  ) : null
