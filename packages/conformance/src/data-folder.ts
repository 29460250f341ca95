import { fileURLToPath } from 'node:url'

/** Absolute path of a file of the kit's recorded data, for instance `fixtures.json` or `vectors/jwt.json`. */
export function dataPath(name: string): string {
  return fileURLToPath(new URL(`../data/${name}`, import.meta.url))
}
