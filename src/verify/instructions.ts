import { disclaimer } from './words.ts'

/** What the instructions of a bundle speak of. `sealedAt` is in seconds since 1970. */
export type Instructed = {
  readonly reference: string
  readonly register: string
  /** Where people find the register, without a slash at the end. */
  readonly address: string
  readonly sealedAt: number
  /** SHA-256 of the seal's root in hex, and the vkey of the log. */
  readonly root: string
  readonly vkey: string
  readonly listed: boolean
  /** Whether time-stamps were added to the certificate since it was issued. */
  readonly stamped: boolean
}

/**
 * `VERIFY.txt`: how to check a bundle with nothing of ours. Every line that begins with four spaces is for the shell (bash,
 * coreutils, OpenSSL 3), pasted as it is in the folder of the bundle, one block after the other.
 */
export function formatInstructions(about: Instructed): string {
  const { reference, register, address } = about
  return `Certificate ${reference}
${register}
${address}/certificates/${reference}

Open verify.html: it checks everything in this folder and asks the network nothing.

To check it with nothing of ours, paste the indented lines below into bash, in this folder.
They need coreutils and OpenSSL 3.

Everything rests on two keys. Compare them with the register's own, or better with somebody
who noted them down earlier:

  seal root, SHA-256 of root.cer   ${about.root}
  log key, as in the file vkey     ${about.vkey}

${address}/seal/root.cer
${address}/log/vkey

${parts(about)
  .map((part, n) => `${n + 1}. ${part}`)
  .join('\n')}
The witnesses of the policy sign the same text as the log, each with a time: verify.html
checks them, and so does any tool that knows c2sp.org/tlog-cosignature.

${disclaimer}
`
}

const parts = (about: Instructed): readonly string[] => [
  seal(about),
  revoked,
  ...(about.stamped ? [stamps] : []),
  checkpoint,
  inclusion,
  issue,
  disclosures,
  ...(about.listed ? [list(about.reference)] : []),
]

const seal = ({
  sealedAt,
  stamped,
}: Instructed) => `The PDF is as the register sealed it. Expect "CAdES Verification successful".

    range=($(grep -a -o -m1 '/ByteRange \\[[0-9 ]*\\]' certificate.pdf | tr -cd '0-9 '))
    head -c "$((range[2] + range[3]))" certificate.pdf > issued.pdf
    { head -c "\${range[1]}" issued.pdf; tail -c "\${range[3]}" issued.pdf; } > signed.bin
    hex=$(head -c "\${range[2]}" issued.pdf | tail -c "+$((range[1] + 1))" | tr -d '<>' | tr a-f A-F)
    [ "$((range[2] + range[3]))" = "$(wc -c < ${stamped ? 'issued' : 'certificate'}.pdf)" ] && printf %s "$hex" | basenc --base16 -d > seal.der
    openssl x509 -inform DER -in root.cer -out root.pem
    openssl cms -verify -cades -inform DER -in seal.der -content signed.bin -binary -CAfile root.pem -purpose any -attime ${sealedAt} -signer seal.pem -out sealed.bin
${stamped ? stampedWords : ''}`

const stampedWords = `
issued.pdf is the certificate as it was first handed out. What certificate.pdf has behind it are
time-stamps and what they are judged by. Whether there is anything else, verify.html tells.
`

const revoked = `revoked.crl is the list of seal keys that are not to be trusted any more, signed by the key
above the seal. PDF readers may ask for it. Expect "verify OK", and "not on the list". A seal
that is on it still holds if a time-stamp, or the witnesses, saw the file before the day it names.

    openssl crl -inform DER -in revoked.crl -CAfile root.pem -noout -text > revoked.txt
    serial=$(openssl x509 -in seal.pem -noout -serial | cut -d= -f2)
    grep -A 9 "Serial Number: $serial$" revoked.txt || echo "$serial is not on the list"
`

const stamps = `Others saw the PDF at the times that are printed here: each time-stamp is over all that was there
before it. authorities.pem has whom the register trusts for that; compare it with what they publish
themselves. Expect "Verification: OK" for each.

    grep -a -o '/ETSI\\.RFC3161 /V 0 /ByteRange \\[[0-9 ]*\\]' certificate.pdf | sed 's/.*\\[0//; s/\\]//' | while read -r gap behind rest; do
      head -c "$((behind + rest))" certificate.pdf > stamped.pdf
      { head -c "$gap" stamped.pdf; tail -c "$rest" stamped.pdf; } > covered.bin
      head -c "$behind" stamped.pdf | tail -c "+$((gap + 1))" | tr -d '<>' | tr a-f A-F | basenc --base16 -d > token.der
      at=$(openssl ts -reply -token_in -in token.der -text 2> errors.txt | sed -n 's/^Time stamp: //p')
      echo "$at"
      openssl ts -verify -token_in -in token.der -data covered.bin -CAfile authorities.pem -attime "$(date -d "$at" +%s)"
    done
`

