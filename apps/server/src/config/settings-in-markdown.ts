import { MOUNT_SETTINGS } from './mount-settings.ts'
import { SERVICE_SETTINGS } from './service-settings.ts'
import type { Setting } from './setting.ts'
import { SIMPLE_JWT_SETTINGS } from './simple-jwt-settings.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

function standardOf({ standard, standardText }: Setting<unknown>): string {
  if (standardText !== undefined) return standardText
  if (typeof standard === 'boolean') return standard ? 'on' : 'off'
  return `\`${Array.isArray(standard) ? standard.join(',') : String(standard)}\``
}

const row = ([key, setting]: [string, Setting<unknown>]): string =>
  `| \`${setting.name}\` | \`${key}\` | ${cell(setting.about)} | ${cell(standardOf(setting))} |`

/** The README's table of settings, in Markdown: every name of the environment and of the config file, what it does and its default. */
export function settingsTable(): string {
  const settings = { ...SERVICE_SETTINGS, ...MOUNT_SETTINGS, ...SIMPLE_JWT_SETTINGS }
  return ['| environment | config file | meaning | default |', '| --- | --- | --- | --- |', ...Object.entries(settings).map(row)].join('\n')
}
