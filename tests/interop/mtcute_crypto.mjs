// The arithmetic of mtcute, and of big-integer, against ours: key exchange, password, pq, keys from
// nonces, packets. Both sides get the same random bytes. Arguments: the program crypto-answers, a seed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import readline from 'node:readline'
import bigInt from 'big-integer'
import { bigint } from '@fuman/utils'
import { NodeCryptoProvider } from '@mtcute/node/utils.js'
import {
  computeNewPasswordHash, computeSrpParams, createAesIgeForMessage, factorizePQSync,
  generateKeyAndIvFromNonce,
} from '@mtcute/core/utils.js'

const KNOWN_PRIME =
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f48198a0aa7c14058229493d22530f4db' +
  'fa336f6e0ac925139543aed44cce7c3720fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64' +
  '2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4a4a695811051907e162753b56b0f6b41' +
  '0dba74d8a84b2a14b3144e0ef1284754fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
  'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f0d8115f635b105ee2e4e15d04b2454bf' +
  '6f4fadf034b10403119cd8e3b92fcc5b'
const p = BigInt('0x' + KNOWN_PRIME)
const margin = 1n << 1984n

// Reproducible bytes: SHA-256 of the seed and a counter.
let counter = 0
function bytes(size) {
  const parts = []
  for (let have = 0; have < size; have += 32) {
    parts.push(createHash('sha256').update(`${process.argv[3] ?? '1'}/${counter++}`).digest())
  }
  return Buffer.concat(parts).subarray(0, size)
}
const number = (from) => BigInt('0x' + Buffer.from(from).toString('hex'))
const hex = (from) => Buffer.from(from).toString('hex') || '-'
const padded = (value) => value.toString(16).padStart(512, '0')

// A public value in the range that both sides accept.
function public_value() {
  for (;;) {
    const value = number(bytes(256))
    if (value >= margin && value <= p - margin) return value
  }
}

// mtcute's provider; the script, if there is one, is what it gives next.
class Scripted extends NodeCryptoProvider {
  script
  randomFill(out) {
    const given = this.script ?? bytes(out.length)
    if (given.length !== out.length) throw new Error(`${out.length} random bytes wanted`)
    this.script = undefined
    out.set(given)
  }
  randomBytes(size) {
    const out = new Uint8Array(size)
    this.randomFill(out)
    return out
  }
}

const program = spawn(process.argv[2], { stdio: ['pipe', 'pipe', 'inherit'] })
const lines = readline.createInterface({ input: program.stdout })[Symbol.asyncIterator]()
async function ours(...words) {
  program.stdin.write(words.join(' ') + '\n')
  const line = await lines.next()
  if (line.done) throw new Error('crypto-answers ended')
  return line.value
}

const counts = {}
function same(what, mine, theirs) {
  if (mine !== theirs) throw new Error(`${what}: ours ${mine.slice(0, 60)}… theirs ${theirs.slice(0, 60)}…`)
  counts[what] = (counts[what] ?? 0) + 1
}

async function check_dh(crypto) {
  for (let i = 0; i < 30; ++i) {
    const g = [3, 4, 7][i % 3]
    const g_a = public_value()
    const b = bytes(256)
    const exponent = number(b)
    // big-integer's own arithmetic, and that of mtcute's library.
    const g_b = BigInt(bigInt(BigInt(g)).modPow(bigInt(exponent), bigInt(p)).toString())
    if (g_b !== bigint.modPowBinary(BigInt(g), exponent, p)) throw new Error('they disagree')
    const key = Buffer.from(padded(bigint.modPowBinary(g_a, exponent, p)), 'hex')
    const id = createHash('sha1').update(key).digest().subarray(12)
    same('dh', await ours('dh', KNOWN_PRIME, `0${g}`, padded(g_a), hex(b)),
      `${padded(g_b)} ${hex(id)} ${hex(key)}`)
  }
  for (const [g, g_a] of [[2, public_value()], [5, public_value()], [3, margin - 1n],
    [3, p - margin + 1n], [3, 1n], [3, p - 1n]]) {
    same('dh refusals', await ours('dh', KNOWN_PRIME, `0${g}`, padded(g_a), hex(bytes(256))), 'refused')
  }
}

async function check_password(crypto) {
  const passwords = ['123123', 'pässwörd 🔑', 'a', 'x'.repeat(300), ' ', '密码']
  for (let i = 0; i < 12; ++i) {
    const password = passwords[i % passwords.length]
    const g = [3, 4, 7][i % 3]
    const [salt1, salt2] = [bytes(8 + i), bytes(16)]
    const algo = {
      _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow',
      salt1, salt2, g, p: Buffer.from(KNOWN_PRIME, 'hex'),
    }
    // Small values of B too, for which B - k·v is negative.
    const B = i % 2 === 0 ? public_value() : (public_value() >> 40n)
    const a = crypto.script = bytes(256)
    const theirs = await computeSrpParams(crypto, {
      currentAlgo: { ...algo }, srpB: Buffer.from(padded(B), 'hex'), srpId: { toString: () => '1' },
    }, password)
    const words = [KNOWN_PRIME, `0${g}`, hex(salt1), hex(salt2)]
    same('srp', await ours('srp', ...words, padded(B), hex(Buffer.from(password)), hex(a)),
      `${hex(theirs.A)} ${hex(theirs.M1)}`)

    const salt = crypto.script = bytes(32)
    const hash = await computeNewPasswordHash(crypto, { ...algo }, password)
    same('new password', await ours('verifier', ...words, hex(Buffer.from(password)), hex(salt)),
      `${hex(salt1)}${hex(salt)} ${hex(hash)}`)
  }
}

async function check_handshake(crypto) {
  // Not 15: mtcute makes 1 and 15 of it.
  for (const pq of ['17ed48941a08f981', '1460e7d3fa727791', '20cd3cb0587bdd71', '1468b766abd90e2d', '1d0306d78c292a69']) {
    const [smaller, larger] = factorizePQSync(crypto, Buffer.from(pq, 'hex'))
    same('pq', await ours('pq', pq), `${hex(smaller)} ${hex(larger)}`)
  }
  for (let i = 0; i < 50; ++i) {
    const [server_nonce, new_nonce] = [bytes(16), bytes(32)]
    if (i % 5 === 0) server_nonce[0] = new_nonce[0] = 0
    const [key, iv] = generateKeyAndIvFromNonce(crypto, server_nonce, new_nonce)
    same('nonces', await ours('nonces', hex(new_nonce), hex(server_nonce)), `${hex(key)} ${hex(iv)}`)
  }
}

async function check_messages(crypto) {
  for (let i = 0; i < 100; ++i) {
    const from_client = i % 2 === 0
    const key = bytes(256)
    const plaintext = bytes(16 * (1 + i))
    const start = from_client ? 88 : 96
    const large = createHash('sha256').update(key.subarray(start, start + 32)).update(plaintext).digest()
    const message_key = large.subarray(8, 24)
    const ige = createAesIgeForMessage(crypto, key, message_key, from_client)
    const id = createHash('sha1').update(key).digest().subarray(12)
    same('packets', await ours('message', hex(key), from_client ? '00' : '08', hex(plaintext)),
      hex(Buffer.concat([id, message_key, ige.encrypt(plaintext)])))
  }
}

const crypto = new Scripted()
await crypto.initialize()
const checks = { dh: check_dh, password: check_password, handshake: check_handshake, messages: check_messages }
const wanted = process.argv.slice(4)
for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) await checks[name](crypto)
program.stdin.end()
console.log(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '))
