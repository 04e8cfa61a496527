import 'reflect-metadata'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'

/** What a browser answers that was asked to use a passkey, and to make one (WebAuthn Level 3 §5.1, toJSON). */
export type PasskeyAnswer = AuthenticationResponseJSON
export type NewPasskeyAnswer = RegistrationResponseJSON

/** A passkey as it is kept: its id and transports as browsers write them, its public key in COSE form, how often it signed. */
export type Passkey = {
  readonly id: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

/** Whose passkey it is; the browser shows name and mailbox. */
export type Holder = { id: Uint8Array<ArrayBuffer>; address: string; name: string }

/** Where passkeys are made, and what the register is called there. */
export type Site = { site: string; title: string }

/** What a passkey may sign with: EdDSA, ES256 and RS256 (the COSE registry of IANA), the first one first. */
const algorithms = [-8, -7, -257]

/**
 * Asks a browser for a passkey of a site and for whoever holds it to show that they do, by finger, face or number: for any, or
 * for one of `own`. The challenge is bytes, for a text would be encoded once more.
 */
export function askForPasskey(
  site: string,
  challenge: Uint8Array<ArrayBuffer>,
  own: readonly Passkey[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: domainOf(site),
    challenge,
    userVerification: 'required',
    ...(own.length > 0 && { allowCredentials: named(own) }),
  })
}

/** Asks a browser to make a passkey that is found without being named; `known` are those the holder has. */
export function askForNewPasskey(
  site: Site,
  challenge: Uint8Array<ArrayBuffer>,
  holder: Holder,
  known: readonly Passkey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    ...creationOf(site, challenge, holder),
    excludeCredentials: named(known),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Asks a browser to make a passkey for one act: named when it is asked for, so it need not be found without. */
export function askForPasskeyOnce(
  site: Site,
  challenge: Uint8Array<ArrayBuffer>,
  holder: Holder,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    ...creationOf(site, challenge, holder),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
  })
}

function creationOf({ site, title }: Site, challenge: Uint8Array<ArrayBuffer>, { id, address, name }: Holder) {
  return {
    rpID: domainOf(site),
    rpName: title,
    challenge,
    userID: id,
    userName: address,
    userDisplayName: name,
    supportedAlgorithmIDs: algorithms,
    attestationType: 'none',
  } as const
}

function named(passkeys: readonly Passkey[]) {
  return passkeys.map(({ id, transports }) => ({ id, transports: [...transports] }))
}

/** The challenge that a browser says it was given, in base64url; nothing is verified yet. */
export function challengeIn({ response }: PasskeyAnswer | NewPasskeyAnswer): string | undefined {
  try {
    return decodeClientDataJSON(response.clientDataJSON).challenge
  } catch {
    return undefined
  }
}

/**
 * Whether an answer is the passkey's, for this challenge and this site, by somebody who showed that it is theirs, and counts
 * further than the last one (WebAuthn Level 3 §7.2): its counter then, and undefined where it is not.
 */
export async function verifyPasskey(
  answer: PasskeyAnswer,
  passkey: Passkey,
  expected: { site: string; challenge: string },
): Promise<number | undefined> {
  const { id, publicKey, counter } = passkey
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      ...expectationsOf(expected),
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** The passkey that a browser has made for this challenge and this site (WebAuthn Level 3 §7.1), or undefined. */
export async function verifyNewPasskey(
  answer: NewPasskeyAnswer,
  expected: { site: string; challenge: string },
): Promise<Passkey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      ...expectationsOf(expected),
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) return undefined
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return { id, publicKey, counter, transports }
  } catch {
    return undefined
  }
}

function expectationsOf({ site, challenge }: { site: string; challenge: string }) {
  return {
    expectedOrigin: site,
    expectedRPID: domainOf(site),
    expectedChallenge: challenge,
    requireUserVerification: true,
  }
}

/** A relying party is known by its domain, without the port (WebAuthn Level 3 §5.1.2). */
export function domainOf(site: string): string {
  return new URL(site).hostname
}
