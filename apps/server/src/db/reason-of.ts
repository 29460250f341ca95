/** What a database said of a failure, where that was put into other words for the caller. */
export const reasonOf = (error: unknown): unknown => (error instanceof Error && error.cause !== undefined ? error.cause : error)
