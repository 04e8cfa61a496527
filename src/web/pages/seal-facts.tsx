import { SummaryList } from '../parts/summary-list.tsx'

/** The keys of the seal by the SHA-256 of their X.509 certificates, in hex; the one that seals now comes first. */
export const SealKeys = ({ root, seals }: { root: string; seals: readonly string[] }) => {
  const [present, ...earlier] = seals
  return (
    <SummaryList
      rows={[
        { key: 'Root, SHA-256', value: <code>{root}</code> },
        { key: 'Key that seals now, SHA-256', value: <code>{present}</code> },
        ...earlier.map((seal) => ({ key: 'Earlier key, SHA-256', value: <code>{seal}</code> })),
      ]}
    />
  )
}

/** Where the private keys are; those of a demonstration are of no worth, and nobody looks after them. */
export const Custody = ({ demonstration }: { demonstration: boolean }) =>
  demonstration ? (
    <p class="govuk-body">
      This is a demonstration: its root and its key were made by themselves when it was first started, and nobody keeps
      them safe. A real register keeps its root on paper or on a device away from any network, where two people have to
      meet to use it, and its key readable by nobody but the program that seals.
    </p>
  ) : (
    <p class="govuk-body">
      The root is away from any network, where two people have to meet to use it. The key that seals is on the machine
      of the register, readable by nobody but the program; it is in no copy of the database, and it is not in hardware
      made for keys.
    </p>
  )

/** The time-stamping authorities that are asked now. */
export const Authorities = ({ names }: { names: readonly string[] }) =>
  names.length === 0 ? (
    <p class="govuk-body">
      Nobody does at present. The time on a new certificate is that of the register’s own clock; the log, and whoever
      witnesses it, show in which order things happened.
    </p>
  ) : (
    <p class="govuk-body">
      {names.join(', ')}: each signs that a file was there, without seeing more of it than a number. A certificate is
      stamped after it is issued, and again before an authority’s own certificate runs out.
    </p>
  )
