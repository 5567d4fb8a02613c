# shellcheck shell=bash disable=SC2154
# The host that the demo uses: a test host made for it, or the user's own.
#
# Set by hack/demo: scratch, destination (empty for a test host), key_file.

testbed_name=demo-$$
ssh_options=()
login=()
base_dir=/tmp/sandboxer

install_missing() {
  local groups=(demo)
  if [[ -z $destination ]]; then
    is_root || fail 'a test host needs root; without root name a host of your own: hack/demo --host user@address'
    groups+=(testbed)
  fi
  "$repository/hack/install-packages" "${groups[@]}"
}

prepare_host() {
  if [[ -z $destination ]]; then
    make_test_host
  else
    find_own_host
  fi
  ssh_options+=(-o ControlMaster=auto -o "ControlPath=$scratch/ssh" -o ControlPersist=60)
  on_host true </dev/null || fail "ssh $destination does not work"
  [[ -n $(first_engine) ]] || fail "$destination has neither docker nor podman"
}

make_test_host() {
  "$repository/hack/testbed" up 1 --own-tools --name "$testbed_name" --state "$scratch/testbed" >/dev/null
  destination=$testbed_name-1
  ssh_options=(-F "$scratch/testbed/ssh_config")
  login=(--address "$(testbed_field address)" --user "$(testbed_field user)" --key-file "$(testbed_field keyFile)"
    --host-key "$(testbed_field hostKey)")
  printf 'A test host at %s with %s\n' "$(testbed_field address)" "$(testbed_field engine)"
}

testbed_field() {
  sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$scratch/testbed/hosts.json" | head -n 1
}

# A base directory of the demo's own, for the host may serve another sandboxer.
find_own_host() {
  local host_key
  base_dir=/tmp/sandboxer-demo
  host_key=$(find_host_key)
  ssh_options=(-o BatchMode=yes -o ConnectTimeout=10)
  [[ -z $key_file ]] || ssh_options+=(-i "$key_file" -o IdentitiesOnly=yes)
  login=(--base-dir "$base_dir" --host-key "$host_key")
  if [[ -n $key_file ]]; then
    login+=(--address "$(ssh_setting hostname)" --port "$(ssh_setting port)" --user "$(ssh_setting user)"
      --key-file "$(realpath "$key_file")")
  else
    login+=(--transport openssh --address "${destination##*@}" --user "$(ssh_setting user)")
  fi
}

# What ssh makes of the destination with the user's configuration.
ssh_setting() {
  ssh -T -G "$destination" | awk -v name="$1" '$1 == name { print $2; exit }'
}

# The key that the user's known_hosts has for the host; nothing is trusted that is not there.
find_host_key() {
  local name port found
  name=$(ssh_setting hostname) port=$(ssh_setting port)
  [[ $port == 22 ]] || name="[$name]:$port"
  found=$(ssh-keygen -F "$name" | awk '!/^#/ && $1 !~ /^@/ { print $2, $3; exit }')
  [[ -n $found ]] || fail "the key of $name is not in your known_hosts: run ssh $destination once and compare its fingerprint"
  printf '%s' "$found"
}

# The remote command is meant to be put together here.
on_host() {
  # shellcheck disable=SC2029
  ssh "${ssh_options[@]}" "$destination" "$@"
}

# --- looking at it, without sandboxer ---

# Runs there: podman may call itself docker, and must not be counted twice.
list_engines() {
  for engine in podman docker; do
    case $(command -v "$engine" >/dev/null && "$engine" --version 2>/dev/null) in
      podman*) [ "$engine" != podman ] || echo podman ;;
      Docker*) echo docker ;;
    esac
  done
}

count_there() {
  for engine in $(list_engines); do
    "$engine" ps --quiet
  done | wc -l
}

# Runs there: list_there BASE-DIRECTORY [LABEL]
list_there() {
  directory=$1
  set -- ${2:+--filter "label=$2"}
  for engine in $(list_engines); do
    "$engine" ps --all "$@" --format '{{.Names}}' | sed "s/^/container /"
    "$engine" network ls "$@" --format '{{.Name}}' | grep -vxE 'podman|bridge|host|none' | sed "s/^/network /"
    "$engine" volume ls "$@" --format '{{.Name}}' | sed "s/^/volume /"
  done
  [ ! -e "$directory" ] || find "$directory" -mindepth 1 | sed "s/^/file /"
}

first_engine() {
  on_host "$(declare -f list_engines); list_engines | head -n 1" </dev/null
}

count_running() {
  on_host "$(declare -f list_engines count_there); count_there" </dev/null
}

# A test host is ours whole; on another only what is labelled as this demo's may be looked at.
list_remains() {
  local label=
  [[ -d $scratch/testbed ]] || label=sandboxer.coulomb.social/installation=$(cat "$state/installation-id")
  on_host "$(declare -f list_engines list_there); list_there $base_dir $label" </dev/null
}

show_containers() {
  local engine
  engine=$(first_engine)
  printf '$ ssh %s %s ps\n' "$destination" "$engine"
  on_host "$engine ps" </dev/null
}

leave_host() {
  [[ $base_dir == /tmp/sandboxer ]] || on_host "rmdir $base_dir 2>/dev/null; true" </dev/null || true
  [[ ! -e $scratch/ssh ]] || ssh "${ssh_options[@]}" -O exit "$destination" 2>/dev/null || true
  [[ ! -d $scratch/testbed ]] || "$repository/hack/testbed" down --name "$testbed_name" --state "$scratch/testbed" || true
}
