import { createHash, generateKeyPairSync, sign, type KeyObject, type KeyPairKeyObjectResult } from 'node:crypto'
import type { NewPasskeyAnswer, PasskeyAnswer } from '../../src/keys/passkey.ts'

/** What an authenticator may do otherwise than it should. */
export type Manner = {
  type?: string
  origin?: string
  domain?: string
  verified?: boolean
  counter?: number
  framed?: boolean
  /** Its keys are copied from device to device. */
  synced?: boolean
}

/**
 * A passkey in software, as WebAuthn Level 3 §6 has authenticators make and use them: nothing attested. It does what
 * it is told, and what an honest one would never do.
 */
export class Authenticator {
  readonly id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
  readonly #keys: KeyPairKeyObjectResult
  #counter = 0
  readonly #origin: string

  constructor(origin: string, kind: keyof typeof makes = 'ES256') {
    this.#origin = origin
    this.#keys = makes[kind]()
  }

  /** Answers to the options of a new passkey. */
  make({ challenge }: { challenge: string }, manner: Manner = {}): NewPasskeyAnswer {
    const authData = Buffer.concat([this.#state(manner, true), this.#credential()])
    // A map of three: fmt, attStmt and authData (RFC 8949).
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(authData),
    ])
    const response = {
      clientDataJSON: this.#client('webauthn.create', challenge, manner),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    }
    return { ...this.#named(), response }
  }

  /** Answers to the options of signing in, one higher than before. */
  use({ challenge }: { challenge: string }, manner: Manner = {}): PasskeyAnswer {
    this.#counter += 1
    const authData = this.#state(manner, false)
    const clientDataJSON = this.#client('webauthn.get', challenge, manner)
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    // Ed25519 hashes by itself.
    const hashed = this.#keys.privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256'
    const signature = sign(hashed, Buffer.concat([authData, hash]), this.#keys.privateKey)
    const response = {
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
    }
    return { ...this.#named(), response }
  }

  #named() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} } as const
  }

  #client(usual: string, challenge: string, { type = usual, origin = this.#origin, framed = false }: Manner): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: framed })).toString('base64url')
  }

  /** Whose domain it is for, whether somebody was there and showed who they are, and how often it has signed. */
  #state(
    { domain = new URL(this.#origin).hostname, verified = true, synced = false, counter }: Manner,
    made: boolean,
  ): Buffer {
    const rest = Buffer.alloc(5)
    rest.writeUInt8(0x01 | (verified ? 0x04 : 0) | (synced ? 0x18 : 0) | (made ? 0x40 : 0))
    rest.writeUInt32BE(counter ?? this.#counter, 1)
    return Buffer.concat([createHash('sha256').update(domain).digest(), rest])
  }

  /** The id of the passkey and its public key. */
  #credential(): Buffer {
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    return Buffer.concat([Buffer.alloc(16), length, id, coseKey(this.#keys.publicKey)])
  }
}

const makes = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const

/** A public key in COSE form: EC2, OKP or RSA (RFC 9053 §7, RFC 8230 §4). */
function coseKey(key: KeyObject): Buffer {
  const { kty, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const of = (label: number, value: string) => [Buffer.from([label]), bytes(b64(value))]
  if (kty === 'EC') return Buffer.concat([Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1]), ...of(0x21, x), ...of(0x22, y)])
  if (kty === 'OKP') return Buffer.concat([Buffer.from([0xa4, 1, 1, 3, 0x27, 0x20, 6]), ...of(0x21, x)])
  const exponent = Buffer.concat([Buffer.from([0x21, 0x40 | b64(e).length]), b64(e)])
  return Buffer.concat([Buffer.from([0xa4, 1, 3, 3, 0x39, 1, 0, 0x20]), bytes(b64(n)), exponent])
}

function b64(coordinate: string): Buffer {
  return Buffer.from(coordinate, 'base64url')
}

function text(words: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | words.length]), Buffer.from(words)])
}

function bytes(value: Buffer): Buffer {
  const head =
    value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length])
  return Buffer.concat([head, value])
}
