import { listAddress, soughtNames, type Sought } from '../list-address.ts'
import { LinkButton } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Nearest } from './nearest.tsx'
import type { ListFacts } from './signatories.tsx'

/** Why the list is empty, and what to do about it. */
export const NothingFound = ({ list: { sought, otherwise } }: { list: ListFacts }) => {
  if (sought.q === '') return <NoneOfThese sought={sought} words="Nobody on the register is all that you chose." />
  if (otherwise.matching > 0) {
    const many = otherwise.matching === 1 ? 'One organisation matches' : `${otherwise.matching} organisations match`
    return <NoneOfThese sought={sought} words={`${many} “${sought.q}”, but not with what else you chose.`} />
  }
  return (
    <>
      <h2 class="govuk-heading-m">Not on the register</h2>
      <p class="govuk-body">
        No organisation called “{sought.q}” is on the register: not by its name, a former name, its initials or a
        number. That is not the same as having declined to sign.
      </p>
      <Nearest bodies={otherwise.nearest} />
      <LinkButton href={`/ask?${new URLSearchParams({ name: sought.q })}`} variant="secondary">
        Ask them to sign
      </LinkButton>
    </>
  )
}

const NoneOfThese = ({ sought, words }: { sought: Sought; words: string }) => (
  <>
    <InsetText>{words}</InsetText>
    <p class="govuk-body">Take something away to see more:</p>
    <ul class="govuk-list govuk-list--bullet">
      {soughtNames
        .filter((name) => name !== 'q' && name !== 'sort' && sought[name] !== '')
        .map((name) => (
          <li>
            <a class="govuk-link" href={listAddress(sought, { [name]: '' })}>
              Without {filterWords[name]}
            </a>
          </li>
        ))}
      <li>
        <a class="govuk-link" href={listAddress(nothing, { q: sought.q, sort: sought.sort })}>
          Without any of these
        </a>
      </li>
    </ul>
  </>
)

const nothing: Sought = {
  q: '',
  sector: '',
  kind: '',
  signed: '',
  standing: '',
  edition: '',
  'as-at': '',
  'log-size': '',
  sort: '',
}

const filterWords = {
  q: 'the name',
  sector: 'the sector',
  kind: 'the kind of organisation',
  signed: '“Signed or not”',
  standing: 'the standing',
  edition: 'the edition',
  'as-at': 'the day',
  'log-size': 'the number of entries',
  sort: 'the order',
} as const satisfies Record<keyof Sought, string>
