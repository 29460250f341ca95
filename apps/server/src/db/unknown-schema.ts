/** What the database holds is not what we know. The message is for people. */
export class UnknownSchema extends Error {
  override readonly name = 'UnknownSchema'
}
