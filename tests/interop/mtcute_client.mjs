// A client of the mtcute library, connected to the local data centre over a chosen transport.
import fs from 'node:fs'
import { MemoryStorage, TcpTransport, TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider } from '@mtcute/node/utils.js'
import * as core from '@mtcute/core'
import * as utils from '@mtcute/core/utils.js'

const codecs = {
  intermediate: () => new core.IntermediatePacketCodec(),
  padded: () => new core.PaddedIntermediatePacketCodec(),
  'obfuscated-intermediate': () =>
    new core.ObfuscatedPacketCodec(new core.IntermediatePacketCodec()),
  'obfuscated-padded': () =>
    new core.ObfuscatedPacketCodec(new core.PaddedIntermediatePacketCodec()),
}

// server: what the data centre printed when it was ready.
export async function connect(server, { transport = 'intermediate', usePfs = false, updates = false } = {}) {
  const crypto = new NodeCryptoProvider()
  await crypto.initialize()
  utils.addPublicKey(crypto, fs.readFileSync(server.pem, 'utf8'))
  const dc = { id: server.dc, ipAddress: server.address, port: server.port }
  const client = new TelegramClient({
    apiId: 1,
    apiHash: 'x',
    storage: new MemoryStorage(),
    crypto,
    transport: Object.assign(new TcpTransport(), { packetCodec: codecs[transport] }),
    defaultDcs: { main: dc, media: { ...dc, mediaOnly: true } },
    disableUpdates: !updates,
    logLevel: Number(process.env.INTEROP_LOG ?? 1),
    network: { usePfs },
  })
  await client.connect()
  return client
}

// Resolves when updates come in. A login starts their loop by itself, in the background; asking
// for another one would deliver everything twice.
export async function listening(client) {
  while (!client._client.updates.updatesLoopActive) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

// The next message of somebody else: one's own come back too, when a client catches up.
export function nextIncoming(client) {
  return new Promise((resolve) => {
    const listen = (message) => {
      if (message.isOutgoing) return
      client.onNewMessage.remove(listen)
      resolve(message)
    }
    client.onNewMessage.add(listen)
  })
}

export function expect(condition, what) {
  if (!condition) throw new Error(`expected ${what}`)
}

export function main(run) {
  const server = JSON.parse(process.argv[2])
  run(server, process.argv.slice(3)).then(
    () => process.exit(0),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
}
