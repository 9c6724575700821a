// mtcute: a login with two-step verification, wrong codes and passwords on the way, and a new password.
import { connect, expect, main } from './mtcute_client.mjs'

const clara = { phone: '+9996621003', code: '22222', password: 'correct horse' }

async function refusal(promise) {
  try {
    await promise
  } catch (error) {
    return error.text
  }
  return 'accepted'
}

async function enterCode(client) {
  const { phoneCodeHash } = await client.sendCode({ phone: clara.phone })
  const enter = (phoneCode) => client.signIn({ phone: clara.phone, phoneCodeHash, phoneCode })
  const wrong = await refusal(enter('99999'))
  expect(wrong === 'PHONE_CODE_INVALID', `PHONE_CODE_INVALID, not ${wrong}`)
  const right = await refusal(enter(clara.code))
  expect(right === 'SESSION_PASSWORD_NEEDED', `SESSION_PASSWORD_NEEDED, not ${right}`)
}

async function logIn(server, password) {
  const client = await connect(server)
  await enterCode(client)
  const wrong = await refusal(client.checkPassword('battery staple'))
  expect(wrong === 'PASSWORD_HASH_INVALID', `PASSWORD_HASH_INVALID, not ${wrong}`)
  const user = await client.checkPassword(password)
  expect(user.firstName === 'Clara', `Clara, not ${user.firstName}`)
  return client
}

main(async (server) => {
  const client = await logIn(server, clara.password)
  const hint = await client.getPasswordHint()
  expect(hint === 'the one about batteries', `the hint, not ${hint}`)
  const me = await client.getMe()
  expect(me.username === 'clara_chen', `clara_chen, not ${me.username}`)

  await client.changeCloudPassword({
    currentPassword: clara.password,
    newPassword: 'another one',
    hint: 'new',
  })
  await logIn(server, 'another one')

  const bad = await connect(server)
  const number = await refusal(bad.sendCode({ phone: '+123' }))
  expect(number === 'PHONE_NUMBER_INVALID', `PHONE_NUMBER_INVALID, not ${number}`)
  const token = await refusal(bad.signInBot('1000000001:wrong'))
  expect(token === 'ACCESS_TOKEN_INVALID', `ACCESS_TOKEN_INVALID, not ${token}`)
})
