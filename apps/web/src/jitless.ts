// Zod's `config({ jitless: true })`, but without Zod, which only comes with the first form that is filled in. Otherwise it would try
// `new Function`, which the pages' content security policy reports.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
