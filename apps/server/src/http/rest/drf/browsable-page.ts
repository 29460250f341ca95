import { reasonPhrase } from './reason-phrase.ts'
import type { Json } from './refusal.ts'
import { renderJson } from './render.ts'
import type { View } from './view.ts'

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; background: #fff }
h1 { font-size: 1.5rem; margin-bottom: .25rem }
p { white-space: pre-line; color: #48586a }
pre { padding: 1rem; overflow: auto; border-radius: .5rem; background: #f2f5f8 }
@media (prefers-color-scheme: dark) { body { color: #dfe6ee; background: #12181f } p { color: #9fb0c3 } pre { background: #1b242e } }
`

/** What a browser sees of a view: its name and description, and the reply as the API would have given it. */
export function browsablePage(page: {
  view: View
  allow: string
  method: string
  path: string
  status: number
  data: Json | undefined
}): string {
  const { view, status } = page
  const body = page.data === undefined ? '' : renderJson(page.data, 4)
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="robots" content="none,noarchive">
  <title>${escapeHtml(view.name)} – Latchkey</title>
  <style>${STYLE}</style>
</head>
<body>
  <h1>${escapeHtml(view.name)}</h1>
  <p>${escapeHtml(view.description)}</p>
  <pre>${escapeHtml(`${page.method} ${page.path}`)}</pre>
  <pre>HTTP ${status} ${reasonPhrase(status)}
Allow: ${escapeHtml(page.allow)}

${escapeHtml(body)}</pre>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
