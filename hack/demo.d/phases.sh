# shellcheck shell=bash
# Steps with titles and times.

phase_titles=()
phase_times=()
begun_all=${EPOCHREALTIME/[.,]/}

# phase TITLE COMMAND…
phase() {
  local title=$1 begun=${EPOCHREALTIME/[.,]/}
  shift
  printf '\n== %s\n' "$title"
  "$@"
  phase_titles+=("$title")
  phase_times+=("$((${EPOCHREALTIME/[.,]/} - begun))")
}

# show_phase TITLE MICROSECONDS
show_phase() {
  printf '%6d.%02d s  %s\n' "$(($2 / 1000000))" "$(($2 % 1000000 / 10000))" "$1"
}

show_phases() {
  local index
  printf '\n'
  for index in "${!phase_titles[@]}"; do
    show_phase "${phase_titles[index]}" "${phase_times[index]}"
  done
  show_phase 'in all' "$((${EPOCHREALTIME/[.,]/} - begun_all))"
}
