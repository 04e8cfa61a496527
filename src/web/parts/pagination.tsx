import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'

/** `label` says what is there, where the neighbours are pages of different things and not numbers. */
type Neighbour = { href: string; words?: Child; label?: string | undefined }

type Numbered = { number: number; href: string; current?: boolean | undefined }

type Props = {
  previous?: Neighbour | undefined
  next?: Neighbour | undefined
  pages?: readonly (Numbered | 'gap')[] | undefined
  /** What is paged, for those who hear the page. */
  landmark?: string | undefined
}

export const Pagination = ({ previous, next, pages, landmark = 'Pagination' }: Props) => (
  <nav class={classes('govuk-pagination', !pages && 'govuk-pagination--block')} aria-label={landmark}>
    {previous && <NeighbourLink direction="prev" neighbour={previous} block={!pages} />}
    {pages && (
      <ul class="govuk-pagination__list">
        {pages.map((page) =>
          page === 'gap' ? (
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
          ) : (
            <PageLink {...page} />
          ),
        )}
      </ul>
    )}
    {next && <NeighbourLink direction="next" neighbour={next} block={!pages} />}
  </nav>
)

const PageLink = ({ number, href, current }: Numbered) => (
  <li class={classes('govuk-pagination__item', current && 'govuk-pagination__item--current')}>
    <a
      class="govuk-link govuk-pagination__link"
      href={href}
      aria-label={`Page ${number}`}
      aria-current={current ? 'page' : undefined}
    >
      {number}
    </a>
  </li>
)

type NeighbourProps = { direction: 'prev' | 'next'; neighbour: Neighbour; block: boolean }

/** The arrow stands first, save that a "Next" beside numbers ends in it. */
const NeighbourLink = ({ direction, neighbour, block }: NeighbourProps) => {
  const { href, words, label } = neighbour
  const arrowFirst = block || direction === 'prev'
  return (
    <div class={`govuk-pagination__${direction}`}>
      <a class="govuk-link govuk-pagination__link" href={href} rel={direction}>
        {arrowFirst && <Arrow direction={direction} />}
        <span
          class={classes('govuk-pagination__link-title', block && !label && 'govuk-pagination__link-title--decorated')}
        >
          {words ?? <Direction direction={direction} />}
        </span>
        {block && label && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{label}</span>
          </>
        )}
        {!arrowFirst && <Arrow direction={direction} />}
      </a>
    </div>
  )
}

const Direction = ({ direction }: { direction: 'prev' | 'next' }) => (
  <>
    {direction === 'prev' ? 'Previous' : 'Next'}
    <span class="govuk-visually-hidden"> page</span>
  </>
)

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const Arrow = ({ direction }: { direction: 'prev' | 'next' }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={arrows[direction]} />
  </svg>
)
