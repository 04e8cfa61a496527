import { joinNames } from './change-words.ts'

/** What a letter that asks somebody to sign has to know. */
export type Asked = {
  body: string
  editions: readonly { slug: string; name: string }[]
  /** Where the register is found. */
  address: string
}

/** A short, polite letter that asks an organisation to sign. */
export function formatAskLetter({ body, editions, address }: Asked): string {
  const agreement = editions.length > 0 ? joinNames(editions.map(({ name }) => `the ${name}`)) : 'our local agreement'
  return [
    `Dear ${body}`,
    `Please will you consider signing ${agreement}?`,
    ...(editions.length > 0
      ? [
          `You can read what it promises, point by point, here:\n${editions.map(({ slug }) => `${address}/editions/${slug}`).join('\n')}`,
        ]
      : []),
    `Signing is done online and needs no account. Somebody who may sign for your organisation, such as its chief executive, clerk or chair, can begin here:\n${address}/sign`,
    `Everybody who has signed is listed here:\n${address}/signatories`,
    'If you have decided not to sign, I would be glad to hear why.',
    'Yours faithfully',
  ].join('\n\n')
}
