// GramJS (layer 198): key exchange and help.getConfig over one transport.
const crypto = require('crypto')
const fs = require('fs')
const bigInt = require('big-integer')
const { Api, TelegramClient, sessions } = require('telegram')
const network = require('telegram/network')
const rsa = require('telegram/crypto/RSA')

const server = JSON.parse(process.argv[2])
const bases = {
  full: network.ConnectionTCPFull,
  abridged: network.ConnectionTCPAbridged,
  obfuscated: network.ConnectionTCPObfuscated,
}

function addKey() {
  const pem = { key: fs.readFileSync(server.pem), format: 'pem', type: 'pkcs1' }
  const modulus = crypto.createPublicKey(pem).export({ format: 'jwk' }).n
  const n = bigInt(Buffer.from(modulus, 'base64url').toString('hex'), 16)
  const fingerprint = BigInt.asIntN(64, BigInt('0x' + server.fingerprint))
  rsa._serverKeys.set(fingerprint.toString(), { n, e: 65537 })
}

// The first connection ignores the port of the session.
class Connection extends bases[process.argv[3]] {
  constructor(options) {
    super({ ...options, port: server.port })
  }
}

async function run() {
  addKey()
  // Its StringSession cannot save ports above 32767.
  const session = new sessions.MemorySession()
  session.setDC(server.dc, server.address, server.port)
  const client = new TelegramClient(session, 1, 'x', {
    connection: Connection,
    connectionRetries: 1,
    useWSS: false,
  })
  client.setLogLevel(process.env.INTEROP_LOG ?? 'none')
  await client.connect()
  const config = await client.invoke(new Api.help.GetConfig())
  if (config.thisDc !== server.dc) throw new Error(`this_dc is ${config.thisDc}`)
}

run().then(
  () => process.exit(0),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
