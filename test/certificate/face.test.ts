import { PDFContext } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { embedFace } from '../../src/certificate/embed-face.ts'
import { findUnsettable, codesOf, parseFace, widthOf } from '../../src/certificate/face.ts'
import { equalBytes } from '../../src/encoding/bytes.ts'
import { Malformed } from '../../src/encoding/malformed.ts'
import { craft, readTemplate } from '../support/certificates.ts'
import { buildFace, faces } from '../support/faces.ts'

const { regular, semibold } = craft.faces

describe('the faces in templates', () => {
  it.each(faces)('$file is what its source is cut down to', async ({ file, source }) => {
    expect(equalBytes(await buildFace(source), readTemplate(file))).toBe(true)
    expect(readTemplate(file).length).toBeLessThan(60_000)
  })

  it('hold the same characters, each with a glyph of its own, so that every glyph reads back as one', () => {
    expect([...semibold.glyphs.keys()]).toEqual([...regular.glyphs.keys()])
    for (const face of [regular, semibold]) expect(new Set(face.glyphs.values()).size).toBe(face.glyphs.size)
  })

  it.each([
    ['Welsh', 'ŵŷŴŶẁẃẅỳẀẂẄỲâêîôûïö'],
    ['Polish', 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'],
    ['Vietnamese', 'ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ'],
    ['Greek', 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώϊϋΐΰς'],
    ['Cyrillic', 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯіїєґўћђљњџ'],
    ['punctuation', '‘’“”–—…•&/()«»„‚€£№'],
  ])('set %s', (_which, text) => {
    expect(findUnsettable(text, regular)).toEqual([])
  })

  it('leave no assigned letter of Basic Latin, Latin-1 and Latin Extended-A out', () => {
    const letters = Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code)).filter((c) =>
      /\p{L}/u.test(c),
    )
    expect(findUnsettable(letters.join(''), regular)).toEqual(
      ['ª', 'º', 'µ', 'ŉ'].filter((c) => !regular.glyphs.has(c)),
    )
  })
})

describe('what cannot be set', () => {
  it.each([
    ['Arabic', 'مر', ['م', 'ر']],
    ['Hebrew', 'שלום', ['ש', 'ל', 'ו', 'ם']],
    ['Devanagari', 'नम', ['न', 'म']],
    ['Thai', 'ไทย', ['ไ', 'ท', 'ย']],
    ['Chinese', '中', ['中']],
    ['a picture', '🏴', ['🏴']],
    ['a combining mark that NFC leaves', 'q\u0302', ['\u0302']],
    ['a direction override', 'a\u202eb', ['\u202e']],
    ['a control character', 'a\nb', ['\n']],
    ['a soft hyphen and a no-break space', 'a\u00ad\u00a0', ['\u00ad', '\u00a0']],
    ['private use', '\ue000', ['\ue000']],
    ['a lone surrogate', 'a\ud800', ['\ud800']],
    ['what is not assigned', '\u0378', ['\u0378']],
  ])('is named: %s', (_which, text, characters) => {
    expect(findUnsettable(text, regular)).toEqual(characters)
  })

  it('is named once', () => {
    expect(findUnsettable('中a中', regular)).toEqual(['中'])
  })

  it('is a defect when it is set all the same', () => {
    expect(() => codesOf('中', regular)).toThrow('cannot set')
    expect(() => widthOf('q\u0302', regular)).toThrow('cannot set')
  })
})

describe('a text', () => {
  it('is composed first', () => {
    expect(findUnsettable('w\u0302', regular)).toEqual([])
    expect(codesOf('w\u0302', regular)).toEqual(codesOf('ŵ', regular))
  })

  it('has the advances of the face', () => {
    expect(widthOf('n', regular)).toBe(0.547)
    expect(widthOf('nn', regular)).toBe(1.094)
    expect(widthOf('', regular)).toBe(0)
  })
})

describe('an embedded face', () => {
  it('has the face’s advances as widths and a character for every glyph', () => {
    const context = PDFContext.create()
    embedFace(context, regular, 'CRCERT+RegisterSans')
    const all = context
      .enumerateIndirectObjects()
      .map(([, object]) => object.toString())
      .join('\n')
    expect(all).toContain(`/W [ 0 [ ${regular.advances.join(' ')} ] ]`)
    expect(all).toContain('/CIDToGIDMap /Identity')
    expect(all).toContain('/Encoding /Identity-H')
    expect(all).toContain(`/Length1 ${regular.length}`)
  })
})

describe('a face that is none', () => {
  const whole = readTemplate('source-sans-3-regular.ttf')

  it.each([
    ['empty', new Uint8Array()],
    ['OpenType with other outlines', Uint8Array.from([0x4f, 0x54, 0x54, 0x4f, ...whole.subarray(4)])],
    ['cut in its directory', whole.slice(0, 100)],
    ['cut before its tables', whole.slice(0, 400)],
  ])('is malformed: %s', (_how, bytes) => {
    expect(() => parseFace(bytes)).toThrow(Malformed)
  })

  it('with a full repertoire is read from that', () => {
    const face = parseFace(
      withGroups([
        [0x41, 0x43, 5],
        [0x1f600, 0x1f600, 9],
      ]),
    )
    expect([...face.glyphs]).toEqual([
      ['A', 5],
      ['B', 6],
      ['C', 7],
      ['😀', 9],
    ])
  })

  it('with marks, hyphens and directions that it could draw still does not set them', () => {
    const face = parseFace(
      withGroups([
        [0x41, 0x41, 5],
        [0xad, 0xad, 6],
        [0x301, 0x301, 7],
        [0x202e, 0x202e, 8],
        [0xe000, 0xe000, 9],
      ]),
    )
    expect([...face.glyphs]).toEqual([['A', 5]])
  })

  it('that leads to glyphs it does not have is malformed', () => {
    expect(() => parseFace(withGroups([[0x41, 0x41, 60_000]]))).toThrow(Malformed)
  })

  // The face with its cmap overwritten by one subtable of format 12.
  function withGroups(groups: readonly (readonly [number, number, number])[]): Uint8Array {
    const bytes = whole.slice()
    const view = new DataView(bytes.buffer)
    const record = Array.from({ length: view.getUint16(4) }, (_, n) => 12 + n * 16).find(
      (at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === 'cmap',
    )
    const cmap = view.getUint32((record ?? 0) + 8)
    for (const [at, value] of [0, 1, 3, 10].entries()) view.setUint16(cmap + at * 2, value)
    view.setUint32(cmap + 8, 12)
    for (const [at, value] of [12 << 16, 16 + groups.length * 12, 0, groups.length, ...groups.flat()].entries()) {
      view.setUint32(cmap + 12 + at * 4, value)
    }
    return bytes
  }
})
