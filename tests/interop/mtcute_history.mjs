// mtcute: sign-up, dialogs, history, edits and deletions, and catching up with what was missed.
import { connect, expect, main } from './mtcute_client.mjs'

async function logIn(server, phone, options) {
  const client = await connect(server, options)
  const { phoneCodeHash } = await client.sendCode({ phone })
  await client.signIn({ phone, phoneCodeHash, phoneCode: '22222' })
  return client
}

async function signUp(server) {
  const phone = '+9996627001'
  const client = await connect(server)
  const { phoneCodeHash } = await client.sendCode({ phone })
  const enter = { phoneNumber: phone, phoneCodeHash }
  const answer = await client.call({ _: 'auth.signIn', ...enter, phoneCode: '22222' })
  expect(answer._ === 'auth.authorizationSignUpRequired', `a sign-up, not ${answer._}`)
  const { user } = await client.call(
    { _: 'auth.signUp', ...enter, firstName: 'Nora', lastName: 'New' })
  expect(user.firstName === 'Nora', `Nora, not ${user.firstName}`)
}

main(async (server) => {
  await signUp(server)
  const ada = await logIn(server, '+9996621001')
  const boris = await logIn(server, '+9996621002')
  const before = await boris.call({ _: 'updates.getState' })

  const first = await ada.sendText('boris_bell', 'one')
  const second = await ada.sendText('boris_bell', 'two')
  await ada.editMessage({ chatId: 'boris_bell', message: second.id, text: 'TWO' })
  await ada.deleteMessagesById('boris_bell', [first.id], { revoke: true })

  const missed = await boris.call(
    { _: 'updates.getDifference', pts: before.pts, date: before.date, qts: before.qts })
  expect(missed._ === 'updates.difference', `a difference, not ${missed._}`)
  const texts = missed.newMessages.map((message) => message.message)
  expect(texts.length === 1 && texts[0] === 'TWO', `only the edited message, not ${texts}`)
  const kinds = missed.otherUpdates.map((update) => update._)
  expect(kinds.join() === 'updateEditMessage,updateDeleteMessages', `edit, deletion, not ${kinds}`)

  const [dialog] = await boris.findDialogs('ada_archer')
  expect(dialog.lastMessage.text === 'TWO', 'the last message of the dialog')
  expect(dialog.unreadCount === 1, `one unread message, not ${dialog.unreadCount}`)
  await boris.readHistory('ada_archer')
  const history = await boris.getHistory('ada_archer')
  expect(history.length === 1 && history[0].text === 'TWO', 'a history of one message')
  const found = await boris.searchMessages({ chatId: 'ada_archer', query: 'two' })
  expect(found.length === 1, `one message found, not ${found.length}`)
})
