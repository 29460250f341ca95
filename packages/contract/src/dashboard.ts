import { z } from 'zod'
import { LIMITS } from './credentials.ts'

export const DashboardText = z.object({ text: z.string().max(LIMITS.textLength, `Use at most ${LIMITS.textLength} characters.`) })
export type DashboardText = z.infer<typeof DashboardText>

export const DashboardReply = z.object({ response: z.string() })
export type DashboardReply = z.infer<typeof DashboardReply>

export const HomeReply = z.object({ message: z.string() })
export type HomeReply = z.infer<typeof HomeReply>
