import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { standBehindRequests } from './background-priority.ts'
import { type HashJob, type HashOutcome, type HashReport, type HashTask, STRETCH } from './hash-jobs.ts'
import { hasherOf } from './hashers.ts'

if (parentPort === null) throw new TypeError('This module is a thread.')
const port = parentPort
standBehindRequests()

/** What is to be reported, and when it was done, by the clock of this thread. */
interface Done {
  readonly report: Omit<HashReport, 'held'>
  readonly at: number
}

/**
 * Does what is there, and reports quick jobs together, as long as they are of one kind: each time the event loop is woken beside busy
 * cores it finds its caches cold, so that two logins at once cost it and other requests little more than one.
 */
port.on('message', (first: HashJob) => {
  let done: Done[] = []
  let work = 0
  const send = (): void => {
    const now = performance.now()
    const reports: HashReport[] = done.map(({ report, at }) => ({ ...report, held: now - at }))
    port.postMessage(reports)
    done = []
    work = 0
  }
  let job: HashJob | undefined = first
  while (job !== undefined) {
    const finished = perform(job)
    done.push(finished)
    work += finished.report.took
    const next: HashJob | undefined = receiveMessageOnPort(port)?.message
    if (next?.cost !== job.cost || work > STRETCH.reported) send()
    job = next
  }
})

function perform({ number, cost, task }: HashJob): Done {
  const start = performance.now()
  const outcome = outcomeOf(task)
  const at = performance.now()
  return { report: { number, cost, outcome, took: at - start }, at }
}

function outcomeOf(task: HashTask): HashOutcome {
  const hasher = hasherOf(task.kind === 'check' ? task.encoded : `${task.algorithm}$`)
  if (hasher === null) return { answer: null }
  try {
    return { answer: task.kind === 'check' ? hasher.verify(task.password, task.encoded) : hasher.hash(task.password) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}
