import { kindWords } from '../../core/body-kind.ts'
import type { SignatoryLine } from '../../core/signatory-list.ts'
import type { Aside } from '../../core/succession.ts'
import type { Uuid } from '../../core/uuid.ts'
import type { Body } from '../../storage/read/bodies.ts'
import { capital, joinNames, successionWords } from '../change-words.ts'
import { BodyLink } from './body-link.tsx'
import { Day } from '../parts/day.tsx'
import { Tag } from '../parts/tag.tsx'
import { standingColours, standingWords } from '../words.ts'

export type Asides = ReadonlyMap<Uuid, Aside>

/** Signings, one under the other: every standing is in the same list. */
export const SigningLines = ({ lines, asides }: { lines: readonly SignatoryLine[]; asides: Asides }) => (
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
        <Beside aside={asides.get(body.id)} />
      </li>
    ))}
  </ul>
)

/** Organisations that have not signed, each with a way to ask. */
export const UnsignedLines = ({ bodies, asides }: { bodies: readonly Body[]; asides: Asides }) => (
  <ul class="govuk-list register-results">
    {bodies.map(({ id, slug, name, kind, endedOn }) => (
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
        <Beside aside={asides.get(id)} />
      </li>
    ))}
  </ul>
)

/** What a body was called, and what it is now. */
const Beside = ({ aside }: { aside: Aside | undefined }) => (
  <>
    {aside && aside.former.length > 0 && (
      <p class="govuk-body-s register-results__facts">Formerly {joinNames(aside.former)}.</p>
    )}
    {aside?.next.map(({ relation, to, now }) => (
      <p class="govuk-body-s register-results__facts">
        {relation === 'successor' && now === null ? 'Now' : capital(successionWords[relation])} <BodyLink body={to} />
        {now && (
          <>
            , now <BodyLink body={now} />
          </>
        )}
        .
      </p>
    ))}
  </>
)
