import fc from 'fast-check'

/** Texts that have broken other programs, each for a reason of its own. */
const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  'a\uDFFFb',
  '\u202Egnp.exe',
  '\u2066\u2069\u200B\uFEFF',
  'аdmin@exаmple.org',
  'Ｖａｌｅ',
  'e\u0301'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(40),
  'line\r\nX-Hostile: yes',
  '%0d%0aX-Hostile:%20yes',
  '<script>hostile()</script>',
  '"><img src=x onerror=hostile()>',
  "'; DROP TABLE entries; --",
  "' OR 1=1 --",
  '../../../../etc/passwd',
  '..%2f..%2fkeys.json',
  'file:///etc/passwd',
  'javascript:hostile()',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '__proto__',
  'constructor',
  'toString',
  'undefined',
  'null',
  'NaN',
  '-1',
  '0x10',
  '1e309',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '%',
  '%zz',
  '%ff%fe',
  '{{7*7}}',
  '${7*7}',
  '*',
  '"',
  'NEAR(',
  'a"b AND c*',
  'x@y',
  `${'a'.repeat(300)}@example.org`,
  '00000000-0000-0000-0000-000000000000',
  'A'.repeat(64),
  'x'.repeat(301),
  '𝕏'.repeat(10_000),
  'x'.repeat(50_000),
  'x'.repeat(100_000),
]

/** One of these, or any text at all. */
export const hostileText = () =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...texts) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  )

/** What stands where a member of a JSON document should be. */
export const hostileJson = () =>
  fc.oneof(
    { weight: 4, arbitrary: hostileText() },
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(null, true, 0, -0, -1, 1e308, 2 ** 53, 0.1, [], {}, [[[[]]]], ['', ''], {
        length: 1e9,
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  )

/** Bodies that are not what they say. */
export const brokenBodies = [
  '{',
  'null',
  '[]',
  '"text"',
  '1e999',
  '\uFEFF{}',
  '{"name":"a","name":"b"}',
  '{"__proto__":{"role":"coordinator"},"constructor":1}',
  '['.repeat(30_000),
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  '%',
  'a=%zz&b=%ff',
  '&&&===&',
  'a[]=1&a[b]=2&__proto__=3&__proto__[x]=4',
  '--hostile\r\nContent-Disposition: form-data; name="email"\r\n\r\nno end',
  '--hostile\r\nContent-Disposition: form-data; name="email"; filename="x"\r\n\r\nfile\r\n--hostile--\r\n',
  '--hostile--',
  '\0\0\0\0',
]

/** What a body may claim to be. */
export const mediaTypes = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json',
  'multipart/form-data; boundary=hostile',
  'multipart/form-data',
  'text/plain',
  'text/html',
  'nonsense',
  ';',
]
