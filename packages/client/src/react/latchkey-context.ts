import { createContext, useContext } from 'react'
import type { LatchkeyClient } from '../create-latchkey-client.ts'

export const LatchkeyContext = createContext<LatchkeyClient | null>(null)

/** The client of the nearest `LatchkeyProvider`. Throws where there is none. */
export function useLatchkeyClient(): LatchkeyClient {
  const client = useContext(LatchkeyContext)
  if (!client) throw new Error('There is no <LatchkeyProvider> above this component: wrap your app in one.')
  return client
}
