# shellcheck shell=bash disable=SC2154
# The life of one test host: made, entered, removed. A host is known by its index 1, 2, …; what was made for it is
# recorded in its directory before or as it is made, so that it can be removed by id after any crash.
#
# Set by hack/testbed: name (of the testbed), state, storage and tools (directories).

host_dir() { printf '%s/hosts/%s' "$state" "$1"; }
host_name() { printf '%s-%s' "$name" "$1"; }
host_engine() { cat "$(host_dir "$1")/engine"; }
host_network() { cat "$(host_dir "$1")/network"; }
host_address() { printf '%s.%s.2' "$address_prefix" "$(host_network "$1")"; }
host_gateway() { printf '%s.%s.1' "$address_prefix" "$(host_network "$1")"; }
host_link() { printf 'sbt%s' "$(host_network "$1")"; }

address_prefix=${SANDBOXER_TESTBED_NETWORK:-10.77}

list_hosts() {
  local directory
  for directory in "$state"/hosts/*/; do
    [[ ! -e $directory/engine ]] || basename "$directory"
  done | sort -n
}

# A process id alone may be another's by now; with its start time it is the one that was recorded.
start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086  # split into fields; the second, in parentheses, may hold spaces and is cut off
  set -- ${stat##*) }
  [[ $1 != Z ]] || return 1
  printf '%s' "${20}"
}

is_running() {
  local process started
  read -r process started 2>/dev/null <"$(host_dir "$1")/process" || return 1
  [[ $(start_time "$process") == "$started" ]]
}

# The host's first process, as seen from here.
first_process() {
  local process
  read -r process _ <"$(host_dir "$1")/process"
  tr -d ' ' <"/proc/$process/task/$process/children"
}

# --- making ---

# Takes the first free network: making the link fails where another testbed has it, whatever else runs at the same time.
claim_network() {
  local index=$1 number
  for ((number = 1; number < 255; number++)); do
    printf '%s\n' "$number" >"$(host_dir "$index")/network"
    if ip link add "sbt$number" type veth peer name eth0 netns "$(host_name "$index")" 2>/dev/null; then
      return 0
    fi
  done
  rm -f "$(host_dir "$index")/network"
  fail "no free network in $address_prefix.0.0/16"
}

make_network() {
  local index=$1 namespace
  namespace=$(host_name "$index")
  ip netns add "$namespace"
  claim_network "$index"
  ip address add "$(host_gateway "$index")/24" dev "$(host_link "$index")"
  ip link set "$(host_link "$index")" up
  ip -n "$namespace" link set lo up
  ip -n "$namespace" address add "$(host_address "$index")/24" dev eth0
  ip -n "$namespace" link set eth0 up
  ip -n "$namespace" route add default via "$(host_gateway "$index")"
}

make_cgroups() {
  local index=$1 controllers path parent group
  : >"$(host_dir "$index")/cgroups"
  while IFS=: read -r _ controllers path; do
    case $controllers in
      '') parent=/sys/fs/cgroup && [[ -e $parent/cgroup.controllers ]] || parent=/sys/fs/cgroup/unified ;;
      *) parent=/sys/fs/cgroup/${controllers#name=}${path%/} ;;
    esac
    [[ -d $parent ]] || continue
    group=$parent/sandboxer-testbed.$(host_name "$index")
    printf '%s\n' "$group" >>"$(host_dir "$index")/cgroups"
    mkdir -p "$group"
    inherit_cpuset "$parent" "$group"
  done </proc/self/cgroup
}

# A version 1 cpuset accepts no process before it is told its processors and memory.
inherit_cpuset() {
  local file
  for file in cpuset.cpus cpuset.mems; do
    [[ ! -e $2/$file || -e $2/cgroup.controllers ]] || cat "$1/$file" >"$2/$file"
  done
}

join_cgroups() {
  local group
  while read -r group; do
    [[ ! -d $group/init ]] || group=$group/init
    echo "$BASHPID" >"$group/cgroup.procs"
  done <"$(host_dir "$1")/cgroups"
}

make_identity() {
  local directory=$1
  mkdir -p "$directory/root"
  tr -d - </proc/sys/kernel/random/uuid >"$directory/machine-id"
  ssh-keygen -q -t ed25519 -N '' -C '' -f "$directory/host_key"
  cp "$state/id_ed25519.pub" "$directory/authorized_keys"
  cat >"$directory/sshd_config" <<'CONF'
Port 22
AddressFamily inet
HostKey /etc/ssh/host_key
PidFile /run/sshd.pid
AuthorizedKeysFile /etc/ssh/authorized_keys/%u
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PrintMotd no
MaxStartups 100:30:200
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
Subsystem sftp internal-sftp
CONF
}

start_first_process() {
  local index=$1 directory process
  directory=$(host_dir "$index")
  (
    join_cgroups "$index"
    exec setsid nsenter --net="/run/netns/$(host_name "$index")" \
      unshare --mount --uts --ipc --pid --cgroup --fork --kill-child \
      "$repository/hack/testbed.d/host-init" "$(host_name "$index")" "$(host_engine "$index")" \
      "$(host_gateway "$index")" "$directory" "$storage/$index" "$tools"
  ) </dev/null >"$directory/host.log" 2>&1 9>&- &
  process=$!
  disown "$process"
  printf '%s %s\n' "$process" "$(start_time "$process")" >"$directory/process"
  leave_cgroup_root "$index" "$process"
}

# In a unified tree a group with processes of its own cannot have groups with limits below it. The host moves itself into
# a leaf; its parent, which it cannot see, is moved here once it has entered its namespaces.
leave_cgroup_root() {
  local group
  group=/sys/fs/cgroup/sandboxer-testbed.$(host_name "$1")
  [[ -e $group/cgroup.controllers ]] || return 0
  await 10 has_first_process "$1" || return 0
  mkdir -p "$group/init"
  echo "$2" >"$group/init/cgroup.procs"
}

has_first_process() {
  [[ -n $(first_process "$1" 2>/dev/null) ]]
}

# create_host INDEX ENGINE: returns while the host is still starting.
create_host() {
  local index=$1 engine=$2 directory
  directory=$(host_dir "$index")
  mkdir -p "$directory"
  printf '%s\n' "$engine" >"$directory/engine"
  make_identity "$directory"
  make_network "$index"
  make_cgroups "$index"
  start_first_process "$index"
}

# --- entering ---

host_ssh() {
  local index=$1
  shift
  ssh -F "$state/ssh_config" "$(host_name "$index")" "$@"
}

# enter_host INDEX COMMAND…: runs in the host without its sshd, for faults.
enter_host() (
  index=$1
  shift
  join_cgroups "$index"
  exec nsenter --target "$(first_process "$index")" --all -- "$@" 9>&-
)

answers() {
  is_running "$1" || return 0
  host_ssh "$1" true 2>/dev/null
}

engine_answers() {
  host_ssh "$1" "$(host_engine "$1") info" >/dev/null 2>&1
}

await_host() {
  local index=$1
  if ! await 30 answers "$index" || ! is_running "$index"; then
    cat "$(host_dir "$index")/host.log" >&2
    fail "$(host_name "$index") did not start; its log is above"
  fi
  await 30 engine_answers "$index" || fail "$(host_engine "$index") does not answer on $(host_name "$index")"
}

# --- removing ---

list_cgroups() {
  find /sys/fs/cgroup -type d -name "sandboxer-testbed.$(host_name "$1")" 2>/dev/null
}

# The first process takes all others with it. If its record is lost, they are still known by the host's cgroups.
end_processes() {
  local index=$1 process
  if is_running "$index"; then
    read -r process _ <"$(host_dir "$index")/process"
    kill -KILL "$process" 2>/dev/null || true
  fi
  await 10 has_no_processes "$index" || fail "processes of $(host_name "$index") are still there"
}

has_no_processes() {
  local group process left=0
  for group in $(list_cgroups "$1"); do
    while read -r process; do
      left=1
      kill -KILL "$process" 2>/dev/null || true
    done < <(find "$group" -name cgroup.procs -exec cat {} + 2>/dev/null)
  done
  ((left == 0))
}

remove_cgroups() {
  local group left=0
  for group in $(list_cgroups "$1"); do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || left=1
  done
  ((left == 0))
}

# The kernel removes the link together with the network, but later; until then the recorded one may only be another's
# if the host never got it.
remove_link() {
  local link
  [[ -e $(host_dir "$1")/network ]] || return 0
  link=$(host_link "$1")
  if ip -o link show dev "$link" 2>/dev/null | grep -q "link-netns $(host_name "$1")\( \|$\)"; then
    ip link delete "$link" 2>/dev/null || true
  fi
}

# Removes whatever there is of a host. Repeatable; of an unrecorded host too.
remove_host() {
  local index=$1
  end_processes "$index"
  await 5 remove_cgroups "$index" || say "some cgroups of $(host_name "$index") could not be removed"
  remove_link "$index"
  if [[ -e /run/netns/$(host_name "$index") ]]; then
    ip netns delete "$(host_name "$index")"
  fi
  rm -rf --one-file-system "${storage:?}/$index" "$(host_dir "$index")"
}
