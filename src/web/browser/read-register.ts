import type { Source } from '../../log/audit.ts'

/** Reads what the register of this page serves; undefined where there is nothing, or nobody answers. */
export const readRegister: Source = async (path) => {
  const answer = await fetch(`/${path}`).catch(() => undefined)
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}
