import './jitless.ts'
import './styles.css'
import 'virtual:theme.css'
import { LatchkeyProvider } from '@latchkey/client/react'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './app.tsx'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { Notices } from './components/notices.tsx'
import { latchkey } from './latchkey.ts'
import { theme } from './theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <LatchkeyProvider client={latchkey}>
        <BrowserRouter basename="/app">
          <ErrorBoundary>
            <App />
            <Notices />
          </ErrorBoundary>
        </BrowserRouter>
      </LatchkeyProvider>
    </MantineProvider>
  </StrictMode>,
)
