import { kindWords } from '../../core/body-kind.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import type { Body } from '../../storage/read/bodies.ts'
import { Day } from '../parts/day.tsx'
import { Tag } from '../parts/tag.tsx'
import { standingColours, standingWords } from '../words.ts'

/** Signings, one under the other: every standing is in the same list. */
export const SigningLines = ({ lines }: { lines: readonly SignatoryLine[] }) => (
  <ul class="govuk-list register-results">
    {lines.map(({ body, instrument, edition, standing, signedOn, reference }) => (
      <li class="register-results__line">
        <a class="govuk-link register-results__name" href={`/bodies/${body.slug}`}>
          {body.name}
        </a>{' '}
        <Tag colour={standingColours[standing]}>{standingWords[standing]}</Tag>
        <p class="govuk-body-s register-results__facts">
          <a class="govuk-link" href={`/editions/${edition.slug}`}>
            {`${instrument.name} ${edition.label}`.trim()}
          </a>
          ,{' '}
          {signedOn ? (
            <>
              signed <Day day={signedOn} />
            </>
          ) : (
            'the day of signing is not recorded'
          )}
          . {kindWords[body.kind]}. Certificate{' '}
          <a class="govuk-link register-reference" href={`/certificates/${reference}`}>
            {reference}
          </a>
        </p>
      </li>
    ))}
  </ul>
)

/** Organisations that have not signed, each with a way to ask. */
export const UnsignedLines = ({ bodies }: { bodies: readonly Pick<Body, 'slug' | 'name' | 'kind' | 'endedOn'>[] }) => (
  <ul class="govuk-list register-results">
    {bodies.map(({ slug, name, kind, endedOn }) => (
      <li class="register-results__line">
        <a class="govuk-link register-results__name" href={`/bodies/${slug}`}>
          {name}
        </a>{' '}
        <Tag colour="grey">Has not signed</Tag>
        <p class="govuk-body-s register-results__facts">
          {kindWords[kind]}.{' '}
          {endedOn ? (
            <>
              Ended <Day day={endedOn} />.
            </>
          ) : (
            <a class="govuk-link" href={`/bodies/${slug}/ask`}>
              Ask them to sign
              <span class="govuk-visually-hidden"> ({name})</span>
            </a>
          )}
        </p>
      </li>
    ))}
  </ul>
)
