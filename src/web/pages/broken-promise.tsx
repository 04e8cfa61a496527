import type { SigningOfBody } from './body.tsx'

const binding = new Set(['in-force', 'earlier-edition', 'suspended'])

/** Where to go with a promise that is not kept: this register records signings and settles nothing. */
export const BrokenPromise = ({ name, signings }: { name: string; signings: readonly SigningOfBody[] }) => {
  const held = signings.filter(({ standing, edition }) => binding.has(standing.name) && edition.texts.length > 0)
  if (held.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">If it does not do what it promised</h2>
      <ol class="govuk-list govuk-list--number">
        <li>
          Ask {name} first. Quote the promise by its number, from{' '}
          {held.map((one, n) => (
            <>
              {n > 0 && ' or '}
              <a class="govuk-link" href={`/editions/${one.edition.slug}`}>
                the {one.name}
              </a>
            </>
          ))}
          .
        </li>
        <li>If that does not settle it, follow what the text says about putting things right.</li>
        <li>
          Beyond the agreement, an advice service can tell you what else is open to you. Many public bodies answer to an
          ombudsman.
        </li>
      </ol>
    </>
  )
}
