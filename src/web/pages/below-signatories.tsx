import { Breadcrumbs } from '../parts/breadcrumbs.tsx'

/** Where a page stands that is reached from the list of signatories. */
export const BelowSignatories = () => (
  <Breadcrumbs
    items={[
      { href: '/', words: 'Home' },
      { href: '/signatories', words: 'Signatories' },
    ]}
  />
)
