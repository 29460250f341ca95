import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import type { Plugin } from 'vite'
import { theme, themeVariables } from '../src/theme.ts'

const NAME = 'virtual:theme.css'
const RESOLVED = '\0theme.css'

function themeCss(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const mantine = defaultCssVariablesResolver(merged)
  const own = themeVariables(merged)
  return convertCssVariables(
    {
      variables: { ...mantine.variables, ...own.variables },
      light: { '--mantine-color-scheme': 'light', ...mantine.light, ...own.light },
      dark: { '--mantine-color-scheme': 'dark', ...mantine.dark, ...own.dark },
    },
    ':root',
  )
}

/** Writes the theme's CSS variables into the style sheet, in place of the `<style>` element that Mantine would add in the browser. */
export function themeCssPlugin(): Plugin {
  return {
    name: 'latchkey:theme-css',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? themeCss() : null),
  }
}
