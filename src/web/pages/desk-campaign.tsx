import type { Child } from 'hono/jsx'
import type { ToldCampaign, ToldWave } from '../../actions/tell-campaign.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import { errands } from '../../core/errand.ts'
import { progressWords } from '../../core/progress-words.ts'
import type { Mistake } from '../../core/refusal.ts'
import { errandWords } from '../errand-words.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Table } from '../parts/table.tsx'

type Props = {
  shell: Shell
  told: ToldCampaign
  from: string
  to: { name: string; slug: string }
  /** How many would be asked if it began today, and are not. */
  newcomers: number
  mistakes: readonly Mistake[]
}

/** A campaign: what is to be done, its waves, and where its organisations stand. */
export const CampaignPage = ({ shell, told, from, to, newcomers, mistakes }: Props) => {
  const { campaign, total, waves } = told
  const place = `/desk/campaigns/${campaign.id}`
  const open = campaign.closedAt === null
  const doing = told.errands.filter(({ errand, count }) => count > 0 && errand !== 'nothing' && errand !== 'wait')
  return (
    <Page
      shell={shell}
      title={campaign.name}
      mistakes={mistakes}
      before={<BackLink href="/desk/campaigns">Campaigns</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">{campaign.name}</h1>
        {campaign.closedAt !== null && (
          <InsetText>
            Closed on {formatDayWords(londonDay(campaign.closedAt))}. Nobody is written to any more.
          </InsetText>
        )}
        {open && campaign.quiet && (
          <InsetText>Quiet: no reminders and no publicity. Signing goes on, and answers are taken.</InsetText>
        )}
        <h2 class="govuk-heading-m">To do</h2>
        {doing.length + newcomers === 0 && <p class="govuk-body">Nothing for you today.</p>}
        <ul class="govuk-list">
          {errands
            .flatMap((errand) => doing.filter((one) => one.errand === errand))
            .map(({ errand, count }) => (
              <li>
                <Link href={`${place}/bodies?errand=${errand}`}>
                  {errandWords[errand]}: {count}
                </Link>
              </li>
            ))}
          {newcomers > 0 && (
            <li>
              <Link href={`${place}/newcomers`}>Add those that are missing: {newcomers}</Link>
            </li>
          )}
        </ul>
        <h2 class="govuk-heading-m">Where they stand</h2>
        <Table
          rowHeaders
          columns={[{ words: 'Progress' }, { words: 'Organisations', numeric: true }]}
          rows={[
            ...told.progresses
              .toReversed()
              .filter(({ count }) => count > 0)
              .map(({ progress, count }) => [
                <Link href={`${place}/bodies?progress=${progress}`}>{progressWords[progress]}</Link>,
                count,
              ]),
            [<Link href={`${place}/bodies`}>All of them</Link>, total],
          ]}
        />
        <p class="govuk-body">
          <Link href={`${place}/progress`}>How far it has come</Link>
        </p>
        <h2 class="govuk-heading-m">Waves</h2>
        {waves.map((wave) => (
          <WaveCard wave={wave} place={place} open={open} />
        ))}
        {open && (
          <p class="govuk-body">
            <Link href={`${place}/waves`}>Change the waves</Link>
          </p>
        )}
        {open && (
          <p class="govuk-body">
            <Link href={`${place}/newcomers`}>Add organisations</Link>
          </p>
        )}
        <h2 class="govuk-heading-m">About this campaign</h2>
        <SummaryList
          rows={[
            { key: 'Invited', value: from ? `Those who have signed the ${from}` : 'Everybody on the register' },
            { key: 'To sign', value: <Link href={`/editions/${to.slug}`}>{to.name}</Link> },
            { key: 'Target', value: `${campaign.target} by ${formatDayWords(campaign.targetOn)}` },
            { key: 'Runs', value: `${formatDayWords(campaign.opensOn)} to ${formatDayWords(campaign.closesOn)}` },
          ]}
        />
        {open && <Ending place={place} quiet={campaign.quiet} />}
      </Narrow>
    </Page>
  )
}

const Link = ({ href, children }: { href: string; children?: Child }) => (
  <a class="govuk-link" href={href}>
    {children}
  </a>
)

const WaveCard = ({ wave, place, open }: { wave: ToldWave; place: string; open: boolean }) => {
  const { number, name, bodies, toCheck, toRepair, toSend, sentAt, onDay } = wave
  const waiting = [
    toCheck > 0 ? `${toCheck} still to be checked` : '',
    toRepair > 0 ? `${toRepair} without a contact to write to` : '',
    toSend > 0 ? `${toSend} ready` : '',
  ].filter((words) => words !== '')
  return (
    <section>
      <h3 class="govuk-heading-s">
        {number}. {name}
      </h3>
      <p class="govuk-body">
        {bodies === 0 ? 'No organisations' : `${bodies} ${bodies === 1 ? 'organisation' : 'organisations'}`}.{' '}
        {sentAt === null
          ? `Planned for ${formatDayWords(onDay)}.`
          : `First sent on ${formatDayWords(londonDay(sentAt))}.`}{' '}
        {waiting.length > 0 && `Not written to yet: ${waiting.join(', ')}.`}
      </p>
      {open && toSend > 0 && (
        <form method="post" action={`${place}/waves/${number}/sending`} novalidate>
          <Button preventDoubleClick>
            Invite {toSend} {toSend === 1 ? 'organisation' : 'organisations'}
            <span class="govuk-visually-hidden"> of wave {number}</span>
          </Button>
        </form>
      )}
    </section>
  )
}

const Ending = ({ place, quiet }: { place: string; quiet: boolean }) => (
  <>
    <h2 class="govuk-heading-m">Pause or end</h2>
    <form method="post" action={`${place}/quiet`} novalidate>
      <input type="hidden" name="quiet" value={quiet ? 'no' : 'yes'} />
      <p class="govuk-body">
        {quiet
          ? 'Reminders go out again from then on, those that were missed as one.'
          : 'No reminders and no publicity, as before an election. Signing goes on.'}
      </p>
      <Button variant="secondary" preventDoubleClick>
        {quiet ? 'End the quiet time' : 'Begin a quiet time'}
      </Button>
    </form>
    <form method="post" action={`${place}/closure`} novalidate>
      <p class="govuk-body">
        Once it is closed nobody is written to, and links in invitations work no more. Nothing public changes: who has
        not signed lapses when the edition says so.
      </p>
      <Button variant="warning" preventDoubleClick>
        Close the campaign
      </Button>
    </form>
  </>
)
