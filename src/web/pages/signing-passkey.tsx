import { Button } from '../parts/button.tsx'

/** A passkey beside the plain way to sign: the page's script shows it where the browser can. It is part of the form. */
export const SigningPasskey = ({ act, place }: { act: string; place: string }) => (
  <section data-passkey-of={place} aria-labelledby="with-passkey" hidden>
    <h2 class="govuk-heading-m" id="with-passkey">
      Or use a passkey as well
    </h2>
    <p class="govuk-body">
      You do not have to: without one it counts the same. If you do, your telephone or computer makes a passkey for this
      signature, and asks you twice for the finger, face or number that unlocks it: to make the passkey, then to sign
      with it.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>It can be shown later that this passkey, unlocked by whoever holds it, approved your statement.</li>
      <li>
        It does not show what was on your screen, and a passkey that is made now says no more of who you are than the
        code you typed.
      </li>
      <li>
        It is still a simple electronic signature. What the passkey signed is kept with the record of it, and is not
        public.
      </li>
      <li>Your device may copy the passkey to your others. Once you have signed you may delete it.</li>
    </ul>
    <input type="hidden" name="passkey" value="" />
    <Button id="passkey" variant="secondary">
      Make a passkey and {act}
    </Button>
    <p class="govuk-body" role="status"></p>
  </section>
)
