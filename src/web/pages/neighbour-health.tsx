import type { ToldLog, ToldNeighbours, ToldWitness } from '../../actions/tell-neighbours.ts'
import type { Trouble } from '../../core/trouble.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { WarningText } from '../parts/warning-text.tsx'

const troubleWords = {
  unanswered: 'It does not answer. It is asked again every minute.',
  unreadable: 'It answers, but not with its signature. Compare its key and its address with your neighbour.',
  'other-time': 'Its clock is more than five minutes from ours. Tell your neighbour.',
  malformed: 'It says that it cannot read what we send. Tell your neighbour, and whoever runs this register.',
  'unknown-key': 'It does not know the key of our log. Ask your neighbour to compare it with the one below.',
  'unknown-log': 'It does not know our log. Ask your neighbour to add it.',
  disputed:
    'It says that our log contradicts what it saw before. Either this register is broken, or two different lists are shown. Whoever runs this register has to look at once.',
} as const satisfies Record<Trouble, string>

/** The neighbours who watch this register, and how each of them is. */
export const WitnessList = ({ witnesses, needed }: Pick<ToldNeighbours, 'witnesses' | 'needed'>) =>
  witnesses.length === 0 ? (
    <p class="govuk-body">Nobody yet. Until somebody does, the list has this register’s word and no other.</p>
  ) : (
    <>
      {witnesses.map((witness) => (
        <Witness witness={witness} needed={needed} />
      ))}
    </>
  )

const Witness = ({ witness, needed }: { witness: ToldWitness; needed: number }) => {
  const { name, vkey, address, counted, cosigned, behind, trouble } = witness
  return (
    <section>
      <h3 class="govuk-heading-s">
        <code>{name}</code> <WitnessTag witness={witness} />
      </h3>
      {trouble?.trouble === 'disputed' && <WarningText>{troubleWords.disputed}</WarningText>}
      <SummaryList
        rows={[
          {
            key: 'Last signed',
            value: cosigned ? (
              <>
                {cosigned.size} entries, <Moment at={cosigned.at} />
                {behind > 0 && `. ${behind} more wait for it`}
              </>
            ) : (
              'Nothing yet'
            ),
          },
          ...(trouble && trouble.trouble !== 'disputed'
            ? [
                {
                  key: 'Trouble',
                  value: (
                    <>
                      {troubleWords[trouble.trouble]} Since <Moment at={trouble.since} />.
                    </>
                  ),
                },
              ]
            : []),
          ...(needed > 0 && !counted ? [{ key: 'Counts', value: 'Not yet. Set below how many are needed' }] : []),
          { key: 'Address', value: address ?? 'None' },
          { key: 'Key', value: <code>{vkey}</code> },
        ]}
      />
      <Removal field="witness" value={vkey} words="Stop asking" what={name} />
    </section>
  )
}

const WitnessTag = ({ witness: { trouble, cosigned, behind } }: { witness: ToldWitness }) => {
  if (trouble) return <Tag colour="red">Trouble</Tag>
  if (!cosigned) return <Tag colour="grey">Not yet</Tag>
  return behind > 0 ? <Tag colour="yellow">Behind</Tag> : <Tag colour="green">All is well</Tag>
}

/** The neighbours whom this register watches, and how each of them is. */
export const LogList = ({ logs }: Pick<ToldNeighbours, 'logs'>) =>
  logs.length === 0 ? (
    <p class="govuk-body">Nobody yet.</p>
  ) : (
    <>
      {logs.map((log) => (
        <Log log={log} />
      ))}
    </>
  )

const Log = ({ log: { origin, vkey, address, cosigned, endedAt, contradictions } }: { log: ToldLog }) => (
  <section>
    <h3 class="govuk-heading-s">
      <code>{origin}</code> {endedAt && <Tag colour="grey">Not watched any more</Tag>}
    </h3>
    {contradictions.length > 0 && (
      <WarningText>
        This log has signed two lists that contradict each other. What it signed is kept as evidence. Telephone your
        neighbour, and do not rely on their list until they explain it.
      </WarningText>
    )}
    <SummaryList
      rows={[
        {
          key: 'We last signed',
          value: cosigned ? (
            <>
              {cosigned.size} entries, <Moment at={cosigned.at} />. Root <code>{cosigned.root}</code>
            </>
          ) : (
            'Nothing yet. They have not asked'
          ),
        },
        { key: 'Address', value: address },
        { key: 'Key', value: <code>{vkey}</code> },
      ]}
    />
    {!endedAt && <Removal field="log" value={origin} words="Stop watching" what={origin} />}
  </section>
)

const Removal = (props: { field: 'witness' | 'log'; value: string; words: string; what: string }) => (
  <form method="post" action="/desk/neighbours/removal" novalidate>
    <input type="hidden" name={props.field} value={props.value} />
    <Button variant="secondary">
      {props.words}
      <span class="govuk-visually-hidden"> {props.what}</span>
    </Button>
  </form>
)
