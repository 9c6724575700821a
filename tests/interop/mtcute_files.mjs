// mtcute: a small and a larger file go up, arrive in a message, and come down unchanged.
import { createHash } from 'node:crypto'
import { connect, expect, listening, main, nextIncoming } from './mtcute_client.mjs'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

async function logIn(server, phone) {
  const client = await connect(server, { updates: true })
  const { phoneCodeHash } = await client.sendCode({ phone })
  await client.signIn({ phone, phoneCodeHash, phoneCode: '22222' })
  await listening(client)
  return client
}

main(async (server) => {
  const ada = await logIn(server, '+9996621001')
  const boris = await logIn(server, '+9996621002')
  for (const size of [10, 300_001, 11 * 1024 * 1024 + 5]) {
    const content = new Uint8Array(size).map((_, i) => (i * 31) % 253)
    const received = nextIncoming(boris)
    await ada.sendMedia('boris_bell', {
      type: 'document', file: content, fileName: `${size}.bin`, caption: `${size} bytes`,
    })
    const message = await received
    expect(message.text === `${size} bytes`, `the caption, not ${message.text}`)
    expect(message.media.fileName === `${size}.bin`, `the name, not ${message.media.fileName}`)
    const loaded = await boris.downloadAsBuffer(message.media)
    expect(loaded.length === size, `${size} bytes, not ${loaded.length}`)
    expect(sha256(loaded) === sha256(content), 'the same bytes')
  }
})
