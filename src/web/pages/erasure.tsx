import { grounds, type Ground } from '../../core/entry.ts'
import type { Mistake } from '../../core/refusal.ts'
import { typedText, type Typed } from '../../http/parse.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Checkboxes } from '../parts/checkboxes.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Panel } from '../parts/panel.tsx'
import { Radios } from '../parts/radios.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { WarningText } from '../parts/warning-text.tsx'

/** One value that is kept about somebody in the log's disclosures. */
export type KeptValue = { digest: string; what: string; value: string; where: string }

/** What is kept about somebody, as the desk reads it. `records` are what is private, in a few words each. */
export type Kept = {
  email: string
  name: string | undefined
  values: readonly KeptValue[]
  records: readonly { key: string; value: string }[]
}

const groundWords = {
  'consent-withdrawn': 'They agreed to it, and have changed their mind',
  objection: 'They object, and our reason to keep it is not stronger than theirs',
  'no-longer-needed': 'We no longer need it for what we asked it for',
  unlawful: 'We should never have kept it',
  'legal-obligation': 'The law, a court or a regulator says so',
} as const satisfies Record<Ground, string>

const title = 'What is kept about them'

type Props = { shell: Shell; kept: Kept; typed: Typed; mistakes: readonly Mistake[] }

/** Every value that is kept about somebody, to hand over or to erase. */
export const KeptPage = ({ shell, kept, typed, mistakes }: Props) => (
  <Page shell={shell} title={title} mistakes={mistakes} before={<BackLink href="/desk/people">Somebody else</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{[kept.name, kept.email].filter(Boolean).join(', ')}</p>
      {kept.values.length + kept.records.length === 0 ? (
        <InsetText>Nothing is kept under this email address{kept.name && ' or this name'}.</InsetText>
      ) : (
        <>
          <form method="post" action="/desk/people/copy" novalidate>
            <Who kept={kept} />
            <Button variant="secondary">Download all of it as JSON</Button>
          </form>
          <Choice kept={kept} typed={typed} mistakes={mistakes} />
        </>
      )}
    </Narrow>
  </Page>
)

const Who = ({ kept: { email, name } }: { kept: Kept }) => (
  <>
    <input type="hidden" name="email" value={email} />
    <input type="hidden" name="name" value={name ?? ''} />
  </>
)

const Choice = ({ kept, typed, mistakes }: Omit<Props, 'shell'>) => (
  <form method="post" action="/desk/people/check" novalidate>
    <Who kept={kept} />
    <h2 class="govuk-heading-m">Erase some of it</h2>
    {kept.values.length > 0 && (
      <Checkboxes
        name="digest"
        legend="Their signings"
        legendSize="s"
        hint="The private record of a signing repeats the rest, and goes with it."
        values={[typed['digest'] ?? []].flat()}
        items={kept.values.map(({ digest, what, value, where }) => ({
          value: digest,
          words: `${what}: ${value}`,
          hint: where,
        }))}
        mistake={findMistake(mistakes, 'digest')}
      />
    )}
    {kept.records.length > 0 && (
      <>
        <SummaryList rows={[...kept.records]} />
        <Checkboxes
          name="kept"
          id={kept.values.length > 0 ? 'kept' : 'digest'}
          legend="Private records"
          legendSize="s"
          hint="A sign-up that is not on the register yet goes whole, and whoever prepared it has to begin again."
          values={[typedText(typed, 'kept')]}
          items={[{ value: 'yes', words: 'Everything private under this email address' }]}
          mistake={kept.values.length > 0 ? undefined : findMistake(mistakes, 'digest')}
        />
      </>
    )}
    <Radios
      name="ground"
      legend="Why is it erased?"
      legendSize="s"
      hint="The log says which of these it was, for ever."
      value={typedText(typed, 'ground')}
      items={grounds.map((value) => ({ value, words: groundWords[value] }))}
      mistake={findMistake(mistakes, 'ground')}
    />
    <Button>Continue</Button>
  </form>
)

/** What is about to go, once more, before it does. */
export type Chosen = {
  kept: Kept
  going: readonly KeptValue[]
  records: boolean
  ground: Ground
  key: string
  days: number
}

export const ErasureCheckPage = ({ shell, chosen }: { shell: Shell; chosen: Chosen }) => (
  <Page shell={shell} title="Check before you erase" before={<BackLink href="/desk/people">Begin again</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Check before you erase</h1>
      <SummaryList
        rows={[
          ...chosen.going.map(({ what, value, where }) => ({ key: what, value: `${value} (${where})` })),
          ...(chosen.records ? chosen.kept.records : []),
          { key: 'Why', value: groundWords[chosen.ground] },
        ]}
      />
      <ul class="govuk-list govuk-list--bullet">
        {chosen.going.length > 0 && (
          <>
            <li>The signing stays on the register. Where a name or role stood, it says when that was erased.</li>
            <li>A certificate that showed it is taken away and issued anew, under the same reference.</li>
            <li>Every proof that was ever made of the log still holds.</li>
          </>
        )}
        <li>What people have downloaded, printed or copied cannot be called back.</li>
        <Copies days={chosen.days} />
      </ul>
      <WarningText>You cannot undo this.</WarningText>
      <form method="post" action="/desk/people/erasure" novalidate>
        <Who kept={chosen.kept} />
        <input type="hidden" name="key" value={chosen.key} />
        <input type="hidden" name="ground" value={chosen.ground} />
        {chosen.records && <input type="hidden" name="kept" value="yes" />}
        {chosen.going.map(({ digest }) => (
          <input type="hidden" name="digest" value={digest} />
        ))}
        <Button variant="warning" preventDoubleClick>
          Erase for ever
        </Button>
      </form>
    </Narrow>
  </Page>
)

const Copies = ({ days }: { days: number }) => (
  <li>
    {days === 0
      ? 'No copies of the database are kept.'
      : `Copies of the database, made in case of an accident, are gone after ${days} days.`}
  </li>
)

/** What was done, without a word of what was erased. */
export const ErasedPage = ({
  shell,
  erased,
  days,
}: {
  shell: Shell
  erased: readonly { entry: number; erased: number; reference: string | null }[]
  days: number
}) => (
  <Page shell={shell} title="Erased" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <Panel title="Erased" />
      <ul class="govuk-list govuk-list--bullet">
        {erased.length === 0 && <li>It was private, so the log says nothing of it.</li>}
        {erased.map((one) => (
          <li>
            Entry {one.erased} of the log says that something of entry {one.entry} was erased.
            {one.reference !== null && (
              <>
                {' '}
                See{' '}
                <a class="govuk-link" href={`/certificates/${one.reference}`}>
                  {one.reference}
                </a>
                ; if its certificate has to change, the new one is there within a minute.
              </>
            )}
          </li>
        ))}
        <Copies days={days} />
        <li>What people have downloaded, printed or copied cannot be called back. Say so to whoever asked.</li>
      </ul>
    </Narrow>
  </Page>
)
