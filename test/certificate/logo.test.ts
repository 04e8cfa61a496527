import { describe, expect, it } from 'vitest'
import { parseLogo } from '../../src/certificate/logo.ts'
import { makeCertificate } from '../../src/certificate/make-certificate.ts'
import { parseFile, parseLatin1 } from '../../src/certificate/read-file.ts'
import { attachments, certificateFacts, craft, readTemplate } from '../support/certificates.ts'
import { brokenRules } from '../support/pdf-rules.ts'
import { makeSealKeys } from '../support/seal-keys.ts'

// Three pixels wide and two high.
const pictures = {
  rgb: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCMAZK//9k=',
  grey: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wAALCAACAAMBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AH//Z',
  inks: '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAUDg8SDw0UEhASFxUUGB4yIR4cHB49LC4kMklATEtHQEZFUFpzYlBVbVZFRmSIZW13e4GCgU5gjZeMfZZzfoF8/9sAQwEVFxceGh47ISE7fFNGU3x8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8/8AAFAgAAgADBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAABBv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwDGAAgD/9k=',
}
const bytes = (picture: keyof typeof pictures) => Uint8Array.from(Buffer.from(pictures[picture], 'base64'))

describe('a logo', () => {
  it.each([
    ['rgb', 'DeviceRGB'],
    ['grey', 'DeviceGray'],
  ] as const)('in %s is read', async (picture, colours) => {
    expect(await parseLogo(bytes(picture))).toMatchObject({ width: 3, height: 2, colours })
  })

  it('is none where its file is empty, as it is until somebody puts theirs there', async () => {
    expect(await parseLogo(readTemplate('logo.jpg'))).toBeUndefined()
  })

  it.each([
    ['in inks', bytes('inks'), 'malformed logo: not in RGB or grey'],
    ['in another format', new TextEncoder().encode('<svg/>'), 'malformed logo: not a JPEG'],
    ['cut off', bytes('rgb').subarray(0, 20), 'malformed logo: not a JPEG'],
    ['of one byte', Uint8Array.of(0xff), 'malformed logo: not a JPEG'],
    ['too large', new Uint8Array(60_001), 'malformed logo: more than 60 kB'],
  ])('%s is refused, and the refusal says why', async (_what, jpeg, words) => {
    await expect(parseLogo(jpeg)).rejects.toThrow(words)
  })
})

describe('a certificate with a logo', async () => {
  const { sealer } = await makeSealKeys()
  const make = async (picture: keyof typeof pictures) =>
    makeCertificate(certificateFacts(), attachments, { ...craft, logo: await parseLogo(bytes(picture)), sealer })

  it('has the picture as it came, and breaks no rule of PDF/A or PDF/UA', async () => {
    const pdf = await make('grey')
    const image = [...parseFile(pdf).objects.values()].find((object) => parseLatin1(object).includes('/Subtype /Image'))
    expect(parseLatin1(image ?? new Uint8Array())).toContain(parseLatin1(bytes('grey')))
    expect(await brokenRules(pdf)).toEqual([])
    expect(await brokenRules(await make('rgb'))).toEqual([])
  })

  it('is not the one without, which has rings instead, nor that with another', async () => {
    const { objects } = parseFile(await makeCertificate(certificateFacts(), attachments, { ...craft, sealer }))
    expect([...objects.values()].some((object) => parseLatin1(object).includes('/Subtype /Image'))).toBe(false)
    expect(parseLatin1(await make('rgb'))).toContain(parseLatin1(bytes('rgb')))
  })
})
