import type { ClosingTold } from '../../actions/tell-closing.ts'
import { sectors } from '../../core/body-kind.ts'
import { progressWords } from '../../core/progress-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Day } from '../parts/day.tsx'
import { Details } from '../parts/details.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { WarningText } from '../parts/warning-text.tsx'

type Props = { shell: Shell; told: ClosingTold }

/** What a campaign came to. */
export const ClosingPage = ({ shell, told }: Props) => {
  const { campaign, edition, signatories, signed, asked, unsigned, leftOut, lapse, today } = told
  const address = `/desk/campaigns/${campaign.id}`
  return (
    <Page
      shell={shell}
      title={`${campaign.name}: closing report`}
      before={<BackLink href={`${address}/progress`}>How {campaign.name} goes</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{campaign.name}: closing report</h1>
        <p class="govuk-body">
          As at <Day day={today} />.{' '}
          {campaign.closedAt === null && 'The campaign is still open, and these figures will change.'}
        </p>
        <SummaryList
          rows={[
            { key: 'Signed', value: `${signed} of ${asked}` },
            { key: 'Target', value: campaign.target },
            { key: 'Not signed', value: unsigned.length },
            { key: 'Left out', value: leftOut },
          ]}
        />
        <h2 class="govuk-heading-m">What follows for those who have not signed</h2>
        {lapse ? (
          <p class="govuk-body">
            Their signings of the {lapse.edition} count until the transition ends. From <Day day={lapse.on} /> they are
            shown as lapsed. Nobody has to do anything for that, nothing is deleted, and an organisation may sign the{' '}
            {edition} at any time afterwards. While the campaign is open, those who have not answered are told four
            weeks before.
          </p>
        ) : (
          <p class="govuk-body">Nothing lapses by a day: no transition to the {edition} has an end.</p>
        )}
        <Details summary={`Organisations that have not signed (${unsigned.length})`}>
          <ul class="govuk-list">
            {unsigned.map(({ invitation, body, progress }) => (
              <li>
                <a class="govuk-link" href={`${address}/bodies/${invitation}`}>
                  {body}
                </a>
                : {progressWords[progress].toLowerCase()}
              </li>
            ))}
          </ul>
        </Details>
        <h2 class="govuk-heading-m">For the press</h2>
        {campaign.quiet && (
          <WarningText>This campaign is quiet: publish nothing about it before the election.</WarningText>
        )}
        <p class="govuk-body">
          Only who has signed is told, which everybody can read on the register.{' '}
          <a class="govuk-link" href={`${address}/press-list.txt`}>
            The list as plain text
          </a>
        </p>
        {sectors.map((sector) => (
          <Details summary={`${shell.local.sectors[sector]} (${signatories[sector].length})`}>
            <ul class="govuk-list govuk-list--bullet">
              {signatories[sector].map((name) => (
                <li>{name}</li>
              ))}
            </ul>
          </Details>
        ))}
      </Narrow>
    </Page>
  )
}
