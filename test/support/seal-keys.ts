import { sealerOf } from '../../src/keys/sealer.ts'
import { type Issue, makeLeaf, makeRevocationList, makeRoot } from '../../src/keys/x509.ts'

const serial = '1b2c3d4e5f60718293a4'
const subject = { custodian: 'Cyngor Gwirfoddol Dŵr — Example Vale VCS Assembly', demonstration: true }

/** A demonstration root, leaf, empty revocation list and sealer, fresh on every call: WebCrypto has no seeded keys. It lives long, so that the tools still trust it. */
export async function makeSealKeys(until = '2044-01-01') {
  const [rootKeys, leafKeys] = await Promise.all([generate(), generate()])
  const rootDer = await makeRoot(rootKeys, subject, term('2025-01-01', '2045-01-01', '01'))
  const root = {
    der: rootDer,
    key: rootKeys.privateKey,
    address: 'http://register.example/seal/root.cer',
    revoked: 'http://register.example/seal/revoked.crl',
  }
  const leaf = await makeLeaf(leafKeys.publicKey, root, subject, term('2025-01-01', until, serial))
  /** A list of the root: an empty one of the same day, unless told. */
  const list = (about: Partial<Issue> = {}) =>
    makeRevocationList(root, {
      number: 1,
      thisUpdate: new Date('2025-01-01'),
      nextUpdate: new Date('2044-02-01'),
      revocations: [],
      ...about,
    })
  return {
    root: rootDer,
    leaf,
    serial,
    revoked: await list(),
    list,
    publicKey: leafKeys.publicKey,
    privateKey: leafKeys.privateKey,
    sealer: sealerOf(leafKeys.privateKey, [leaf, rootDer]),
  }
}

function generate(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
}

function term(from: string, to: string, ofSerial: string) {
  return { serial: ofSerial, notBefore: new Date(from), notAfter: new Date(to) }
}
