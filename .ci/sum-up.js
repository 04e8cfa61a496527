import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

// What a run comes to, for somebody who sees its last lines alone: each failed test with the first line of what it says,
// the sentences that do not hold, and the count. The first argument names the suites, the others are the sentences.
const shown = 12
const [suites = '', ...sentences] = process.argv.slice(2)
const reports = suites.split(' ').map((name) => [name, readReport(name)])
const failures = reports.flatMap(([name, report]) => {
  const found = report.testResults.flatMap(failuresOf)
  // A suite that left no report, or ran nothing.
  return found.length === 0 && !report.numPassedTests ? [`${name || 'before any suite'}: no test has passed`] : found
})

for (const failure of failures.slice(0, shown)) console.log(failure)
if (failures.length > shown) console.log(`and ${failures.length - shown} more`)
for (const sentence of sentences) console.log(`FAILED: ${sentence}`)
const passed = reports.reduce((sum, [, report]) => sum + report.numPassedTests, 0)
console.log(`${passed} passed, ${failures.length} failed`)

function readReport(name) {
  try {
    return JSON.parse(readFileSync(`.out/ci/${name}.json`, 'utf8'))
  } catch {
    return { testResults: [], numPassedTests: 0 }
  }
}

function failuresOf({ name, status, message, assertionResults }) {
  const file = relative('', name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // Could not be loaded.
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : []
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages[0])}`)
}

function firstLine(message = '') {
  return message.split('\n')[0].slice(0, 200)
}
