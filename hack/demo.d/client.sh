# shellcheck shell=bash disable=SC2154
# How the demo speaks to the API: with kubectl, or with the program's own commands where there is no recent one.
#
# Set by hack/demo: client, host_name, sandbox. Set by place.sh: login.

oldest_kubectl=28
patience=120s

choose_client() {
  [[ -z $client ]] || return 0
  client=sandboxer
  if type -P kubectl >/dev/null && (($(kubectl_version) >= oldest_kubectl)); then
    client=kubectl
  else
    say "no kubectl from 1.$oldest_kubectl on here: using our own commands"
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

sandboxer() {
  printf '$ hack/sandboxer %s\n' "$*"
  "$repository/hack/sandboxer" "$@"
}

# Hosts are always declared by our own command: it is the one that pins the key.
declare_host() {
  sandboxer hosts add "$host_name" "${login[@]}"
}

# Returns when the canary of manifests/samples/ is Ready, or never will be.
establish() {
  case $client in
    kubectl)
      show_command kubectl apply -f "$repository/manifests/samples/"
      watch_until_settled
      ;;
    sandboxer) sandboxer create "$sandbox" --actor adm --project sandboxer --timeout "$patience" ;;
  esac
}

# Shows what a user sees who watches.
watch_until_settled() {
  local watcher
  printf '$ kubectl get sandbox %s --watch\n' "$sandbox"
  kubectl get sandbox "$sandbox" --watch &
  watcher=$!
  await "${patience%s}" has_settled || say "the canary has not become Ready in $patience"
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  kubectl wait "sandbox/$sandbox" --for=condition=Ready --timeout=1s >/dev/null || {
    kubectl describe sandbox "$sandbox" >&2
    fail 'the canary is not Ready; its description is above'
  }
}

has_settled() {
  [[ $(kubectl get sandbox "$sandbox" --output 'jsonpath={.status.state}') =~ ^(Ready|Failed)$ ]]
}

show_sandbox() {
  case $client in
    kubectl)
      kubectl get sandbox "$sandbox" --output wide
      kubectl get sandbox "$sandbox" --output 'jsonpath={.status.telemetry}{"\n"}'
      ;;
    sandboxer) sandboxer get "$sandbox" --output yaml | awk '/^  [a-z]/ { inside = /^  telemetry:/ } /^\$/ || inside' ;;
  esac
}

# Return when there is no such object any more.
destroy() {
  case $client in
    kubectl) show_command kubectl delete --ignore-not-found --timeout="$patience" -f "$repository/manifests/samples/" ;;
    sandboxer) sandboxer destroy "$sandbox" --timeout "$patience" ;;
  esac
}

release_host() {
  case $client in
    kubectl) show_command kubectl delete --ignore-not-found hostprobe "$host_name" --timeout="$patience" ;;
    sandboxer) sandboxer hosts remove "$host_name" ;;
  esac
}
