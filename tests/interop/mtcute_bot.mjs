// mtcute: a bot logs in by token, answers with a keyboard, and its button is pressed and answered.
import { BotKeyboard } from '@mtcute/core'
import { connect, expect, listening, main, nextIncoming } from './mtcute_client.mjs'

const ada = { phone: '+9996621001', code: '22222' }
const token = '1000000001:AAE-StrataLocalDemoBotToken_0000001'

async function startBot(server) {
  const bot = await connect(server, { updates: true })
  const user = await bot.signInBot(token)
  expect(user.isBot && user.username === 'strata_demo_bot', `the bot, not ${user.username}`)
  await bot.setMyCommands({ commands: [{ _: 'botCommand', command: 'start', description: 'Begin' }] })
  bot.onNewMessage.add(async (message) => {
    if (message.isOutgoing) return
    await bot.replyText(message, 'Choose:', {
      replyMarkup: BotKeyboard.inline([[BotKeyboard.callback('Yes', 'yes')]]),
    })
  })
  bot.onCallbackQuery.add(async (query) => {
    await bot.answerCallbackQuery(query, { text: `You said ${query.dataStr}.`, alert: true })
    await bot.editMessage({ chatId: query.chat, message: query.messageId, text: 'Chosen.' })
  })
  await listening(bot)
}

main(async (server) => {
  await startBot(server)
  const person = await connect(server, { updates: true })
  const { phoneCodeHash } = await person.sendCode({ phone: ada.phone })
  await person.signIn({ phone: ada.phone, phoneCodeHash, phoneCode: ada.code })
  await listening(person)

  const offered = nextIncoming(person)
  await person.sendText('strata_demo_bot', '/start')
  const offer = await offered
  const button = offer.markup?.buttons?.[0]?.[0]
  expect(button?.text === 'Yes', 'a button that says Yes')

  const edited = new Promise((resolve) => person.onEditMessage.add(resolve))
  const answer = await person.getCallbackAnswer({
    chatId: 'strata_demo_bot', message: offer.id, data: button.data,
  })
  expect(answer.message === 'You said yes.', `the bot's words, not ${answer.message}`)
  expect(answer.alert, 'an alert')
  expect((await edited).text === 'Chosen.', 'the edited message')

  const full = await person.getFullUser('strata_demo_bot')
  const commands = full.full.botInfo?.commands
  expect(commands?.[0]?.command === 'start', 'the command that the bot registered')
})
