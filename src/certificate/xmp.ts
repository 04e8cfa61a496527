import { formatUtf8 } from '../encoding/utf8.ts'

/** What a document is called in one of its languages (BCP 47). */
export type Title = { readonly title: string; readonly language: string }

/**
 * The XMP packet (ISO 16684-1): PDF/A-3 level A, PDF/UA-1. PDF/A knows only predefined properties (ISO 19005-3 §6.6.2.3), so
 * the packet describes the pdfuaid schema too. The first title is that of the whole; `createdAt` is RFC 3339 in UTC.
 */
export function formatXmp(titles: readonly [Title, ...Title[]], createdAt: string): Uint8Array<ArrayBuffer> {
  const [{ title: whole }] = titles
  const named = titles.map(({ title, language }) => `<rdf:li xml:lang="${escape(language)}">${escape(title)}</rdf:li>`)
  const languages = titles.map(({ language }) => `<rdf:li>${escape(language)}</rdf:li>`)
  return formatUtf8(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">${escape(whole)}</rdf:li>
${named.join('\n')}
</rdf:Alt></dc:title>
<dc:language><rdf:Bag>${languages.join('')}</rdf:Bag></dc:language>
<xmp:CreateDate>${escape(createdAt)}</xmp:CreateDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
