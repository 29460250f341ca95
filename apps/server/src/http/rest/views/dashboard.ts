import { str } from '@latchkey/python'
import { type DataValue, FormValues, UploadedFile } from '../drf/body/data.ts'
import { Refusal } from '../drf/refusal.ts'
import { guardedView, type View } from '../drf/view.ts'
import type { Greetings } from '../rest-services.ts'

/** Reads, and repeats whatever is sent as `text`; `formOnly`: in a form, as Django's `request.POST`. A function view in Django: no HEAD. */
export function dashboardView(greetings: Greetings, options: { formOnly: boolean }): View {
  return guardedView({
    name: 'Dashboard',
    answersHead: false,
    get: ({ principal }) => ({ status: 200, data: { response: greetings.dashboardRead(principal) } }),
    async post(call) {
      const data = await call.readData()
      const isHidden = options.formOnly && !(data instanceof FormValues)
      const text = printed(isHidden ? undefined : data.get('text'))
      if (!text.isWellFormed()) throw new Refusal(400, { text: ['Surrogate characters are not allowed.'] })
      return { status: 200, data: { response: greetings.dashboardPost(call.principal, text) } }
    },
  })
}

/** The value as Python's `str()` prints it; a missing one is Python's `None`. */
function printed(value: DataValue | undefined): string {
  return value instanceof UploadedFile ? value.name : str(value ?? null)
}
