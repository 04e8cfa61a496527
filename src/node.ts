import { join } from 'node:path'
import { readSettings, SettingRefused } from './env.ts'
import { serveRegister } from './serve.ts'

try {
  await serveRegister(readSettings(process.env), join(import.meta.dirname, '..'))
} catch (error) {
  if (!(error instanceof SettingRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
}
