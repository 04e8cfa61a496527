import type { tellSilentSites } from '../../actions/check-websites.ts'
import { formatDayWords, londonDay } from '../../core/day.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Narrow } from '../parts/narrow.tsx'

type Props = { shell: Shell; sites: Awaited<ReturnType<typeof tellSilentSites>> }

/** Websites that have not answered for two weeks, each with a way to put it right. */
export const WebsitesPage = ({ shell, sites }: Props) => (
  <Page shell={shell} title="Websites that do not answer" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Websites that do not answer</h1>
      <p class="govuk-body">
        The register asks every website once a week. Those here have not answered for two weeks: look whether the
        organisation still exists. Nothing is changed by itself.
      </p>
      {sites.length === 0 && <p class="govuk-body">Every website that was asked has answered.</p>}
      <ul class="govuk-list register-results">
        {sites.map(({ slug, name, website, failingSince }) => (
          <li class="register-results__line">
            <a class="govuk-link register-results__name" href={`/desk/bodies/${slug}`}>
              {name}
            </a>
            <p class="govuk-body-s register-results__facts">
              {website}
              {failingSince && `, silent since ${formatDayWords(londonDay(failingSince))}`}.{' '}
              <a class="govuk-link" href={`/desk/bodies/${slug}/correct-body`}>
                Put details right
                <span class="govuk-visually-hidden"> of {name}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Narrow>
  </Page>
)
