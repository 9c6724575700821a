// Node's HTTP server in front of the data centre, and our probe at it:
//   node http_front.mjs SERVER PROBE
import http from 'node:http'
import { spawn } from 'node:child_process'

const [json, probe] = process.argv.slice(2)
const server = JSON.parse(json)
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
const faults = []
let connections = 0

// Both sides are parsed and written anew by Node: spelling and order of the fields are its own.
const front = http.createServer((request, response) => {
  if (request.method !== 'POST' || request.url !== '/api') faults.push(`${request.method} ${request.url}`)
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    const onward = http.request({
      agent, host: '127.0.0.1', port: server.port, method: 'POST', path: '/api',
      headers: { 'Content-Length': body.length, 'Content-Type': 'application/octet-stream' },
    }, (answer) => {
      const back = []
      answer.on('data', (part) => back.push(part))
      answer.on('end', () => {
        const content = Buffer.concat(back)
        response.writeHead(answer.statusCode, { 'Content-Length': content.length, 'Cache-Control': 'no-store' })
        response.end(content)
      })
    })
    onward.on('error', (error) => { faults.push(error.message); response.destroy() })
    onward.end(body)
  })
})
front.on('connection', () => { connections += 1 })
front.on('clientError', (error) => faults.push(error.message))

front.listen(0, '127.0.0.1', () => {
  const { port } = front.address()
  const child = spawn(probe, ['talk', '127.0.0.1', `${port}`, server.pem, `${server.dc}`, 'http'],
    { stdio: 'inherit', timeout: 30_000 })
  child.on('exit', (code) => {
    if (connections !== 1) faults.push(`${connections} connections`)
    for (const fault of faults) console.error(`the server found: ${fault}`)
    process.exit(code || faults.length > 0 ? 1 : 0)
  })
})
