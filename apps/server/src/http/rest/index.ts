export { registerRest } from './register-rest.ts'
export { restServerOptions } from './server-options.ts'
