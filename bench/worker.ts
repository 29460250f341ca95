import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { ownChild } from './child.ts'

/** A process beside this one that carries out one order at a time. */
export interface Worker<Order extends object, Reply> extends AsyncDisposable {
  /** Rejects if the process ends before it has answered. */
  ask(order: Order): Promise<Reply>
}

/** Starts a module that calls `answerParent` with the same two types, on request with a niceness of its own. */
export function startWorker<Order extends object, Reply>(module: URL, signal: AbortSignal, niceness = 0): Worker<Order, Reply> {
  const child = ownChild(fork(module, { signal }))
  if (niceness !== 0 && child.process.pid !== undefined) setPriority(child.process.pid, niceness)
  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        // The other side of the pipe is a module of this folder, typed by the same two types.
        child.process.once('message', (reply) => resolve(reply as Reply))
        void child.closed.then(() => reject(new Error(`${module.pathname} ended before it had answered`)))
        child.process.send(order, (error) => {
          if (error) reject(error)
        })
      }),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
