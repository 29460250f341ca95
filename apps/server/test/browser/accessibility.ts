import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Puts axe into the page, unless it is there from an earlier look, and runs it. */
async function examine(page: Page, rules: readonly string[] | null): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate((only) => window.axe.run(document, only === null ? {} : { runOnly: { type: 'rule', values: [...only] } }), rules)
}

/** What stands in the way of assistive technology, where it is serious. `rules`: only these, where nothing but the colours changed. */
export async function obstacles(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  const { violations, passes } = await examine(page, rules)
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(', ')}`)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
