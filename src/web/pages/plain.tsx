import type { Child } from 'hono/jsx'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'

/** A page of a few sentences: what went wrong and what to do next, or what has been done. */
export const PlainPage = ({
  shell,
  title,
  words,
  next,
  children,
}: {
  shell: Shell
  title: string
  words: readonly string[]
  next?: { href: string; words: string }
  children?: Child
}) => (
  <Page shell={shell} title={title}>
    <Narrow>
      <h1 class="govuk-heading-l">{title}</h1>
      {words.map((sentence) => (
        <p class="govuk-body">{sentence}</p>
      ))}
      {next && (
        <p class="govuk-body">
          <a class="govuk-link" href={next.href}>
            {next.words}
          </a>
        </p>
      )}
      {children}
    </Narrow>
  </Page>
)
