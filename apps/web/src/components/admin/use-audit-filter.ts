import { AUDIT_KINDS } from '@latchkey/contract'
import { useSearchParams } from 'react-router'

const DAY = 86_400_000

export interface AuditFilterState {
  readonly kind: string
  readonly user: string
  /** Days, `YYYY-MM-DD` of this place; blank for no bound. */
  readonly from: string
  readonly to: string
}

/** The first moment of a day of this place; undefined for what is no day. */
function startOf(day: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00`).getTime() : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** Which events the page shows. It stands in the address, so that a view can be kept and handed on. */
export function useAuditFilter() {
  const [parameters, setParameters] = useSearchParams()
  const text = (name: string) => parameters.get(name) ?? ''
  const state: AuditFilterState = { kind: text('kind'), user: text('user').slice(0, 150), from: text('from'), to: text('to') }
  const kind = AUDIT_KINDS.find((known) => known === state.kind)
  const [since, last] = [startOf(state.from), startOf(state.to)]

  function change(changed: Partial<AuditFilterState>): void {
    const next = { ...state, ...changed }
    setParameters(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')), { replace: true })
  }

  return {
    state,
    change,
    /** The input of `admin.audit.list`. The last day counts too. */
    query: {
      ...(kind === undefined ? {} : { kinds: [kind] }),
      ...(state.user === '' ? {} : { username: state.user }),
      ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
      ...(last === undefined ? {} : { until: new Date(last + DAY).toISOString() }),
    },
  }
}
