import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'
import type { FormPage } from './form-page.ts'
import { SignatoryFields } from './signatory-fields.tsx'

/** Who is replaced: oneself, as `you` says, or somebody whom the preparer named. */
export type Replaced = { path: string; back: string; you: boolean; name: string; body: string; preparer: string }

/** Somebody else signs: who. */
export const ReplacementPage = ({ shell, replaced, typed, mistakes }: FormPage & { replaced: Replaced }) => {
  const { path, back, you, name, body, preparer } = replaced
  const title = you ? 'I am not the right person' : `Who signs instead of ${name}?`
  return (
    <Page shell={shell} title={title} mistakes={mistakes} before={<BackLink href={back} />}>
      <Narrow>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {you ? 'Your link then works no more. ' : `The link of ${name} then works no more. `}
          Whoever signs for {body} instead gets a link of their own{you ? `, and ${preparer} is told` : ''}.
        </p>
        <form method="post" action={path} novalidate>
          <SignatoryFields
            typed={typed}
            mistakes={mistakes}
            mailbox="A mailbox that is theirs alone. We never publish it"
          />
          <p class="govuk-body">Their role will be public. Their name will not.</p>
          <Button preventDoubleClick>Ask them to sign</Button>
        </form>
        {you && (
          <form method="post" action={path} novalidate>
            <h2 class="govuk-heading-m">If you do not know who it is</h2>
            <p class="govuk-body">We ask {preparer} to find out.</p>
            <input type="hidden" name="unknown" value="yes" />
            <Button variant="secondary" preventDoubleClick>
              I do not know who signs
            </Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}
