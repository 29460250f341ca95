import { connect } from 'node:net'

/** Sends bytes as they are, optionally piece by piece, and resolves with everything that comes back until the server closes. */
export function sendRaw(base: string, pieces: readonly (string | Buffer)[], pause = 0): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    let timer: NodeJS.Timeout | undefined
    const waiting = [...pieces]
    const sendNext = (): void => {
      const piece = waiting.shift()
      if (piece === undefined || socket.destroyed) return
      socket.write(piece)
      timer = setTimeout(sendNext, pause)
    }
    socket.on('connect', sendNext)
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

export const statusOf = (answer: string): number => Number(answer.split(' ', 2)[1])
