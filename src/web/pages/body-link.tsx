/** A link to the page of an organisation. */
export const BodyLink = ({ body: { slug, name } }: { body: { slug: string; name: string } }) => (
  <a class="govuk-link" href={`/bodies/${slug}`}>
    {name}
  </a>
)
