import type { ToldWitness } from '../../actions/tell-neighbours.ts'
import type { Instant } from '../../core/day.ts'
import { CopyText } from './copy-text.tsx'
import { Moment } from '../parts/moment.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Table } from '../parts/table.tsx'

/** How far the log has come; nothing of it is published within its first seconds. */
export const LogState = ({
  published,
}: {
  published: { size: number; root: string; signedAt: Instant } | undefined
}) => {
  if (!published) return <p class="govuk-body">The first checkpoint is being published. Look again in a minute.</p>
  const { size, root, signedAt } = published
  return (
    <SummaryList
      rows={[
        { key: 'Entries', value: size.toLocaleString('en-GB') },
        { key: 'Last grew', value: <Moment at={signedAt} /> },
        { key: 'Root', value: <code>{root}</code> },
      ]}
    />
  )
}

/** Who else has signed that they saw the log, and whether that has to be waited for. */
export const Witnesses = ({
  witnesses,
  needed,
}: {
  witnesses: readonly Pick<ToldWitness, 'name' | 'cosigned'>[]
  needed: number
}) => {
  if (witnesses.length === 0) {
    return (
      <p class="govuk-body">
        Nobody yet. Until somebody else signs the checkpoints too, only a checkpoint that you kept can show whether the
        log was rewritten.
      </p>
    )
  }
  return (
    <>
      <p class="govuk-body">
        These witnesses sign that they saw the log, that it continues what they saw before, and when.{' '}
        {needed === 0
          ? 'A checkpoint is published without waiting for them.'
          : `A checkpoint counts once ${needed} of those named in the policy have signed it.`}
      </p>
      <Table
        columns={[{ words: 'Witness' }, { words: 'Entries', numeric: true }, { words: 'Seen' }]}
        rowHeaders
        rows={witnesses.map(({ name, cosigned }) => [
          name,
          cosigned?.size.toLocaleString('en-GB') ?? '–',
          cosigned ? <Moment at={cosigned.at} /> : 'Not yet',
        ])}
      />
    </>
  )
}

/** What to type where this program is installed. */
export const VerifyCommand = ({ address }: { address: string }) => (
  <CopyText
    id="command"
    label="Type this where the program is installed"
    text={`npm run verify -- ${address}`}
    rows={2}
  />
)
