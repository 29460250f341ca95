import { errorOf } from '@latchkey/client'
import { type ChangeEvent, type SubmitEvent, useRef, useState } from 'react'
import { problemText } from '../components/problem-text.ts'

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The part of a contract's schema that a form needs. */
interface FormSchema<Parsed> {
  safeParse(input: unknown): { success: true; data: Parsed } | { success: false; error: { issues: readonly Issue[] } }
}

export interface SchemaFormOptions<Name extends string, Parsed, Flag extends string = never> {
  /** Called when somebody begins to fill the form in, and when it is submitted. */
  loadSchema(): Promise<FormSchema<Parsed>>
  initialValues: Readonly<Record<Name, string>>
  /** What is on or off. */
  initialFlags?: Readonly<Record<Flag, boolean>>
  /** What it throws is shown in the form. */
  submit(values: Parsed): Promise<unknown>
}

type FieldMessages = Partial<Record<string, string>>

function messagesByField(issues: readonly Issue[]): FieldMessages {
  const messages: FieldMessages = {}
  for (const { path, message } of issues) messages[String(path[0])] ??= message
  return messages
}

/**
 * A form over one of the contract's schemas. What was typed stays when the input is refused, here or by the server; messages appear at
 * their fields, the first of which gets the focus; while a submission is under way, there is no second one.
 */
export function useSchemaForm<Name extends string, Parsed, Flag extends string = never>({
  loadSchema,
  initialValues,
  initialFlags,
  submit,
}: SchemaFormOptions<Name, Parsed, Flag>) {
  const [values, setValues] = useState(initialValues)
  const [flags, setFlags] = useState<Partial<Record<string, boolean>>>({ ...initialFlags })
  const [messages, setMessages] = useState<FieldMessages>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [isSubmitting, setSubmitting] = useState(false)
  const underWay = useRef(false)
  const load = useRef(loadSchema)

  /** Ahead of the submission, which reports a failure; nobody who only looks at the form needs it. */
  function prepare(): void {
    load.current().catch(() => undefined)
  }

  function refuse(form: HTMLFormElement, fields: FieldMessages, general: string | null): void {
    setMessages(fields)
    const names: string[] = Object.keys(initialValues)
    const first = names.find((name) => fields[name] !== undefined)
    setProblem(first === undefined ? general : null)
    const control = first === undefined ? null : form.elements.namedItem(first)
    if (control instanceof HTMLElement) control.focus()
  }

  async function onSubmit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (underWay.current) return
    const form = event.currentTarget
    underWay.current = true
    setSubmitting(true)
    try {
      const parsed = (await load.current()).safeParse({ ...values, ...flags })
      if (!parsed.success) return refuse(form, messagesByField(parsed.error.issues), 'Some of the input was refused.')
      setProblem(null)
      setMessages({})
      await submit(parsed.data)
    } catch (error) {
      const fields = Object.entries(errorOf(error).fields ?? {}).map(([name, [message]]) => [name, message])
      refuse(form, Object.fromEntries(fields), problemText(error))
    } finally {
      underWay.current = false
      setSubmitting(false)
    }
  }

  return {
    values,
    problem,
    isSubmitting,
    onSubmit,
    reset: () => setValues(initialValues),
    /** Puts values into fields, as the server keeps them for example. */
    fill: (known: Partial<Record<Name, string>>) => setValues((before) => ({ ...before, ...known })),
    /** The properties of the checkbox of that name. */
    box: (name: Flag) => ({
      name,
      checked: flags[name] ?? false,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        const { checked } = event.currentTarget
        setFlags((before) => ({ ...before, [name]: checked }))
      },
    }),
    /** The properties of the input of that name. */
    field: (name: Name) => ({
      name,
      value: values[name],
      error: messages[name],
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        const { value } = event.currentTarget
        prepare()
        setValues((before) => ({ ...before, [name]: value }))
        setMessages((before) => ({ ...before, [name]: undefined }))
      },
    }),
  }
}
