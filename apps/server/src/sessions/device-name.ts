import Bowser from 'bowser'

/** What a user agent says of itself, for people: `Firefox on Linux`. Blank when it says nothing that is known. */
export function deviceName(userAgent: string): string {
  if (userAgent === '') return ''
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return userAgent.split(/[\s/]/, 1)[0] ?? ''
  return os.name ? `${browser.name} on ${os.name}` : browser.name
}
