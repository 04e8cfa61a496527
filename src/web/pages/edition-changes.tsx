import type { Placed, UndertakingChange } from '../../core/edition-changes.ts'
import type { Mistake } from '../../core/refusal.ts'
import { Page, type Shell } from '../page.tsx'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import { changeKindColours, changeKindWords } from '../words.ts'
import { undertakingAddress } from './edition-text.tsx'
import { RunWords } from './run-words.tsx'

type Named = { slug: string; name: string }

/** What was compared; without it, only what could be. */
export type Compared = { earlier: Named; language: string; changes: readonly UndertakingChange[] }

type Props = {
  shell: Shell
  edition: Named
  /** What the edition can be compared with. */
  others: readonly Named[]
  compared: Compared | undefined
  typed?: string
  mistakes?: readonly Mistake[]
}

/** What changed from one edition to another, undertaking by undertaking. */
export const EditionChangesPage = ({ shell, edition, others, compared, typed, mistakes = [] }: Props) => (
  <Page
    shell={shell}
    title={`What changed – ${edition.name}`}
    description={`What the ${edition.name} changed, undertaking by undertaking.`}
    mistakes={mistakes}
    before={
      <Breadcrumbs
        items={[
          { href: '/', words: 'Home' },
          { href: `/editions/${edition.slug}`, words: edition.name },
        ]}
      />
    }
  >
    <Narrow>
      <h1 class="govuk-heading-l">What changed in the {edition.name}</h1>
      {others.length === 0 ? (
        <InsetText>The register holds no other text to compare this edition with.</InsetText>
      ) : (
        <form method="get" action={`/editions/${edition.slug}/changes`} novalidate>
          <Select
            name="from"
            label="Compare with"
            value={typed ?? compared?.earlier.slug}
            options={others.map(({ slug, name }) => ({ value: slug, words: name }))}
            mistake={findMistake(mistakes, 'from')}
          />
          <Button variant="secondary">Compare</Button>
        </form>
      )}
      {compared && <Changes edition={edition} compared={compared} />}
    </Narrow>
  </Page>
)

const kinds = ['changed', 'moved', 'new', 'gone', 'same'] as const

const Changes = ({ edition, compared }: { edition: Named; compared: Compared }) => {
  const { earlier, changes, language } = compared
  const counts = kinds.map((kind) => ({ kind, count: changes.filter((one) => one.kind === kind).length }))
  return (
    <>
      <h2 class="govuk-heading-m">
        From the {earlier.name} to the {edition.name}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li>
              {count} {count === 1 ? 'undertaking is' : 'undertakings are'} {changeKindWords[kind].toLowerCase()}
            </li>
          ))}
      </ul>
      <p class="govuk-body">
        Words that were taken out are struck through, and words that were put in are underlined. Undertakings are
        compared by their words: read both texts where it matters.
      </p>
      {changes.map((change) => (
        <Line change={change} edition={edition} earlier={earlier} language={language} />
      ))}
    </>
  )
}

type LineProps = { change: UndertakingChange; edition: Named; earlier: Named; language: string }

const Line = ({ change, edition, earlier, language }: LineProps) => {
  const { kind, before, after } = change
  return (
    <section class="register-change">
      <h3 class="govuk-heading-s">
        {after ? (
          <PlaceLink slug={edition.slug} placed={after} />
        ) : (
          before && <PlaceLink slug={earlier.slug} placed={before} />
        )}{' '}
        <Tag colour={changeKindColours[kind]}>{changeKindWords[kind]}</Tag>
      </h3>
      {before && after && before.undertaking.number !== after.undertaking.number && (
        <p class="govuk-body-s">
          It was <PlaceLink slug={earlier.slug} placed={before} /> in the {earlier.name}.
        </p>
      )}
      {before && after && before.undertaking.party !== after.undertaking.party && (
        <p class="govuk-body-s">It binds somebody else: follow both numbers to see whom.</p>
      )}
      <p class="govuk-body" lang={language}>
        <Words change={change} />
      </p>
    </section>
  )
}

const Words = ({ change }: { change: UndertakingChange }) => {
  switch (change.kind) {
    case 'changed':
      return <RunWords runs={change.words} />
    case 'new':
      return <RunWords runs={[{ kind: 'new', words: change.after.undertaking.text }]} />
    case 'gone':
      return <RunWords runs={[{ kind: 'gone', words: change.before.undertaking.text }]} />
    case 'same':
    case 'moved':
      return <>{change.after.undertaking.text}</>
  }
}

const PlaceLink = ({ slug, placed: { theme, undertaking } }: { slug: string; placed: Placed }) => (
  <a class="govuk-link" href={undertakingAddress({ slug, language: undefined }, theme, undertaking)}>
    {undertaking.number}
  </a>
)
