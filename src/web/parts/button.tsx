import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

type Variant = 'secondary' | 'warning' | 'inverse'

type ButtonProps = {
  variant?: Variant | undefined
  name?: string | undefined
  value?: string | undefined
  id?: string | undefined
  type?: 'submit' | 'button' | undefined
  disabled?: boolean | undefined
  /** A second press within a second is not sent. */
  preventDoubleClick?: boolean | undefined
  children?: Child
}

const buttonClass = (variant: Variant | undefined) => classes('govuk-button', variant && `govuk-button--${variant}`)

export const Button = ({ variant, type = 'submit', disabled, preventDoubleClick, children, ...props }: ButtonProps) => (
  <button
    type={type}
    value={props.value}
    name={props.name}
    disabled={disabled}
    aria-disabled={disabled || undefined}
    data-prevent-double-click={preventDoubleClick}
    class={buttonClass(variant)}
    data-module="govuk-button"
    id={props.id}
  >
    {children}
  </button>
)

type LinkButtonProps = { href: string; variant?: Variant | undefined; id?: string | undefined; children?: Child }

/** Leads somewhere and changes nothing; what changes something is a `Button` in a form. */
export const LinkButton = ({ href, variant, id, children }: LinkButtonProps) => (
  <a href={href} role="button" draggable={false} class={buttonClass(variant)} data-module="govuk-button" id={id}>
    {children}
  </a>
)

/** The one press that begins a journey. */
export const StartButton = ({ href, children }: { href: string; children?: Child }) => (
  <a href={href} role="button" draggable={false} class="govuk-button govuk-button--start" data-module="govuk-button">
    {children}{' '}
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  </a>
)
