import { readOfferedFile, verdictPath } from '../../core/offered-file.ts'

const form = document.querySelector('form[enctype]')
const field = form?.querySelector('input[type="file"]')

if (form && field instanceof HTMLInputElement) {
  // Only now is it true that the file stays where it is.
  for (const words of form.querySelectorAll('[data-script]')) words.toggleAttribute('hidden')
  form.addEventListener('submit', (event) => {
    const [file] = field.files ?? []
    // Where none was chosen, the register says so.
    if (!file) return
    event.preventDefault()
    void file.arrayBuffer().then((bytes) => location.assign(verdictPath(readOfferedFile(new Uint8Array(bytes)))))
  })
}
