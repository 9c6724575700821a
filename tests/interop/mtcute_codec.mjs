// The codec of mtcute against ours: both must make the same bytes of the same values, and the same
// values of the same bytes. Arguments: the program codec-samples, a seed, samples per constructor.
import { spawn } from 'node:child_process'
import readline from 'node:readline'
import Long from 'long'
import { TlBinaryReader, TlBinaryWriter } from '@mtcute/tl-runtime'
import { __tlReaderMap as readers } from './node_modules/@mtcute/core/tl/binary/reader.js'
import { __tlWriterMap as writers } from './node_modules/@mtcute/core/tl/binary/writer.js'

const LEAST_KNOWN = 2000 // constructors and functions; far fewer would mean that nothing is compared

// mtcute's writer passes the elements of a bare vector in the wrong place; its reader is right.
const NOT_WRITTEN = new Set(['future_salts'])

// A field of type long is a Long or a number in mtcute; what the writer does with it must fit both.
Long.prototype.valueOf = Long.prototype.toNumber

const camel = (name) => name.replace(/_([a-zA-Z0-9])/g, (_, letter) => letter.toUpperCase())

// A value of codec-samples as mtcute has it.
function build([type, value, fields], prefix) {
  switch (type) {
    case 't':
      return true
    case 'l':
      return Long.fromString(value)
    case 'y':
      return Uint8Array.from(Buffer.from(value, 'hex'))
    case 'v':
      return value.map((element) => build(element, prefix))
    case 'o': {
      const object = { _: prefix + value }
      for (const [name, field] of Object.entries(fields)) object[camel(name)] = build(field, prefix)
      return object
    }
    default:
      return value
  }
}

// Where two values differ, or nothing.
function difference(ours, theirs, path) {
  if (ours instanceof Long) return ours.equals(Long.fromValue(theirs)) ? null : path
  if (ours instanceof Uint8Array) return Buffer.compare(ours, theirs) === 0 ? null : path
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || ours.length !== theirs.length) return path
    return first(ours.map((element, i) => difference(element, theirs[i], `${path}[${i}]`)))
  }
  if (typeof ours !== 'object') return Object.is(ours, theirs) ? null : path
  const more = Object.keys(theirs).filter(
    (key) => !(key in ours) && theirs[key] !== undefined && theirs[key] !== false)
  if (more.length) return `${path}.${more[0]}`
  return first(Object.keys(ours).map((key) => difference(ours[key], theirs[key], `${path}.${key}`)))
}

const first = (list) => list.find((element) => element !== null) ?? null

function knows(object) {
  if (Array.isArray(object)) return object.every(knows)
  if (object === null || typeof object !== 'object' || !('_' in object)) return true
  return object._ in writers && Object.values(object).every(knows)
}

const counts = { constructors: new Set(), functions: new Set(), samples: 0, unknown: new Set() }

function compare(line, prefix) {
  const { name, function: isFunction, bytes, value } = JSON.parse(line)
  const ours = build(value, prefix)
  if (!knows(ours)) {
    counts.unknown.add(name)
    return
  }
  if (!NOT_WRITTEN.has(name)) {
    const encoded = Buffer.from(TlBinaryWriter.serializeObject(writers, ours)).toString('hex')
    if (encoded !== bytes) throw new Error(`${name}: encoded as ${encoded}, ours ${bytes}`)
  }
  const raw = Buffer.from(bytes, 'hex')
  if (raw.readUInt32LE(0) in readers && !isFunction) {
    const decoded = TlBinaryReader.deserializeObject(readers, raw)
    const where = difference(ours, decoded, name)
    if (where) throw new Error(`decoded otherwise at ${where}: ${bytes}`)
    counts.constructors.add(name)
  } else {
    counts.functions.add(name)
  }
  counts.samples += 1
}

async function compareSchema(program, schema, seed, count, prefix) {
  const samples = spawn(program, [schema, seed, count], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => samples.on('close', resolve))
  for await (const line of readline.createInterface({ input: samples.stdout })) compare(line, prefix)
  if ((await ended) !== 0) throw new Error('codec-samples failed')
}

const [program, seed, count] = process.argv.slice(2)
await compareSchema(program, 'api', seed, count, '')
await compareSchema(program, 'mtproto', seed, count, 'mt_')
const known = counts.constructors.size + counts.functions.size
if (known < LEAST_KNOWN) throw new Error(`only ${known} constructors and functions are known to both`)
console.log(`${counts.constructors.size} constructors, ${counts.functions.size} encoded only, ` +
  `${counts.samples} samples; unknown to mtcute: ${[...counts.unknown].join(' ') || 'none'}`)
