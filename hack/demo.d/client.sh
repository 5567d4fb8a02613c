# shellcheck shell=bash disable=SC2154
# How the demo speaks to the API: with kubectl, or with the program's own commands where there is no recent one.
#
# Set by hack/demo: client, state, host_name, sandbox.

oldest_kubectl=28

choose_client() {
  [[ -z $client ]] || return 0
  client=sandboxer
  if type -P kubectl >/dev/null && (($(kubectl_version) >= oldest_kubectl)); then
    client=kubectl
  fi
}

kubectl_version() {
  local minor
  minor=$(kubectl version --client --output json 2>/dev/null | sed -n 's/.*"minor": *"\([0-9]*\).*/\1/p' | head -n 1)
  printf '%s' "${minor:-0}"
}

show_command() {
  printf '$ %s\n' "$*"
  "$@"
}

# Every host is declared by our own command: it is the one that pins the key.
declare_host() {
  printf '$ hack/sandboxer hosts add %s …\n' "$host_name"
  "$repository/hack/sandboxer" hosts add "$host_name" "${login[@]}"
}

apply_samples() {
  case $client in
    kubectl) show_command kubectl apply -f "$repository/manifests/samples/" ;;
    sandboxer) show_command "$repository/hack/sandboxer" create "$sandbox" ;;
  esac
}

delete_samples() {
  case $client in
    kubectl) show_command kubectl delete --wait=false -f "$repository/manifests/samples/" ;;
    sandboxer) show_command "$repository/hack/sandboxer" destroy "$sandbox" ;;
  esac
}

# Prints what is said of the sandbox as it changes, until it is ended.
show_life() {
  case $client in
    kubectl) exec kubectl get sandbox "$1" --watch ;;
    sandboxer) exec "$repository/hack/sandboxer" get "$1" --watch ;;
  esac
}

state_of() {
  case $client in
    kubectl) kubectl get sandbox "$1" --output 'jsonpath={.status.state}' --ignore-not-found ;;
    sandboxer) "$repository/hack/sandboxer" get "$1" --output json | sed -n 's/^  *"state" *: *"\([A-Za-z]*\)".*/\1/p' ;;
  esac
}

# is_declared KIND NAME
is_declared() {
  [[ -n $(kubectl get "$1" "$2" --output name --ignore-not-found) ]]
}

describe() {
  kubectl describe sandbox "$1"
}

show_status() {
  kubectl get sandbox "$1" --output wide
  kubectl get sandbox "$1" --output 'jsonpath={.status.telemetry}{"\n"}'
}

delete_host() {
  show_command kubectl delete hostprobe "$host_name" --wait=false
}
