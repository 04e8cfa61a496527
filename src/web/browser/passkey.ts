import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { offerPasskey } from './signing-passkey.ts'

const forms = browserSupportsWebAuthn() ? document.querySelectorAll<HTMLFormElement>('form[data-challenge]') : []
const parts = browserSupportsWebAuthn() ? document.querySelectorAll<HTMLElement>('[data-passkey-of]') : []
for (const part of parts) offerPasskey(part)

for (const form of forms) {
  // Only now can it be pressed.
  form.closest('[hidden]')?.removeAttribute('hidden')
  form.addEventListener('submit', (event) => {
    const name = form.querySelector<HTMLInputElement>('input[name="name"]')
    // A name is asked for before there is anything that needs one.
    if (name?.value.trim() === '') return
    event.preventDefault()
    void answer(form)
  })
}

/** Has the browser ask for the passkey, and sends what it answers. */
async function answer(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector<HTMLInputElement>('input[name="passkey"]')
  const news = form.querySelector('[role="status"]')
  if (!field || !news) return
  news.textContent = ''
  try {
    const { challenge = '', passkey } = form.dataset
    const asked = await fetch(challenge, { method: 'POST' })
    const optionsJSON = await asked.json()
    const made =
      passkey === 'new' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
    field.value = JSON.stringify(made)
    form.submit()
  } catch {
    news.textContent = 'Your browser has given no passkey. You can try again.'
  }
}
