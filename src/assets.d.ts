declare module '*.md' {
  const text: string
  export default text
}
declare module '*.ttf' {
  const bytes: Uint8Array | ArrayBuffer
  export default bytes
}
