import { InsetText } from '../parts/inset-text.tsx'

/** Says that a page tells what the register said at a size of its log, and leads to what it knows now. */
export const AtSize = ({ size, present }: { size: number | undefined; present: string }) =>
  size === undefined ? null : (
    <InsetText>
      This is what the register said when its log had {size} entries.{' '}
      <a class="govuk-link" href={present}>
        See what it knows now
      </a>
      .
    </InsetText>
  )
