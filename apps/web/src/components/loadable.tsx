import { type ComponentType, useEffect, useState } from 'react'
import { Splash } from './splash.tsx'

/**
 * A component in a file of its own, which is loaded when it is first shown. Unlike under Suspense, which keeps a sign of waiting up for 300 ms
 * once it is there, the component appears as soon as it has arrived. A failure to load goes to the nearest error boundary.
 */
export function loadable(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null
  return function Loadable() {
    const [Component, setComponent] = useState(() => loaded)
    const [failure, setFailure] = useState<{ cause: unknown } | null>(null)
    useEffect(() => {
      if (loaded) return
      load()
        .then((module) => {
          loaded = module.default
          setComponent(() => loaded)
        })
        .catch((cause: unknown) => setFailure({ cause }))
    }, [])
    if (failure) throw failure.cause
    return Component ? <Component /> : <Splash />
  }
}
