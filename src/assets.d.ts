declare module '*.md' {
  const text: string
  export default text
}
declare module '*.jpg' {
  const bytes: Uint8Array | ArrayBuffer
  export default bytes
}
declare module '*.ttf' {
  const bytes: Uint8Array | ArrayBuffer
  export default bytes
}
