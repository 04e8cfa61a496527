import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'

export type OwnSignings = {
  body: { slug: string; name: string }
  /** What it signed and has not left. */
  signings: readonly { reference: string; edition: string }[]
  /** What it may sign now: a newer edition of what it signed, or what it has not signed at all. */
  signable: readonly { slug: string; name: string }[]
}

/** What somebody may do here who may act for the body. */
export const OwnSigningsPage = ({ shell, own: { body, signings, signable } }: { shell: Shell; own: OwnSignings }) => (
  <Page
    shell={shell}
    title={`For ${body.name}`}
    before={<BackLink href={`/bodies/${body.slug}`}>{body.name}</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">For {body.name}</h1>
      <p class="govuk-body">
        For people who may act for this organisation. Whatever you ask for here is confirmed through your own mailbox
        and checked by a coordinator before it is public.
      </p>
      {signings.map(({ reference, edition }) => (
        <>
          <h2 class="govuk-heading-m">{edition}</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              <a class="govuk-link" href={`/sign/reaffirmation/${reference}`}>
                Re-affirm the {edition}
              </a>
              , after somebody new has come into office
            </li>
            <li>
              <a class="govuk-link" href={`/sign/withdrawal/${reference}`}>
                Withdraw from the {edition}
              </a>
            </li>
          </ul>
        </>
      ))}
      {signable.map(({ slug, name }) => (
        <LinkButton href={startAddress(body.slug, slug)} variant="secondary">
          Sign the {name}
        </LinkButton>
      ))}
      {signings.length + signable.length === 0 && (
        <p class="govuk-body">There is nothing to sign or to change here at the moment.</p>
      )}
    </Narrow>
  </Page>
)

/** Where a sign-up begins that knows whose it is, and what is to be signed. */
export function startAddress(body: string, edition: string): string {
  return `/sign/start?${new URLSearchParams({ body, edition })}`
}
