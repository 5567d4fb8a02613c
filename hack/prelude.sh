# shellcheck shell=bash
# What every script here begins with: strict mode and one way to speak. Messages go to standard error, results to standard output.
set -euo pipefail

# shellcheck disable=SC2034  # read by the scripts that source this file
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# The comment block at the top of the calling script is its manual.
usage() {
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
}

is_root() {
  [[ $(id -u) -eq 0 ]]
}

# Repeats a command until it succeeds or SECONDS have passed: await SECONDS COMMAND…
await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
