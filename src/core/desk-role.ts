/**
 * What somebody does at the desk, from the most to the least: a coordinator does everything; an assistant does all that
 * the public never reads, such as contacts, calls and invitations; a reader looks.
 */
export const deskRoles = ['coordinator', 'assistant', 'reader'] as const
export type DeskRole = (typeof deskRoles)[number]

/** Whether one role may do what another one may. */
export function mayAs(role: DeskRole, asked: DeskRole): boolean {
  return deskRoles.indexOf(role) <= deskRoles.indexOf(asked)
}
