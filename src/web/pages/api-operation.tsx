import type { OperationFacts } from '../../http/operation-facts.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { TextField } from '../parts/text-field.tsx'

type Props = { shell: Shell; operation: OperationFacts; typed: Typed }

/** One operation, to be tried: its request as a command, and as a link where anybody may ask. */
export const ApiOperationPage = ({ shell, operation, typed }: Props) => {
  const { id, method, path, summary, role, scope, parameters } = operation
  const address = addressOf(operation, typed)
  const whole = parameters.every(({ name, needed }) => !needed || typedText(typed, name).trim() !== '')
  return (
    <Page shell={shell} title={`${method} ${path}`} before={<BackLink href="/api/docs">For programs</BackLink>}>
      <Narrow>
        <h1 class="govuk-heading-l">
          {method} {openPath(path)}
        </h1>
        <p class="govuk-body-l">{summary}</p>
        {role && (
          <p class="govuk-body">
            Needs a session: {role}
            {scope && `, or a token with the scope ${scope}`}.
          </p>
        )}
        {parameters.length > 0 && (
          <form method="get" action={`/api/docs/${id}`} novalidate>
            {parameters.map(({ name, needed }) => (
              <TextField
                name={name}
                label={needed ? name : `${name} (optional)`}
                value={typedText(typed, name)}
                spellcheck={false}
                autocomplete="off"
              />
            ))}
            <Button>Show the request</Button>
          </form>
        )}
        <h2 class="govuk-heading-m">The request</h2>
        <pre class="register-mail__text">{commandOf(operation, `${shell.address}${address}`)}</pre>
        {method === 'GET' && !role && whole && (
          <p class="govuk-body">
            <a class="govuk-link" href={address}>
              Send it, and see the answer
            </a>
          </p>
        )}
      </Narrow>
    </Page>
  )
}

/** The address with what was typed; what is still missing stands in braces. */
function addressOf({ path, parameters }: OperationFacts, typed: Typed): string {
  const filled = path.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const text = typedText(typed, name).trim()
    return text === '' ? `{${name}}` : encodeURIComponent(text)
  })
  const asked = parameters.flatMap(({ name, inPath }) => {
    const text = typedText(typed, name).trim()
    return inPath || text === '' ? [] : [[name, text]]
  })
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`
}

/** The same as a command of a shell: nothing of another host is needed to try it. */
function commandOf({ method, role, scope, example }: OperationFacts, address: string): string {
  const lines = [
    `curl -X ${method} '${address.replaceAll("'", '%27')}'`,
    role && `-H 'Authorization: Bearer ${scope ? 'crt_…' : '…'}'`,
    method !== 'GET' && `-H 'Idempotency-Key: "'$(uuidgen)'"'`,
    example && `-H 'Content-Type: application/json'`,
    example && `-d '${example.replaceAll("'", "'\\''")}'`,
  ]
  return lines.filter(Boolean).join(' \\\n  ')
}

function openPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}
