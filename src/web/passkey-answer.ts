import * as v from 'valibot'

// Of extensions, none is asked for and none is read.
const extensions = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(() => ({})),
)
/** base64url without padding, as browsers write it. */
const bytes = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/))
const parts = { id: bytes, rawId: bytes, type: v.literal('public-key'), clientExtensionResults: extensions }

/** What a browser answers that was asked for a passkey (WebAuthn Level 3 §5.1.1), as the page's script sends it. */
const used = answerWith({
  clientDataJSON: bytes,
  authenticatorData: bytes,
  signature: bytes,
  userHandle: v.exactOptional(v.string()),
})
export const passkeyAnswer = fromJson(used)

/** The same of a statement that somebody signs, and the statement as it was handed out. */
export const signedStatement = fromJson(v.object({ sealed: v.string(), answer: used }))

/** What a browser answers that was asked to make one. */
export const newPasskeyAnswer = fromJson(
  answerWith({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: v.exactOptional(v.array(v.string())),
  }),
)

function answerWith<const Response extends v.ObjectEntries>(response: Response) {
  return v.object({ ...parts, response: v.object(response) })
}

function fromJson<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.maxLength(20_000), v.parseJson(), schema)
}
