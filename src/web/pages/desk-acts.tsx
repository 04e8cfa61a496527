import { deskActs, type DeskActName } from '../../core/desk-act.ts'
import { actForms, type ActForm } from '../act-forms.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Narrow } from '../parts/narrow.tsx'

const upon = (noun: 'body' | 'signing'): readonly DeskActName[] =>
  Object.values(deskActs).flatMap(({ entries }) => (noun in entries ? [entries.act.literal] : []))

/** Organisations that somebody at the desk looks for. */
export const FindPage = ({
  shell,
  q,
  found,
}: {
  shell: Shell
  q: string
  found: readonly { slug: string; name: string }[]
}) => (
  <Page shell={shell} title="Find an organisation" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Find an organisation</h1>
      <form method="get" action="/desk/find" novalidate>
        <TextField name="q" label="Name, former name or number" value={q} />
        <Button variant="secondary">Find</Button>
      </form>
      {found.length === 0 && <p class="govuk-body">Nothing on the register has this name or number.</p>}
      <ul class="govuk-list">
        {found.map(({ slug, name }) => (
          <li>
            <a class="govuk-link" href={`/desk/bodies/${slug}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Narrow>
  </Page>
)

/** What may be done with a body and with each of its signings. */
export const ActsPage = ({
  shell,
  body,
  signings,
}: {
  shell: Shell
  body: { slug: string; name: string }
  signings: readonly { reference: string; edition: string }[]
}) => (
  <Page shell={shell} title={body.name} before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <span class="govuk-caption-l">At the desk</span>
      <h1 class="govuk-heading-l">{body.name}</h1>
      <p class="govuk-body">
        <a class="govuk-link" href={`/bodies/${body.slug}`}>
          What the public reads
        </a>
      </p>
      <h2 class="govuk-heading-m">The organisation</h2>
      <Acts place={`/desk/bodies/${body.slug}`} acts={upon('body')} />
      {signings.map(({ reference, edition }) => (
        <>
          <h2 class="govuk-heading-m">
            {edition}, {reference}
          </h2>
          <Acts place={`/desk/signings/${reference}`} acts={upon('signing')} about={reference} />
        </>
      ))}
    </Narrow>
  </Page>
)

/** Links to acts; what they are about is heard, and tells those of one signing from those of another. */
const Acts = ({ place, acts, about }: { place: string; acts: readonly DeskActName[]; about?: string }) => (
  <ul class="govuk-list">
    {acts.map((act) => (
      <li>
        <a class="govuk-link" href={`${place}/${act}`}>
          {actForms[act].title}
          {about && <span class="govuk-visually-hidden"> {about}</span>}
        </a>
      </li>
    ))}
  </ul>
)

/** What was proposed waits for a second coordinator. */
export const ProposedPage = ({ shell, form, back }: { shell: Shell; form: ActForm; back: string }) => (
  <Page shell={shell} title="A second coordinator has to agree" before={<BackLink href={back}>Back</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">A second coordinator has to agree</h1>
      <p class="govuk-body">
        {form.title}: we have emailed the other coordinators. Nothing is public until one agrees.
      </p>
    </Narrow>
  </Page>
)
