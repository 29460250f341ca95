import { HomeReply } from '../dashboard.ts'
import { protectedProcedure } from './trpc.ts'

export const home = protectedProcedure.output(HomeReply).query(({ ctx }) => ({ message: ctx.greetings.home() }))
