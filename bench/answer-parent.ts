/** Makes this process a worker: it answers its parent's orders until the parent ends it or is gone. */
export function answerParent<Order, Reply>(answer: (order: Order) => Promise<Reply>): void {
  process.on('message', async (order) => {
    // The other side of the pipe is `startWorker`, typed by the same two types.
    process.send?.(await answer(order as Order))
  })
  process.on('disconnect', () => process.exit())
  // A Ctrl-C reaches every process of the terminal; the parent decides when its workers end.
  process.on('SIGINT', () => {})
}
