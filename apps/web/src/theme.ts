import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const pine: MantineColorsTuple = [
  '#eefaf5',
  '#d9f2e7',
  '#b2e4cf',
  '#84d3b3',
  '#58bf97',
  '#37a980',
  '#228c69',
  '#1a7356',
  '#155c46',
  '#0f4434',
]

const gray: MantineColorsTuple = [
  '#f8f9f8',
  '#f0f2f1',
  '#e5e8e6',
  '#d8dcda',
  '#c6ccc9',
  '#a6adaa',
  '#626b66',
  '#4d5552',
  '#343b38',
  '#1f2522',
]

const dark: MantineColorsTuple = [
  '#dfe4e2',
  '#c0c7c4',
  '#98a19d',
  '#7b8480',
  '#3a423f',
  '#2f3633',
  '#232928',
  '#1a1f1e',
  '#121615',
  '#0c0f0e',
]

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

/** How Latchkey looks. Its CSS variables are written at build time, for the pages' policy lets no script add a style sheet. */
export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  // White on either of these shades has a contrast above 4.5.
  primaryShade: 7,
  black: '#1f2522',
  fontFamily,
  headings: { fontFamily, fontWeight: '650', sizes: { h1: { fontSize: '1.75rem', lineHeight: '1.2' }, h2: { fontSize: '1.125rem' } } },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** What the theme says beyond Mantine's own variables. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--latchkey-canvas': '#f5f7f5',
    '--latchkey-line': '#e2e6e3',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-pine-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
  },
  dark: {
    '--latchkey-canvas': 'var(--mantine-color-dark-8)',
    '--latchkey-line': 'var(--mantine-color-dark-5)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-pine-4)',
  },
})
