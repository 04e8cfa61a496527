import { majorityOf } from '../../actions/witness-rule.ts'
import type { ToldNeighbours } from '../../actions/tell-neighbours.ts'
import { typedText } from '../../http/parse.ts'
import { Page } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Radios } from '../parts/radios.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextArea } from '../parts/text-area.tsx'
import { TextField } from '../parts/text-field.tsx'
import type { FormPage } from './form-page.ts'
import { LogList, WitnessList } from './neighbour-health.tsx'
import { fields } from './new-body.tsx'

type Props = FormPage & { neighbours: ToldNeighbours }

/** How this register and its neighbours watch each other. */
export const NeighboursPage = ({ neighbours, ...page }: Props) => {
  const { witnesses, needed, logs } = neighbours
  return (
    <Page
      shell={page.shell}
      title="Neighbouring registers"
      mistakes={page.mistakes}
      before={<BackLink href="/desk">The desk</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">Neighbouring registers</h1>
        <p class="govuk-body">
          Registers watch each other. A neighbour who has signed our list will not sign another one that contradicts it,
          so nobody can quietly rewrite who signed: not even us.
        </p>
        <h2 class="govuk-heading-m">Who watches us</h2>
        <WitnessList witnesses={witnesses} needed={needed} />
        {(witnesses.length > 0 || findMistake(page.mistakes, 'needed')) && (
          <QuorumForm {...page} neighbours={neighbours} />
        )}
        <h2 class="govuk-heading-m">Whom we watch</h2>
        <LogList logs={logs} />
        <HandOver neighbours={neighbours} />
        <AddForm {...page} />
      </Narrow>
    </Page>
  )
}

const QuorumForm = ({ neighbours: { witnesses, needed }, typed, mistakes }: Props) => {
  const most = witnesses.length
  const counts = Array.from({ length: most - majorityOf(most) + 1 }, (_, n) => majorityOf(most) + n)
  return (
    <form method="post" action="/desk/neighbours/quorum" novalidate>
      <Radios
        name="needed"
        legend="How many of them have to sign before anything is published?"
        legendSize="m"
        hint="Less than a majority would not help: each half of your neighbours could be shown a list of its own. Two neighbours run by the same organisation are one."
        value={typedText(typed, 'needed') || String(needed)}
        mistake={findMistake(mistakes, 'needed')}
        items={[
          {
            value: '0',
            words: 'None',
            hint: 'Publishing waits for nobody, and the list has this register’s word alone. Neighbours are asked all the same.',
          },
          ...counts.map((count) => ({
            value: String(count),
            words: `${count} of ${most}${count === most ? '' : ', a majority'}`,
            hint: count === most ? 'If one of them is away, nothing is published until they are back.' : undefined,
          })),
        ]}
      />
      <Button preventDoubleClick>Set</Button>
    </form>
  )
}

const HandOver = ({ neighbours: { own, head } }: Pick<Props, 'neighbours'>) => (
  <>
    <h2 class="govuk-heading-m">What to hand over</h2>
    <p class="govuk-body">
      Send these four lines to your neighbour. Then telephone, on a number that you know, and read the keys to each
      other: a web page or a mail alone could have been changed on the way.
    </p>
    <SummaryList
      rows={[
        { key: 'Our log', value: <code>{own.logKey}</code> },
        { key: 'Where it is', value: <code>{own.logAddress}</code> },
        {
          key: 'Our witness',
          value: own.witnessKey ? (
            <code>{own.witnessKey}</code>
          ) : (
            'None. Whoever runs this register has to make its key first'
          ),
        },
        { key: 'Where it is asked', value: <code>{own.witnessAddress}</code> },
      ]}
    />
    {head && (
      <p class="govuk-body">
        A witness believes the first list that it sees. So once you have added each other, compare that one by telephone
        too: ours has {head.size} entries now, and its root is <code>{head.root}</code>. Your neighbour’s page shows
        what they last signed of ours.
      </p>
    )}
  </>
)

const AddForm = ({ typed, mistakes }: FormPage) => {
  const field = fields(typed, mistakes)
  const plain = { spellcheck: false, autocomplete: 'off' } as const
  return (
    <form method="post" action="/desk/neighbours" novalidate>
      <h2 class="govuk-heading-m">Add a neighbour</h2>
      <p class="govuk-body">
        Paste what they handed over. With their log you watch them; with their witness they watch you. One of the two is
        enough.
      </p>
      <TextArea {...field('logKey')} {...plain} rows={3} label="The key of their log" />
      <TextField {...field('logAddress')} {...plain} label="The address of their log" inputmode="url" />
      <TextArea {...field('witnessKey')} {...plain} rows={3} label="The key of their witness" />
      <TextField {...field('witnessAddress')} {...plain} label="The address of their witness" inputmode="url" />
      <Button preventDoubleClick>Add</Button>
    </form>
  )
}
