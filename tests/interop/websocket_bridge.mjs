// A WebSocket server of others (the package ws) in front of the data centre, and our probe at it:
//   node websocket_bridge.mjs SERVER PROBE talk|unauthorized|no-protocol
import net from 'node:net'
import { spawn } from 'node:child_process'
import { WebSocketServer } from 'ws'

const [json, probe, scene] = process.argv.slice(2)
const server = JSON.parse(json)
const pieceSize = 7_777 // borders mean nothing, so they may be anywhere
const faults = []

const bridge = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  path: '/apiws',
  perMessageDeflate: true, // for a client that asks for it, which ours must not
  verifyClient: () => scene !== 'unauthorized',
  handleProtocols: (offered) => (offered.has('binary') && scene !== 'no-protocol' ? 'binary' : false),
})

bridge.on('connection', (socket) => {
  let ponged = false
  const upstream = net.connect(server.port, '127.0.0.1')
  if (socket.extensions !== '') faults.push(`extensions: ${socket.extensions}`)
  socket.ping('are you there')
  socket.on('pong', (data) => { ponged ||= data.toString() === 'are you there' })
  socket.on('message', (data, isBinary) => {
    if (!isBinary) faults.push('a text frame')
    upstream.write(data)
  })
  upstream.on('data', (data) => {
    for (let at = 0; at < data.length; at += pieceSize) {
      const isLast = at + pieceSize >= data.length
      socket.send(data.subarray(at, at + pieceSize), { binary: true, fin: isLast })
      socket.ping()
    }
  })
  upstream.on('error', () => socket.terminate())
  socket.on('error', (error) => faults.push(error.message))
  socket.on('close', (code) => {
    upstream.destroy()
    if (scene === 'talk' && code !== 1000) faults.push(`closed with ${code}`)
    if (scene === 'talk' && !ponged) faults.push('no pong')
  })
})

bridge.on('listening', () => {
  const { port } = bridge.address()
  const play = scene === 'talk' ? 'talk' : 'refused'
  const child = spawn(probe, [play, '127.0.0.1', `${port}`, server.pem, `${server.dc}`, 'websocket'],
    { stdio: 'inherit', timeout: 30_000 })
  child.on('exit', (code) => {
    for (const fault of faults) console.error(`the server found: ${fault}`)
    process.exit(code || faults.length > 0 ? 1 : 0)
  })
})
