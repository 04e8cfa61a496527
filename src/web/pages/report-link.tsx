/** Whoever finds a mistake on a page says so from there. */
export const ReportLink = ({ about }: { about: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/mistake?${new URLSearchParams({ about })}`}>
      Report a mistake
    </a>
  </p>
)
