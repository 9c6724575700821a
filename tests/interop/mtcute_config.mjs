// mtcute: key exchange and help.getConfig over one transport, with `pfs` through a temporary key.
import { connect, expect, main } from './mtcute_client.mjs'

main(async (server, [transport, pfs]) => {
  const client = await connect(server, { transport, usePfs: pfs === 'pfs' })
  const config = await client.call({ _: 'help.getConfig' })
  expect(config._ === 'config', `a config, not ${config._}`)
  expect(config.thisDc === server.dc, `this_dc ${server.dc}, not ${config.thisDc}`)
})
