import { Button, LinkButton, StartButton } from '../../../src/web/parts/button.tsx'
import { agreesWithFixtures, content, variantOf, type Content } from './fixtures.tsx'

type Options = Content & {
  href?: string
  isStartButton?: boolean
  classes?: string
  name?: string
  value?: string
  id?: string
  type?: 'submit' | 'button'
  disabled?: boolean
  preventDoubleClick?: boolean
}

agreesWithFixtures<Options>('button', {
  leftOut: {
    attributes: 'no page needs others',
    start: 'what begins a journey is a link',
    'start link with html': 'its words are plain',
    'classes=app-button--custom-modifier': 'we have no class of our own on a button',
  },
  // The stylesheet's stand-ins for what a reader does.
  otherwise: (html) => html.replace(/ :(hover|active|focus)/, ''),
  render: ({ href, isStartButton, classes, ...options }) => {
    const variant = variantOf(classes, 'govuk-button--', ['secondary', 'warning', 'inverse'])
    if (isStartButton && href) return <StartButton href={href}>{options.text}</StartButton>
    if (href) {
      return (
        <LinkButton href={href} variant={variant} id={options.id}>
          {content(options)}
        </LinkButton>
      )
    }
    return (
      <Button variant={variant} {...options}>
        {content(options)}
      </Button>
    )
  },
})
