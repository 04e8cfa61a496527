import { CRLDistributionPoints } from '@peculiar/asn1-x509'
import { parseAsn1 } from './parse-asn1.ts'
import { parseX509Certificate } from './x509-chain.ts'

/** Where an X.509 certificate (DER) says that its issuer's complete list of revoked ones is, over HTTP (RFC 5280 §4.2.1.13). */
export function listPlaces(der: Uint8Array): readonly string[] {
  const { extensions = [] } = parseX509Certificate(der).certificate.tbsCertificate
  const found = extensions.find(({ extnID }) => extnID === distributionPoints)
  const points = found ? parseAsn1(new Uint8Array(found.extnValue.buffer), CRLDistributionPoints) : []
  return points.flatMap(({ distributionPoint, reasons, cRLIssuer }) => {
    // A list of some reasons alone, or of somebody else's, is not one that we can judge by.
    if (reasons || cRLIssuer) return []
    return (distributionPoint?.fullName ?? []).flatMap(({ uniformResourceIdentifier: place }) =>
      place !== undefined && /^https?:\/\//.test(place) && URL.canParse(place) ? [place] : [],
    )
  })
}

const distributionPoints = '2.5.29.31'
