import type { Sector } from './body-kind.ts'
import { formatDayWords, type FullDay } from './day.ts'
import type { EditionText, Theme } from './edition-text.ts'
import type { Signatory } from './sign-up.ts'
import { statementFor } from './statement.ts'

/** A part of a paper: running text, a heading inside its section, or numbered lines. */
export type PaperBlock =
  | { readonly paragraph: string }
  | { readonly subheading: string }
  | { readonly lines: readonly { readonly label: string; readonly text: string }[] }

/** A paper for a board, as a page and a PDF show it. */
export type BoardPaper = {
  readonly title: string
  readonly language: string
  readonly sections: readonly { readonly heading: string; readonly blocks: readonly PaperBlock[] }[]
}

/** What a paper is about. `sector` is whose undertakings it lists, everybody's where that is not known yet. */
export type BoardMatter = {
  readonly body: string
  readonly sector: Sector | undefined
  readonly editions: readonly { readonly name: string; readonly text: EditionText }[]
  readonly signatories: readonly Pick<Signatory, 'name' | 'role'>[]
  readonly boardOn: FullDay | null
}

/** The paper by which a body's people take a signing to its board: what to decide, what it binds to, what follows. */
export function draftBoardPaper(matter: BoardMatter): BoardPaper {
  const { body, editions, boardOn } = matter
  const name = new Intl.ListFormat('en-GB').format(editions.map((one) => one.name))
  const day = boardOn ? [{ paragraph: `For decision on ${formatDayWords(boardOn)}.` }] : []
  return {
    title: `Signing the ${name}: paper for the board of ${body}`,
    language: 'en',
    sections: [
      {
        heading: 'Recommendation',
        blocks: [...day, { paragraph: `The board is recommended to agree that ${body} signs the ${name}.` }],
      },
      ...editions.map(({ name: edition, text }) => ({
        heading: `What ${body} would undertake: ${edition}`,
        blocks: text.themes.flatMap((theme) => listUndertakings(theme, matter.sector)),
      })),
      { heading: 'Implications', blocks: implications.map((paragraph) => ({ paragraph })) },
      { heading: 'Draft resolution', blocks: draftResolution(matter, name) },
    ],
  }
}

const implications = [
  'The agreement is not legally binding, but a public body can be held to what it promised.',
  'Signing is public: the register says which organisation signed, when, by what decision, and in which role somebody signed. It does not say whether promises are kept.',
  'The decision may be taken back: an organisation withdraws by the same people, with effect from a day it chooses. That it had signed stays on record.',
  'When a newer edition is agreed, it has to be signed anew.',
]

/** The undertakings of a theme for everybody and for one side. */
function listUndertakings({ number, name, undertakings }: Theme, sector: Sector | undefined): readonly PaperBlock[] {
  const own = undertakings.filter(({ party }) => party === 'all' || sector === undefined || party === sector)
  if (own.length === 0) return []
  const lines = own.map(({ number: label, text }) => ({ label, text: text.replaceAll('\n', ' ') }))
  return [{ subheading: `${number} ${name}` }, { lines }]
}

const blank = '____________'

function draftResolution({ body, editions, signatories, boardOn }: BoardMatter, name: string): readonly PaperBlock[] {
  const people = signatories.length > 0 ? signatories : [{ name: blank, role: blank }]
  const who = new Intl.ListFormat('en-GB').format(people.map((one) => `${one.name}, ${one.role},`)).replace(/,$/, '')
  const [{ role }] = [people[0] ?? { role: blank }]
  const decision = { role, mandate: 'resolution', minute: blank, ...(boardOn && { decidedOn: boardOn }) } as const
  return [
    { paragraph: `${body} resolves` },
    {
      lines: [
        { label: '1', text: `to sign the ${name}; and` },
        { label: '2', text: `that ${who}, may sign on its behalf.` },
      ],
    },
    { paragraph: 'When this is decided and minuted, what is signed says:' },
    ...editions.map((edition) => ({ paragraph: `“${statementFor(decision, body, edition.name)}”` })),
  ]
}
