#!/bin/sh
# Runs a command line (one argument) or a program with its arguments (`--` before them) with Node 24 and pnpm 12 on the PATH:
# those of the machine if they are new enough, else fetched by npx. `exec` all the way down, so that a signal to this process
# reaches the command itself.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:$PATH"
# From the second start on, Node neither strips types nor loads what does it: the same folder as in main.ts, but from the first file on.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$PWD/node_modules/.cache/latchkey}"

new_enough() {
  command -v pnpm >/dev/null 2>&1 || return 1
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 22 || (major === 22 && minor >= 18) ? 0 : 1)' || return 1
  major=$(pnpm --version 2>/dev/null | cut -d. -f1)
  [ "${major:-0}" -ge 12 ] 2>/dev/null
}

# One argument as a word that a shell reads back unchanged.
quoted() {
  printf "'%s' " "$(printf %s "$1" | sed "s/'/'\\\\''/g")"
}

line=$1
if [ "$1" = -- ]; then
  shift
  line='exec '
  for argument in "$@"; do line="$line$(quoted "$argument")"; done
fi

if new_enough; then
  exec sh -c "$line"
fi
exec npx --yes --package=node@24 --package=pnpm@12 --call "$line"
