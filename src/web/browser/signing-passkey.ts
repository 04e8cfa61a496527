import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Offers a passkey beside the plain way to sign; with the other button the form is sent as it is. */
export function offerPasskey(part: HTMLElement): void {
  const form = part.closest('form')
  const button = part.querySelector('button')
  const field = part.querySelector('input')
  const news = part.querySelector('[role="status"]')
  const place = part.dataset['passkeyOf']
  if (!form || !button || !field || !news || place === undefined) return
  part.hidden = false

  /** What was handed out to be signed, and for which answers: whoever said no to the second question is not asked the first again. */
  let drawn: { typed: string; statement: Statement } | undefined
  const approve = async () => {
    news.textContent = ''
    field.value = ''
    const typed = contentsOf(form).toString()
    try {
      if (drawn?.typed !== typed) drawn = { typed, statement: await drawStatement(form, place) }
      const { sealed, options } = drawn.statement
      field.value = JSON.stringify({ sealed, answer: await startAuthentication({ optionsJSON: options }) })
    } catch (error) {
      if (!(error instanceof NotHanded)) {
        news.textContent =
          'Your browser has given no passkey, and nothing is signed. You can try again, or sign without.'
        return
      }
      // The register says why on the page, which shows again what was typed.
      field.value = 'none'
    }
    form.submit()
  }
  form.addEventListener('submit', (event) => {
    if (event.submitter !== button) {
      field.value = ''
      return
    }
    event.preventDefault()
    void approve()
  })
}

type Statement = { sealed: string; options: Parameters<typeof startAuthentication>[0]['optionsJSON'] }

/** The register hands out nothing for what was typed. */
class NotHanded extends Error {}

/** Has a passkey made, and what it is to sign drawn up. */
async function drawStatement(form: HTMLFormElement, place: string): Promise<Statement> {
  const typed = contentsOf(form)
  const made = await startRegistration({ optionsJSON: await ask(place, typed) })
  typed.set('passkey', JSON.stringify(made))
  return ask(`${place}/statement`, typed)
}

async function ask(place: string, body: URLSearchParams) {
  const answer = await fetch(place, { method: 'POST', body })
  if (!answer.ok) throw new NotHanded()
  return answer.json()
}

function contentsOf(form: HTMLFormElement): URLSearchParams {
  const contents = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') contents.append(name, value)
  return contents
}
