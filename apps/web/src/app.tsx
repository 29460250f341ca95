import { Route, Routes } from 'react-router'
import { loadable } from './components/loadable.tsx'
import { SignedInOnly } from './components/signed-in-only.tsx'
import { SignedOutOnly } from './components/signed-out-only.tsx'
import { NotFound } from './routes/not-found.tsx'
import { SignIn } from './routes/sign-in.tsx'

const Register = loadable(() => import('./routes/register.tsx'))
const ForgotPassword = loadable(() => import('./routes/forgot-password.tsx'))
const ResetPassword = loadable(() => import('./routes/reset-password.tsx'))
const VerifyEmail = loadable(() => import('./routes/verify-email.tsx'))
const Dashboard = loadable(() => import('./routes/dashboard.tsx'))
const Profile = loadable(() => import('./routes/profile.tsx'))
const Password = loadable(() => import('./routes/password.tsx'))
const Sessions = loadable(() => import('./routes/sessions.tsx'))
const AdminLayout = loadable(() => import('./components/admin/admin-layout.tsx'))
const Statistics = loadable(() => import('./routes/admin/statistics.tsx'))
const Users = loadable(() => import('./routes/admin/users.tsx'))
const NewUser = loadable(() => import('./routes/admin/new-user.tsx'))
const User = loadable(() => import('./routes/admin/user.tsx'))
const AuditLog = loadable(() => import('./routes/admin/audit-log.tsx'))

/** Every page and its address, below `/app`. */
export function App() {
  return (
    <Routes>
      <Route element={<SignedOutOnly />}>
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/register" element={<Register />} />
      </Route>
      <Route path="/forgot-password" element={<ForgotPassword />} />
      <Route path="/reset-password" element={<ResetPassword />} />
      <Route path="/verify-email" element={<VerifyEmail />} />
      <Route element={<SignedInOnly />}>
        <Route path="/" element={<Dashboard />} />
        <Route path="/profile" element={<Profile />} />
        <Route path="/password" element={<Password />} />
        <Route path="/sessions" element={<Sessions />} />
        <Route path="/admin" element={<AdminLayout />}>
          <Route index element={<Statistics />} />
          <Route path="users" element={<Users />} />
          <Route path="users/new" element={<NewUser />} />
          <Route path="users/:id" element={<User />} />
          <Route path="audit" element={<AuditLog />} />
        </Route>
      </Route>
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}
