import { Refusal } from '../refusal.ts'

/** DRF's words for what Django's multipart parser finds wrong. */
export function multipartError(reason: string): Refusal {
  return Refusal.detail(400, `Multipart form parse error - ${reason}`)
}
