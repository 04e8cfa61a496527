import { formatUtf8 } from '../encoding/utf8.ts'
import { cosignedMessage, formatCosignature, type Cosigner } from '../log/cosignature.ts'
import { formatVkey, keyIdOf, type VerifierKey } from '../log/vkey.ts'

/** An Ed25519 key pair of WebCrypto as a cosigner, with its vkey of type 04 (c2sp.org/tlog-cosignature). It signs nothing else. */
export async function makeCosigner(name: string, pair: CryptoKeyPair): Promise<{ cosigner: Cosigner; vkey: string }> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key: VerifierKey = { name, type: 'cosignature', publicKey }
  const keyId = keyIdOf(key)
  const cosigner: Cosigner = {
    name,
    keyId,
    async cosign(text, time) {
      const message = cosignedMessage(formatUtf8(text), time)
      const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message))
      return { name, keyId, signature: formatCosignature({ time, signature }) }
    },
  }
  return { cosigner, vkey: formatVkey(key) }
}
