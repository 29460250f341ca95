/** The pages that Django shows when no view answers. They begin and end with a line break. */
export type PageName = 'notFound' | 'badRequest' | 'serverError'

export interface Page {
  readonly status: number
  readonly html: string
}

export const PAGES: Readonly<Record<PageName, Page>> = {
  notFound: page(404, 'Not Found', 'The requested resource was not found on this server.'),
  badRequest: page(400, 'Bad Request (400)', ''),
  serverError: page(500, 'Server Error (500)', ''),
}

function page(status: number, title: string, paragraph: string): Page {
  const html = `
<!doctype html>
<html lang="en">
<head>
  <title>${title}</title>
</head>
<body>
  <h1>${title}</h1><p>${paragraph}</p>
</body>
</html>
`
  return { status, html }
}
