import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

type Props = {
  /** Something was done, and is told at once; without it, something to know. */
  success?: boolean | undefined
  title?: Child
  /** The words that stand out; further content follows them. */
  heading?: Child
  children?: Child
}

export const NotificationBanner = ({ success, title, heading, children }: Props) => (
  <div
    class={classes('govuk-notification-banner', success && 'govuk-notification-banner--success')}
    role={success ? 'alert' : 'region'}
    aria-labelledby="govuk-notification-banner-title"
    data-module="govuk-notification-banner"
  >
    <div class="govuk-notification-banner__header">
      <h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">
        {title ?? (success ? 'Success' : 'Important')}
      </h2>
    </div>
    <div class="govuk-notification-banner__content">
      {heading && <p class="govuk-notification-banner__heading">{heading}</p>}
      {children}
    </div>
  </div>
)
