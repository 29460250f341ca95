import type { UserSort } from '@latchkey/contract'
import { useSearchParams } from 'react-router'

const SORTS: readonly UserSort[] = ['username', 'email', 'dateJoined', 'lastLogin']
const FLAGS = new Map([
  ['yes', true],
  ['no', false],
])

export interface UserPageState {
  readonly search: string
  readonly active: string
  readonly staff: string
  readonly sort: UserSort
  readonly descending: boolean
  readonly page: number
}

/** Which users the page shows. It stands in the address, so that going back and reloading keep it. */
export function useUserPage() {
  const [parameters, setParameters] = useSearchParams()
  const text = (name: string) => parameters.get(name) ?? ''
  const state: UserPageState = {
    search: text('search'),
    active: FLAGS.has(text('active')) ? text('active') : '',
    staff: FLAGS.has(text('staff')) ? text('staff') : '',
    sort: SORTS.find((sort) => sort === text('sort')) ?? 'username',
    descending: text('order') === 'descending',
    page: Math.max(1, Math.min(100_000, Math.trunc(Number(text('page'))) || 1)),
  }
  const isActive = FLAGS.get(state.active)
  const isStaff = FLAGS.get(state.staff)

  /** Anything but the page itself begins with the first page again. */
  function change(changed: Partial<UserPageState>, { replace = false }: { replace?: boolean } = {}): void {
    const { search, active, staff, sort, descending, page } = { ...state, page: 1, ...changed }
    const next = {
      ...(search && { search }),
      ...(active && { active }),
      ...(staff && { staff }),
      ...(sort !== 'username' && { sort }),
      ...(descending && { order: 'descending' }),
      ...(page > 1 && { page: String(page) }),
    }
    setParameters(next, { replace })
  }

  return {
    state,
    change,
    /** The input of `admin.users.list`. */
    query: {
      search: state.search,
      sort: state.sort,
      descending: state.descending,
      page: state.page,
      ...(isActive === undefined ? {} : { isActive }),
      ...(isStaff === undefined ? {} : { isStaff }),
    },
  }
}
