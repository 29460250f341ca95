import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { standBehindRequests } from './background-priority.ts'
import { type HashJob, type HashOutcome, type HashReport, type HashTask, STRETCH } from './hash-jobs.ts'
import { hasherOf } from './hashers.ts'

if (parentPort === null) throw new TypeError('This module is a thread.')
const port = parentPort
standBehindRequests()

/**
 * Does what is there, and reports quick jobs together, as long as they are of one kind: each time the event loop is woken beside busy
 * cores it finds its caches cold, so that two logins at once cost it and other requests little more than one.
 */
port.on('message', (first: HashJob) => {
  let reports: HashReport[] = []
  let work = 0
  const send = (): void => {
    if (reports.length > 0) port.postMessage(reports)
    reports = []
    work = 0
  }
  let job: HashJob | undefined = first
  while (job !== undefined) {
    const report = perform(job)
    reports.push(report)
    work += report.took
    const next: HashJob | undefined = receiveMessageOnPort(port)?.message
    if (next?.cost !== job.cost || work > STRETCH.reported) send()
    job = next
  }
})

function perform({ number, cost, task }: HashJob): HashReport {
  const start = performance.now()
  const outcome = outcomeOf(task)
  return { number, cost, outcome, began: performance.timeOrigin + start, took: performance.now() - start }
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
