import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { SignedInOnly } from './components/signed-in-only.tsx'
import { SignedOutOnly } from './components/signed-out-only.tsx'
import { Splash } from './components/splash.tsx'
import { NotFound } from './routes/not-found.tsx'
import { SignIn } from './routes/sign-in.tsx'

const Register = lazy(() => import('./routes/register.tsx'))
const Dashboard = lazy(() => import('./routes/dashboard.tsx'))
const Profile = lazy(() => import('./routes/profile.tsx'))
const Password = lazy(() => import('./routes/password.tsx'))
const Sessions = lazy(() => import('./routes/sessions.tsx'))

/** Every page and its address, below `/app`. */
export function App() {
  return (
    <Suspense fallback={<Splash />}>
      <Routes>
        <Route element={<SignedOutOnly />}>
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/register" element={<Register />} />
        </Route>
        <Route element={<SignedInOnly />}>
          <Route path="/" element={<Dashboard />} />
          <Route path="/profile" element={<Profile />} />
          <Route path="/password" element={<Password />} />
          <Route path="/sessions" element={<Sessions />} />
        </Route>
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  )
}
