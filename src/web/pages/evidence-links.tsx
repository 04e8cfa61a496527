import { Details } from '../parts/details.tsx'

/** Where the evidence of some signatures is got, and what it is. */
export const EvidenceLinks = ({ links }: { links: readonly { href: string; words: string }[] }) => (
  <>
    <h2 class="govuk-heading-m">Evidence of {links.length === 1 ? 'the signature' : 'the signatures'}</h2>
    <ul class="govuk-list">
      {links.map(({ href, words }) => (
        <li>
          <a class="govuk-link" href={href}>
            {words}
          </a>
        </li>
      ))}
    </ul>
    <Details summary="What is in it">
      <p class="govuk-body">
        It says what was shown, ticked and pressed, when, and how we knew who it was. Once the signing is on the
        register, it also says where the public log has it, and what we checked. We have signed it, so that anybody you
        show it to can check that it is ours.
      </p>
      <p class="govuk-body">
        It shows that whoever had the code did this, and how the code came to them. It does not show who they are beyond
        that.
      </p>
      <p class="govuk-body">
        It has names, email addresses, the browser and the network address in it, as far as we still keep them. It is
        for your organisation and whoever signed, and for nobody else unless you give it to them.
      </p>
    </Details>
  </>
)
