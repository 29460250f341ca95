import { AuditList, AuditPage } from '../../audit.ts'
import { adminProcedure, router } from '../trpc.ts'

export const audit = router({
  list: adminProcedure
    .input(AuditPage)
    .output(AuditList)
    .query(({ ctx, input }) => ctx.admin.audit.list(input)),
})
