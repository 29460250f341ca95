import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { colorSchemeScriptPlugin } from './build/color-scheme-script.ts'
import { precompressPlugin } from './build/precompress.ts'
import { themeCssPlugin } from './build/theme-css.ts'

const server = 'http://127.0.0.1:8000'
const served = ['/trpc', '/api', '/auth', '/token', '/logout', '/home']

export default defineConfig({
  base: '/app/',
  plugins: [react(), themeCssPlugin(), colorSchemeScriptPlugin(), precompressPlugin()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
  },
  // The Host header stays the one that the browser sees, so that the server finds host and origin in agreement.
  server: { host: '127.0.0.1', proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: false }])) },
})
