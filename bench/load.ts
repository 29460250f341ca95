import { createHistogram } from 'node:perf_hooks'
import autocannon from 'autocannon'
import { answerParent } from './answer-parent.ts'
import type { Request } from './request.ts'

export interface LoadOrder {
  readonly url: string
  readonly request: Request
  readonly connections: number
  readonly seconds: number
  /** One refresh token for each connection, which goes on with the successors that it is given; null to repeat `request`. */
  readonly chains: readonly string[] | null
  /**
   * Whether to take a whole core rather than sleep between replies. Writing to a client that sleeps wakes it, which costs the
   * writer several microseconds; only the slower one of two servers would pay them, for its clients have time to sleep.
   */
  readonly staysAwake: boolean
}

export interface LoadResult {
  /** Replies in a second. */
  readonly rate: number
  readonly replies: number
  /** Milliseconds within which 99 of 100 replies came. */
  readonly p99: number
  /** The refresh tokens with which the chains go on. */
  readonly chains: readonly string[] | null
}

// Milliseconds. A round ends with a sample, so that autocannon's own second would stretch the short ones.
const SAMPLE = 50

const NANOSECONDS = 1e6

/** Loads a server for a while. Rejects if a reply is not a success: what fails fast is not fast. */
async function load({ url, request, connections, seconds, chains, staysAwake }: LoadOrder): Promise<LoadResult> {
  const latencies = createHistogram()
  const tokens = chains === null ? null : [...chains]
  let clients = 0
  using _awake = staysAwake ? stayAwake() : null
  const { requests, duration, errors, non2xx } = await autocannon({
    url: url + request.path,
    method: request.method,
    headers: { ...request.headers },
    ...(request.body === null ? {} : { body: request.body }),
    connections,
    duration: seconds,
    sampleInt: SAMPLE,
    setupClient(client) {
      client.on('response', (_status, _bytes, milliseconds) => latencies.record(Math.max(1, Math.round(milliseconds * NANOSECONDS))))
      if (tokens !== null) followChain(client, { tokens, chain: clients })
      clients += 1
    },
  })
  if (errors > 0 || non2xx > 0) throw new Error(`${url}${request.path}: ${non2xx} refusals and ${errors} broken connections`)
  return { rate: requests.total / duration, replies: requests.total, p99: latencies.percentile(99) / NANOSECONDS, chains: tokens }
}

/**
 * Sends with each request the refresh token of the reply before it. A reply that the end of a round cuts off is no loss:
 * within the grace its token is answered with the same successor again.
 */
function followChain(client: autocannon.Client, { tokens, chain }: { tokens: string[]; chain: number }): void {
  const present = (refresh: string): void => client.setBody(JSON.stringify({ refresh }))
  present(tokens[chain] ?? '')
  client.on('body', (chunk) => {
    const successor = /"refresh":"([^"]+)"/.exec(chunk.toString('latin1'))?.[1]
    if (successor === undefined) return
    tokens[chain] = successor
    present(successor)
  })
}

/** Keeps the event loop from waiting, until it is disposed. */
function stayAwake(): Disposable {
  let turn = setImmediate(next)
  function next(): void {
    turn = setImmediate(next)
  }
  return { [Symbol.dispose]: () => clearImmediate(turn) }
}

answerParent(load)
