/** The names that are there, as one class attribute. */
export const classes = (...names: readonly (string | false | undefined)[]) => names.filter(Boolean).join(' ')
