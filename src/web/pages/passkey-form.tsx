import type { Child } from 'hono/jsx'
import { Button } from '../parts/button.tsx'

type Props = {
  action: string
  /** Where the page's script asks what the browser is to sign. */
  challenge: string
  /** Whether one is used or made. */
  passkey: 'use' | 'new'
  variant?: 'secondary' | undefined
  button: string
  children?: Child
}

/** A form that the browser fills in with a passkey: there only where it has scripts and can. */
export const PasskeyForm = ({ action, challenge, passkey, variant, button, children }: Props) => (
  <form method="post" action={action} data-challenge={challenge} data-passkey={passkey} novalidate>
    {children}
    <input type="hidden" name="passkey" value="" />
    <Button id="passkey" variant={variant}>
      {button}
    </Button>
    <p class="govuk-body" role="status"></p>
  </form>
)
