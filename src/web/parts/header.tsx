/** The design system's generic header: a name, where GOV.UK's own pages show the crown. */
export const Header = ({ name }: { name: string }) => (
  <div class="govuk-generic-header">
    <div class="govuk-generic-header__container govuk-width-container">
      <div class="govuk-generic-header__logo">
        <a href="/" class="govuk-generic-header__homepage-link">
          {name}
        </a>
      </div>
    </div>
  </div>
)
