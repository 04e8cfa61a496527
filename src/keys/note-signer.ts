import type { NoteSigner } from '../log/note.ts'
import { formatVkey, keyIdOf, type VerifierKey } from '../log/vkey.ts'

/** An Ed25519 key pair of WebCrypto as the signer of a log's notes, with its vkey (c2sp.org/signed-note). */
export async function makeNoteSigner(name: string, pair: CryptoKeyPair): Promise<{ signer: NoteSigner; vkey: string }> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key: VerifierKey = { name, type: 'ed25519', publicKey }
  const signer: NoteSigner = {
    name,
    keyId: keyIdOf(key),
    sign: async (text) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, Uint8Array.from(text))),
  }
  return { signer, vkey: formatVkey(key) }
}
