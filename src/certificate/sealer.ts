/** Seals bytes. ES256 gives r‖s, 64 bytes; RS256 gives the RSASSA-PKCS1-v1_5 block. The chain is DER, leaf first, root last. */
export type Sealer = {
  readonly algorithm: 'ES256' | 'RS256'
  readonly chain: readonly Uint8Array[]
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}
