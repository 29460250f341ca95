/** Throws a `TypeError` for an address whose origin may not see the access token, so that it cannot leak by a wrong address. */
export function refuseOtherOrigin(origins: ReadonlySet<string>, address: string): void {
  const { origin } = new URL(address, typeof location === 'undefined' ? undefined : location.href)
  if (origins.has(origin)) return
  throw new TypeError(`The access token is not sent to ${origin}: name it in resourceOrigins of createLatchkeyClient.`)
}
