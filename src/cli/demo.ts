import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { assureCarrier, readDemonstrationSettings } from '../env.ts'
import { serveRegister } from '../serve.ts'
import { buildDemonstration } from './build-demonstration.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const settings = readDemonstrationSettings(process.env)
  assureCarrier(settings)
  const top = join(import.meta.dirname, '../..')
  if (existsSync(join(settings.dataDir, 'register.db'))) {
    console.log(`${settings.dataDir} is there already and is served as it is.`)
  } else await buildDemonstration(settings, top)
  await serveRegister(settings, top)
})
