/**
 * A page of ours as a file that no program stands behind: what the copy does not have leads to the register itself, where
 * searching works too, and a form that would send something there is left out.
 */
export function copiedPage(html: string, address: string, isCopied: (path: string) => boolean): string {
  return html
    .replaceAll(/<form\b[^>]*\bmethod="post"[^]*?<\/form>/g, '')
    .replaceAll(/ (href|action)="(\/[^"]*)"/g, (whole, name: string, target: string) =>
      name === 'href' && isCopied(target.replace(/#.*/, '')) ? whole : ` ${name}="${address}${target}"`,
    )
}
