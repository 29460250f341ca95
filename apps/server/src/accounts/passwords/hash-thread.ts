import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { standBehindRequests } from './background-priority.ts'
import type { HashJob, HashReport, NumberedJob } from './hash-jobs.ts'
import { hasherOf } from './hashers.ts'

/**
 * Milliseconds that a report may wait for others, while there are jobs: each time the event loop is woken beside busy cores it finds
 * its caches cold, so that four logins at once cost it little more than one, and disturb other requests a quarter as often.
 */
const PATIENCE = 30

if (parentPort === null) throw new TypeError('This module is a thread.')
const port = parentPort
standBehindRequests()

port.on('message', (first: NumberedJob) => {
  let reports: HashReport[] = []
  let waited = 0
  for (let next: NumberedJob | undefined = first; next !== undefined; next = receiveMessageOnPort(port)?.message) {
    const report = perform(next)
    if (reports.length > 0) waited += report.took
    reports.push(report)
    // The next job is likely to take as long as this one.
    if (waited + report.took <= PATIENCE) continue
    port.postMessage(reports)
    reports = []
    waited = 0
  }
  if (reports.length > 0) port.postMessage(reports)
})

function perform({ number, job }: NumberedJob): HashReport {
  const began = performance.now()
  try {
    const answer = answerOf(job)
    return { number, answer, took: performance.now() - began }
  } catch (error) {
    return { number, answer: null, error, took: performance.now() - began }
  }
}

function answerOf(job: HashJob): string | boolean | null {
  const hasher = hasherOf(job.kind === 'check' ? job.encoded : `${job.algorithm}$`)
  if (hasher === null) return null
  return job.kind === 'check' ? hasher.verify(job.password, job.encoded) : hasher.hash(job.password)
}
