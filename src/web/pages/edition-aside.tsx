import { comparePassages } from '../../core/text-diff.ts'
import { formatEditionText, type EditionText } from '../../core/edition-text.ts'
import { textAddress, type Correction } from '../../storage/read/corrections.ts'
import type { Edition } from '../../storage/read/editions.ts'
import { nameLanguage, ownName } from '../language-name.ts'
import { Day } from '../parts/day.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Table } from '../parts/table.tsx'
import type { EditionFacts } from './edition.tsx'
import { Passages } from './run-words.tsx'

/** The text in its other languages, each named as its own speakers call it. */
export const Languages = ({ edition, text }: { edition: Edition; text: EditionText }) =>
  edition.texts.length < 2 ? (
    <></>
  ) : (
    <nav aria-labelledby="languages">
      <h2 class="govuk-heading-m" id="languages">
        Languages
      </h2>
      <ul class="govuk-list">
        {edition.texts.map(({ language }) => (
          <li>
            <a
              class="govuk-link"
              href={`/editions/${edition.slug}?language=${language}#languages`}
              lang={language}
              hreflang={language}
              aria-current={language === text.language ? 'true' : undefined}
            >
              {ownName(language)}
            </a>
            {language === edition.reference && ' (reference)'}
          </li>
        ))}
      </ul>
      {text.language !== edition.reference && (
        <p class="govuk-body">Where the texts differ, the one marked as reference decides.</p>
      )}
    </nav>
  )

/** The themes of an edition side by side with the principles of national agreements that they answer to. */
export const BesideNational = ({ facts: { beside, name } }: { facts: EditionFacts }) => (
  <>
    {beside.map(({ instrument, rows, unanswered }) => (
      <section>
        <h2 class="govuk-heading-m">How this relates to the {instrument.name}</h2>
        <p class="govuk-body">
          Published {instrument.published}. Who agreed the {name} set its themes beside the {instrument.called} of the{' '}
          {instrument.name}; this is no part of the text that is signed.
        </p>
        <Table
          columns={[{ words: name }, { words: instrument.name }]}
          rowHeaders
          smallText
          rows={rows.map(({ theme, principles }) => [
            <a class="govuk-link" href={`#theme-${theme.number}`}>
              {theme.number} {theme.name}
            </a>,
            <ul class="govuk-list">
              {principles.map(({ number, words }) => (
                <li>
                  {number} {words}
                </li>
              ))}
            </ul>,
          ])}
        />
        {unanswered.length > 0 && (
          <p class="govuk-body">
            No theme is set beside: {unanswered.map(({ number, words }) => `${number} ${words}`).join('; ')}.
          </p>
        )}
      </section>
    ))}
  </>
)

/** Slips that were put right, with the words that changed and the text of before. */
export const Corrections = ({ slug, corrections }: { slug: string; corrections: readonly Correction[] }) => (
  <>
    <h2 class="govuk-heading-m" id="corrections">
      Corrections
    </h2>
    {corrections.map(({ entry, on, language, before, reason, texts }) => (
      <section>
        <h3 class="govuk-heading-s">
          Corrected on <Day day={on} />; meaning unchanged
        </h3>
        {reason !== undefined && <p class="govuk-body">{reason}</p>}
        {texts && (
          <div lang={language}>
            <Passages passages={comparePassages(formatEditionText(texts.before), formatEditionText(texts.after))} />
          </div>
        )}
        <p class="govuk-body-s">
          Whoever signed before signed{' '}
          <a class="govuk-link" href={textAddress(slug, language, before)}>
            the text as it was
            <span class="govuk-visually-hidden"> before entry {entry}</span>
          </a>
          . {nameLanguage(language)}, entry {entry}.
        </p>
      </section>
    ))}
  </>
)

/** The bytes that are hashed, for whoever checks them. */
export const PlainTexts = ({ edition }: { edition: Edition }) => (
  <>
    <h2 class="govuk-heading-m">The text to the letter</h2>
    <p class="govuk-body">
      This page is made from a plain text. Who signs, signs that text, and its SHA-256 digest stands in the log.
    </p>
    <SummaryList
      rows={edition.texts.map(({ language, sha256 }) => ({
        key: `Plain text, ${nameLanguage(language)}`,
        value: (
          <>
            <a class="govuk-link" href={`/editions/${edition.slug}.${language}.md`}>
              {edition.slug}.{language}.md
            </a>
            <br />
            <span class="govuk-body-s">SHA-256 {sha256}</span>
          </>
        ),
      }))}
    />
  </>
)
