import * as v from 'valibot'

// Of extensions, none is asked for and none is read.
const extensions = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(() => ({})),
)
const parts = { id: v.string(), rawId: v.string(), type: v.literal('public-key'), clientExtensionResults: extensions }

/** What a browser answers that was asked for a passkey (WebAuthn Level 3 §5.1.1), as the page's script sends it. */
export const passkeyAnswer = answerWith({
  clientDataJSON: v.string(),
  authenticatorData: v.string(),
  signature: v.string(),
  userHandle: v.exactOptional(v.string()),
})

/** What a browser answers that was asked to make one. */
export const newPasskeyAnswer = answerWith({
  clientDataJSON: v.string(),
  attestationObject: v.string(),
  transports: v.exactOptional(v.array(v.string())),
})

function answerWith<const Response extends v.ObjectEntries>(response: Response) {
  return v.pipe(v.string(), v.maxLength(20_000), v.parseJson(), v.object({ ...parts, response: v.object(response) }))
}
