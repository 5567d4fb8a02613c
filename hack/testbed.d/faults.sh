# shellcheck shell=bash disable=SC2154
# What goes wrong with real hosts, done to a test host, and undone. Every fault may be repeated.

# Packets are lost without an answer, as when a cable is pulled.
partition() {
  ip -n "$(host_name "$1")" link set eth0 down
}

heal() {
  local namespace
  namespace=$(host_name "$1")
  end_delay "$1"
  ip -n "$namespace" link set eth0 up
  ip -n "$namespace" route replace default via "$(host_gateway "$1")"
  await 10 link_is_up "$(host_link "$1")"
  ip neighbour flush dev "$(host_link "$1")"
  ip -n "$namespace" neighbour flush dev eth0
}

link_is_up() {
  [[ $(cat "/sys/class/net/$1/operstate") == up ]]
}

# slow INDEX MILLISECONDS PERCENT: delay and loss each way, so a round trip takes twice the delay. The host's packets are
# queued to a small program, for not every kernel has netem.
slow() {
  end_delay "$1"
  enter_host "$1" /usr/bin/python3 - 77 "$2" "$3" /run/delay-packets.pid <"$repository/hack/testbed.d/delay-packets"
  change_queueing "$1" --append
}

end_delay() {
  change_queueing "$1" --delete 2>/dev/null || true
  # shellcheck disable=SC2016  # expanded in the host
  enter_host "$1" sh -c '
    [ -e /run/delay-packets.pid ] || exit 0
    kill "$(cat /run/delay-packets.pid)" 2>/dev/null
    rm -f /run/delay-packets.pid'
}

# change_queueing INDEX --append|--delete
change_queueing() {
  enter_host "$1" iptables --table mangle "$2" PREROUTING --in-interface eth0 --jump NFQUEUE --queue-num 77 --queue-bypass &&
    enter_host "$1" iptables --table mangle "$2" POSTROUTING --out-interface eth0 --jump NFQUEUE --queue-num 77 --queue-bypass
}

# The listener and every session; what the sessions started is left to itself, as when sshd crashes.
kill_sshd() {
  # shellcheck disable=SC2016  # expanded in the host
  enter_host "$1" sh -c '
    [ -e /run/sshd.pid ] || exit 0
    listener=$(cat /run/sshd.pid)
    kill -KILL $listener $(cat /proc/$listener/task/$listener/children) 2>/dev/null
    rm -f /run/sshd.pid'
}

start_sshd() {
  # shellcheck disable=SC2016  # expanded in the host
  enter_host "$1" sh -c '
    [ -e /run/sshd.pid ] && kill -0 "$(cat /run/sshd.pid)" 2>/dev/null && exit 0
    exec /usr/sbin/sshd -f /etc/ssh/sshd_config -E /run/testbed/sshd.log'
  await 10 sshd_listens "$1"
}

sshd_listens() {
  enter_host "$1" test -s /run/sshd.pid
}

# /tmp becomes as small as what it holds: full at once, and nothing in it is lost.
fill_disk() {
  # shellcheck disable=SC2016  # expanded in the host
  enter_host "$1" sh -c '
    used=$(df --output=used --block-size=4096 /tmp | tail -n 1)
    mount -o remount,size=$(((used + 1) * 4096)) /tmp
    head -c 1M /dev/zero >/tmp/.full 2>/dev/null
    true'
}

free_disk() {
  enter_host "$1" sh -c 'mount -o remount,size=2g /tmp && rm -f /tmp/.full'
}

# Every command of the engine waits for ever: of docker the daemon stops, of podman somebody keeps the lock of its storage.
hang_engine() {
  ! engine_hangs "$1" || return 0
  # shellcheck disable=SC2016  # expanded in the host
  case $(host_engine "$1") in
    docker) enter_host "$1" sh -c 'kill -STOP "$(cat /run/docker.pid)" && touch /run/hang-engine.pid' ;;
    podman)
      enter_host "$1" /usr/bin/python3 - /var/lib/containers/storage/storage.lock /run/hang-engine.pid \
        <"$repository/hack/testbed.d/hold-lock"
      ;;
  esac
}

resume_engine() {
  engine_hangs "$1" || return 0
  # shellcheck disable=SC2016  # expanded in the host
  case $(host_engine "$1") in
    docker) enter_host "$1" sh -c 'kill -CONT "$(cat /run/docker.pid)"' ;;
    podman) enter_host "$1" sh -c 'kill "$(cat /run/hang-engine.pid)"' ;;
  esac
  enter_host "$1" rm -f /run/hang-engine.pid
}

engine_hangs() {
  enter_host "$1" test -e /run/hang-engine.pid
}

install_host_key() {
  enter_host "$1" install -m 600 /run/testbed/host_key /etc/ssh/host_key
  kill_sshd "$1"
  start_sshd "$1"
}

# The host answers with another key than the one in known_hosts.
change_host_key() {
  local directory
  directory=$(host_dir "$1")
  [[ -e $directory/host_key.first ]] || cp "$directory/host_key" "$directory/host_key.first"
  rm -f "$directory/host_key" "$directory/host_key.pub"
  ssh-keygen -q -t ed25519 -N '' -C '' -f "$directory/host_key"
  install_host_key "$1"
}

restore_host_key() {
  local directory
  directory=$(host_dir "$1")
  [[ -e $directory/host_key.first ]] || return 0
  mv "$directory/host_key.first" "$directory/host_key"
  ssh-keygen -y -f "$directory/host_key" >"$directory/host_key.pub"
  install_host_key "$1"
}

# Prints the faults that a host has now, or nothing.
list_faults() {
  local index=$1 namespace
  namespace=$(host_name "$index")
  ip -n "$namespace" -o link show dev eth0 up | grep -q . || echo partitioned
  ! enter_host "$index" test -e /run/delay-packets.pid || echo slow
  sshd_listens "$index" || echo no-sshd
  ! enter_host "$index" test -e /tmp/.full || echo full-disk
  ! engine_hangs "$index" || echo hung-engine
  [[ ! -e $(host_dir "$index")/host_key.first ]] || echo changed-hostkey
}
