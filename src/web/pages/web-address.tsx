import { isWebAddress } from '../../core/own-words.ts'

/** An address that somebody typed: a link only where it leads to a site, and one that tells that site nothing. */
export const WebAddress = ({ address }: { address: string }) => {
  const url = isWebAddress(address) ? URL.parse(address) : null
  if (!url) return <>{address}</>
  return (
    <a class="govuk-link" href={url.href} rel="external nofollow noopener noreferrer">
      {url.host}
      {url.pathname === '/' ? '' : url.pathname}
    </a>
  )
}
