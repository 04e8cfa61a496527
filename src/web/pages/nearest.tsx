/** Organisations whose names are near to what was asked for. */
export const Nearest = ({
  bodies,
  title = 'Did you mean',
}: {
  bodies: readonly { slug: string; name: string }[]
  title?: string
}) =>
  bodies.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {bodies.map(({ slug, name }) => (
          <li>
            <a class="govuk-link" href={`/bodies/${slug}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
