// mtcute: two people log in by code, one writes, the other receives and answers.
import { connect, expect, listening, main, nextIncoming } from './mtcute_client.mjs'

const ada = { phone: '+9996621001', code: '22222' }
const boris = { phone: '+9996621002', code: '22222' }

async function logIn(client, { phone, code }) {
  const sent = await client.sendCode({ phone })
  return client.signIn({ phone, phoneCodeHash: sent.phoneCodeHash, phoneCode: code })
}

main(async (server) => {
  const first = await connect(server, { updates: true })
  const second = await connect(server, { updates: true, usePfs: true })
  const adaUser = await logIn(first, ada)
  const borisUser = await logIn(second, boris)
  expect(adaUser.firstName === 'Ada', `Ada, not ${adaUser.firstName}`)
  await listening(first)
  await listening(second)

  const question = nextIncoming(second)
  await first.sendText(borisUser.username, 'Does it work?')
  const received = await question
  expect(received.text === 'Does it work?', `the text, not ${received.text}`)
  expect(received.sender.id === adaUser.id, 'a message from Ada')

  const answer = nextIncoming(first)
  await second.replyText(received, 'It does.')
  const reply = await answer
  expect(reply.text === 'It does.', `the answer, not ${reply.text}`)
  expect(reply.replyToMessage !== null, 'a reply')
})
