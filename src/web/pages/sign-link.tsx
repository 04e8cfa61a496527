import type { LinkState } from '../../actions/links.ts'
import type { Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { PlainPage } from './plain.tsx'

/** Behind a link in a mail. A scanner that opens it spends nothing: the button does. */
export const LinkPage = ({
  shell,
  action,
  title,
  words,
  button,
}: {
  shell: Shell
  action: string
  title: string
  words: readonly string[]
  button: string
}) => (
  <PlainPage shell={shell} title={title} words={words}>
    <form method="post" action={action} novalidate>
      <Button preventDoubleClick>{button}</Button>
    </form>
  </PlainPage>
)

/** The way back to one's own sign-up. */
export const ResumeLinkPage = ({ shell, path }: { shell: Shell; path: string }) => {
  const words = ['What you have answered is kept.']
  return <LinkPage shell={shell} action={path} title="Go on with your sign-up" words={words} button="Go on" />
}

/** What somebody is asked to do who is named as the one who signs. */
export const SignatureLinkPage = ({
  shell,
  path,
  asked: { body, edition, preparer },
}: {
  shell: Shell
  path: string
  asked: { body: string; edition: string; preparer: string }
}) => {
  const words = [
    `You are named as the person who signs the ${edition} for ${body}. ${preparer} has prepared it.`,
    'To show that this mailbox is yours, we will email you a six-digit code. Nothing is signed yet.',
    'If you are not the right person, or do not want to sign, go on: you can say so next.',
  ]
  return (
    <LinkPage
      shell={shell}
      action={path}
      title={`You are asked to sign for ${body}`}
      words={words}
      button="Email me a code"
    />
  )
}

/** What somebody is asked to confirm who asked for a change of what a body has signed. */
export const ChangeLinkPage = ({
  shell,
  path,
  body,
  asked,
}: {
  shell: Shell
  path: string
  body: string
  asked: string
}) => {
  const words = [
    `Somebody asked, in your name, for ${body} to ${asked}.`,
    'To show that this mailbox is yours, we will email you a six-digit code. Nothing has happened yet.',
    'If it was not you, close this page: nothing happens unless you confirm it.',
  ]
  return <LinkPage shell={shell} action={path} title={`Confirm for ${body}`} words={words} button="Email me a code" />
}

/** What somebody has signed already. */
export const RecordLinkPage = ({ shell, path, body }: { shell: Shell; path: string; body: string }) => {
  const words = [
    `You have signed for ${body}. You can download the evidence of your signature.`,
    'To show that this mailbox is yours, we will email you a six-digit code.',
  ]
  return <LinkPage shell={shell} action={path} title="You have signed" words={words} button="Email me a code" />
}

/** The sign-up was taken back, sent back, signed by everybody or accepted. */
export const NothingToSignPage = ({ shell, preparer }: { shell: Shell; preparer: string }) => {
  const words = [
    'Either everybody has signed already, or the answers are being changed.',
    `If you are asked to sign again, you get a new email. ${preparer} can tell you more.`,
  ]
  return <PlainPage shell={shell} title="There is nothing to sign at the moment" words={words} />
}

const states = {
  spent: {
    title: 'This link has been used',
    words: 'A link works until its code is typed, or the sign-up is taken back to be changed.',
  },
  'run-out': { title: 'This link has run out', words: 'It worked for some weeks. Nothing is lost.' },
  replaced: { title: 'A newer email has replaced this link', words: 'Use the link in the newest email.' },
} as const satisfies Record<Exclude<LinkState, 'open'>, { title: string; words: string }>

/** A link that works no more, and the button that sends another to the same mailbox. */
export const SpentLinkPage = ({
  shell,
  path,
  state,
}: {
  shell: Shell
  path: string
  state: Exclude<LinkState, 'open'>
}) => (
  <PlainPage shell={shell} title={states[state].title} words={[states[state].words]}>
    <form method="post" action={`${path}/renewal`} novalidate>
      <Button preventDoubleClick>Email me a new link</Button>
    </form>
  </PlainPage>
)
