declare module 'subset-font' {
  type Options = {
    targetFormat: 'truetype'
    noHinting: boolean
    noLayoutClosure: boolean
    keepFeatures: string[]
    dropTables: string[]
  }
  /** HarfBuzz's subsetter; the package brings no types. */
  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Uint8Array>
}
