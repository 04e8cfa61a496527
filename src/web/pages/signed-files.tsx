import { Details } from '../parts/details.tsx'

/** The files of the whole list, how each is signed, and how anybody checks it. */
export const SignedFiles = () => (
  <Details summary="Check this list yourself">
    <p class="govuk-body">
      The whole list is published in three files. Each has a signature by this register, and a proof that the register
      wrote this list down in its public log, where it cannot be changed unnoticed.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {files.map(({ name, words }) => (
        <li>
          {words}:{' '}
          <a class="govuk-link" href={`/${name}`}>
            {name}
          </a>
          , its{' '}
          <a class="govuk-link" href={`/${name}.jws`}>
            signature<span class="govuk-visually-hidden"> of {name}</span>
          </a>{' '}
          and its{' '}
          <a class="govuk-link" href={`/${name}.tlog-proof`}>
            proof<span class="govuk-visually-hidden"> of {name}</span>
          </a>
        </li>
      ))}
    </ul>
    <p class="govuk-body">
      To check a signature, save the file, its signature and{' '}
      <a class="govuk-link" href="/.well-known/jwks.json">
        this register’s public keys
      </a>{' '}
      in one folder. Then type this, with the free program “jose”:
    </p>
    <p class="govuk-body">
      <code>jose jws ver -i ./signatories.ndjson.jws -I signatories.ndjson -k jwks.json</code>
    </p>
    <p class="govuk-body">
      Each list has a number and says until when there is a newer one. If that time has passed, what you hold is out of
      date.
    </p>
  </Details>
)

const files = [
  { name: 'signatories.ndjson', words: 'For programs that check' },
  { name: 'signatories.json', words: 'For programs that show' },
  { name: 'signatories.csv', words: 'For spreadsheets' },
] as const