const checkpoint = `The register signed this state of its log. Expect "Signature Verified Successfully".

    sed '1,/^$/d' leaf.tlog-proof > checkpoint
    sed '/^$/,$d' checkpoint > text
    sed -n "s|^— $(sed -n 1p text) ||p" checkpoint | head -n 1 | base64 -d | tail -c 64 > sig
    { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; cut -d+ -f3- vkey | base64 -d | tail -c 32; } > log.der
    openssl pkeyutl -verify -rawin -in text -sigfile sig -pubin -keyform DER -inkey log.der
`

const inclusion = `The signing is in that log (RFC 9162, section 2.1.3.2). Expect "leaf.json is in the log".

    hex() { od -An -tx1 -v | tr -d ' \\n'; }
    digest() { sha256sum | cut -c1-64; }
    prove() {
      local hash fn sn other pair
      hash=$({ printf '\\0'; cat "$1"; } | digest)
      fn=$(sed -n 's/^index //p' "$2")
      sn=$(($(sed '1,/^$/d' "$2" | sed -n 2p) - 1))
      for other in $(sed '/^$/,$d' "$2" | sed '1,/^index /d'); do
        other=$(printf %s "$other" | base64 -d | hex)
        if [ $((fn % 2)) = 1 ] || [ "$fn" = "$sn" ]; then
          pair=$other$hash
          while [ $((fn % 2)) = 0 ] && [ "$fn" != 0 ]; do fn=$((fn / 2)); sn=$((sn / 2)); done
        else
          pair=$hash$other
        fi
        hash=$(printf '01%s' "$pair" | tr a-f A-F | basenc --base16 -d | digest)
        fn=$((fn / 2)); sn=$((sn / 2))
      done
      [ "$sn" = 0 ] && [ "$hash" = "$(sed '1,/^$/d' "$2" | sed -n 3p | base64 -d | hex)" ] && echo "$1 is in the log"
    }
    prove leaf.json leaf.tlog-proof
`

const issue = `The log names this very PDF. Expect "issued.json is in the log", and then the digest of the PDF.

    sed -n 's/^extra //p' issued.tlog-proof | base64 -d > issued.json
    [ "$(sed '1,/^$/d' issued.tlog-proof)" = "$(cat checkpoint)" ] && prove issued.json issued.tlog-proof
    grep -o "$(digest < issued.pdf)" issued.json
`

const disclosures = `The names belong to the signing: each of these values has its digest in the entry.

    for told in $(tr -d '["\\n]' < disclosures.json | tr , ' '); do
      salted=$(printf %s "$told" | sha256sum | cut -c1-64 | tr a-f A-F | basenc --base16 -d | basenc --base64url | tr -d =)
      grep -q -F -e "$salted" leaf.json && printf '%s===' "$told" | tr -d '\\n' | tr '_-' '/+' | head -c "$(((\${#told} + 3) / 4 * 4))" | base64 -d && echo
    done
`

const list = (reference: string) => `The register signed the list, and this is what it says. Expect "Verified OK".

    part() { cut -d. -f"$1" signatories.ndjson.jws; }
    plain() { local text; text=$(cat); printf '%s===' "$text" | tr '_-' '/+' | head -c "$(((\${#text} + 3) / 4 * 4))" | base64 -d; }
    member() { grep -o "\\"$1\\":\\"[^\\"]*\\"" jwks.json | head -n 1 | cut -d'"' -f4 | plain; }
    { printf '\\060\\131\\060\\023\\006\\007\\052\\206\\110\\316\\075\\002\\001\\006\\010\\052\\206\\110\\316\\075\\003\\001\\007\\003\\102\\000\\004'; member x; member y; } > list.der
    part 3 | tr -d '\\n' | plain | hex | sed -E 's/^(.{64})(.{64})$/asn1=SEQUENCE:both\\n[both]\\nr=INTEGER:0x\\1\\ns=INTEGER:0x\\2/' > list.cnf
    openssl asn1parse -genconf list.cnf -noout -out list.sig
    { part 1 | tr -d '\\n'; printf .; basenc -w0 --base64url signatories.ndjson | tr -d =; } > list.signed
    openssl dgst -sha256 -verify list.der -keyform DER -signature list.sig list.signed
    grep '"${reference}"' signatories.ndjson
`
