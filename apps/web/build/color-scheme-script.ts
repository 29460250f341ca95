import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const NAME = 'color-scheme.js'
const SOURCE = new URL('../src/color-scheme.js', import.meta.url)

/** Loads `src/color-scheme.js` as a classic script, before the first paint: neither inline, for the pages' policy, nor deferred. */
export function colorSchemeScriptPlugin(): Plugin {
  let base = '/'
  let isBuild = false
  return {
    name: 'latchkey:color-scheme-script',
    configResolved: (config) => {
      base = config.base
      isBuild = config.command === 'build'
    },
    buildStart() {
      if (isBuild) this.emitFile({ type: 'asset', name: NAME, source: readFileSync(SOURCE) })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const built = Object.values(bundle).find((file) => file.type === 'asset' && file.names.includes(NAME))
        return [{ tag: 'script', attrs: { src: `${base}${built?.fileName ?? `src/${NAME}`}` }, injectTo: 'head' }]
      },
    },
  }
}
