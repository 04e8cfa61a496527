import { actForms } from '../act-forms.ts'
import { nameLanguage } from '../language-name.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { Narrow } from '../parts/narrow.tsx'

type Props = {
  shell: Shell
  /** Of the next draft. */
  id: string
  drafts: readonly { id: string; name: string; since: string }[]
  editions: readonly { slug: string; name: string; languages: readonly string[] }[]
}

/** Editions that are being written, and what can be done with those on the register. */
export const DeskEditionsPage = ({ shell, id, drafts, editions }: Props) => (
  <Page shell={shell} title="Editions" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Editions</h1>
      <h2 class="govuk-heading-m">Being written</h2>
      {drafts.length === 0 && <p class="govuk-body">No edition is being written.</p>}
      <ul class="govuk-list register-results">
        {drafts.map((draft) => (
          <li class="register-results__line">
            <a class="govuk-link register-results__name" href={`/desk/drafts/${draft.id}`}>
              {draft.name}
            </a>
            <p class="govuk-body-s register-results__facts">Last changed on {draft.since}.</p>
          </li>
        ))}
      </ul>
      <form method="post" action="/desk/editions" novalidate>
        <input type="hidden" name="key" value={id} />
        <Button preventDoubleClick>Write a new edition</Button>
      </form>
      <h2 class="govuk-heading-m">On the register</h2>
      {editions.map(({ slug, name, languages }) => (
        <section>
          <h3 class="govuk-heading-s">
            <a class="govuk-link" href={`/editions/${slug}`}>
              {name}
            </a>
          </h3>
          <ul class="govuk-list">
            {(['extend-edition', 'conclude-review'] as const).map((act) => (
              <li>
                <a class="govuk-link" href={`/desk/editions/${slug}/${act}`}>
                  {actForms[act].title}
                  <span class="govuk-visually-hidden"> {name}</span>
                </a>
              </li>
            ))}
            {languages.map((language) => (
              <li>
                <a class="govuk-link" href={`/desk/editions/${slug}/correct-edition?language=${language}`}>
                  {actForms['correct-edition'].title}: {nameLanguage(language)}
                  <span class="govuk-visually-hidden"> {name}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Narrow>
  </Page>
)
