import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** The secret at the end of a mailed link; null where there is none. It does not stay in the address, nor in the history. */
export function useLinkToken(): string | null {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [token] = useState(() => new URLSearchParams(hash.slice(1)).get('token'))
  useEffect(() => {
    if (hash !== '') void navigate(pathname, { replace: true })
  }, [hash, pathname, navigate])
  return token
}
