# shellcheck shell=bash disable=SC2154
# What a started host is given, and what is written down about it for those who use it.
#
# Set by hack/testbed: name (of the testbed), state (directory), image, public_image.

# A root file system with busybox and nothing else; tests need no image from any registry.
make_busybox_image() {
  local tree applet
  [[ ! -e $state/busybox.tar ]] || return 0
  tree=$(mktemp -d "$state/image.XXXXXX")
  mkdir -p "$tree"/{bin,etc,proc,root,sys,tmp,var}
  chmod 755 "$tree"
  chmod 1777 "$tree/tmp"
  cp "$(type -P busybox)" "$tree/bin/busybox"
  for applet in $("$tree/bin/busybox" --list); do
    [[ $applet == busybox ]] || ln -s busybox "$tree/bin/$applet"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$tree/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$tree/etc/group"
  tar --create --numeric-owner --owner=0 --group=0 --directory "$tree" --file "$state/busybox.tar.new" .
  mv "$state/busybox.tar.new" "$state/busybox.tar"
  rm -rf "$tree"
}

# Under a name of its own, and under the one that the canary asks for, so that nothing is pulled.
load_image() {
  local engine
  engine=$(host_engine "$1")
  host_ssh "$1" "$engine import --change 'CMD [\"/bin/sh\"]' - $image && $engine tag $image $public_image" \
    <"$state/busybox.tar" >/dev/null 2>&1 ||
    fail "the test image could not be loaded on $(host_name "$1")"
  [[ $engine != podman ]] || load_image_for_worker "$1"
}

# Containers of an ordinary user are a world of their own, with images of their own.
load_image_for_worker() {
  host_ssh "$1" -l worker "podman import --change 'CMD [\"/bin/sh\"]' - $image && podman tag $image $public_image" \
    <"$state/busybox.tar" >/dev/null 2>&1 ||
    fail "the test image could not be loaded for the user worker on $(host_name "$1")"
}

# Prints a JSON array of the compose commands that the host has.
describe_compose_commands() {
  host_ssh "$1" sh -s "$(host_engine "$1")" <<'SCRIPT'
separator=
describe() {
  version=$("$@" 2>/dev/null | sed -n 's/^\(podman-compose[a-z]* version:* *\)\{0,1\}\([0-9][0-9.]*\).*/\2/p' | head -n 1)
  [ -z "$version" ] || printf '%s{"argv": [%s], "version": "%s"}' "$separator" "$argv" "$version"
  separator=', '
}
printf '['
case $1 in
  podman)
    for command in podman-compose $(cd /usr/local/bin 2>/dev/null && ls); do
      argv=\"$command\" && describe "$command" --version
    done
    ;;
  docker)
    ! command -v docker-compose >/dev/null || { argv='"docker-compose"' && describe docker-compose version --short; }
    argv='"docker", "compose"' && describe docker compose version --short
    ;;
esac
printf ']'
SCRIPT
}

describe_host() {
  local index=$1 commands
  commands=$(describe_compose_commands "$index")
  cat >"$(host_dir "$index")/description.json" <<JSON
  {
    "name": "$(host_name "$index")",
    "address": "$(host_address "$index")",
    "port": 22,
    "user": "root",
    "users": ["root", "worker"],
    "keyFile": "$state/id_ed25519",
    "knownHostsFile": "$state/known_hosts",
    "hostKey": "$(cut -d ' ' -f 1,2 "$(host_dir "$index")/host_key.pub")",
    "sshConfigFile": "$state/ssh_config",
    "engine": "$(host_engine "$index")",
    "composeCommands": $commands,
    "image": "$image",
    "gateway": "$(host_gateway "$index")",
    "netns": "$(host_name "$index")"
  }
JSON
}

furnish_host() {
  await_host "$1"
  load_image "$1"
  describe_host "$1"
}

write_ssh_files() {
  local index
  : >"$state/known_hosts.new"
  : >"$state/ssh_config.new"
  for index in $(list_hosts); do
    printf '%s %s\n' "$(host_address "$index")" "$(cut -d ' ' -f 1,2 "$(host_dir "$index")/host_key.pub")" >>"$state/known_hosts.new"
    cat >>"$state/ssh_config.new" <<CONF
Host $(host_name "$index") $(host_address "$index")
  HostName $(host_address "$index")
  User root
  IdentityFile $state/id_ed25519
  IdentitiesOnly yes
  UserKnownHostsFile $state/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 5
CONF
  done
  mv "$state/known_hosts.new" "$state/known_hosts"
  mv "$state/ssh_config.new" "$state/ssh_config"
}

write_hosts_json() {
  local index separator=
  {
    printf '{\n"testbed": "%s",\n"state": "%s",\n"hosts": [\n' "$name" "$state"
    for index in $(list_hosts); do
      printf '%s' "$separator"
      cat "$(host_dir "$index")/description.json"
      separator=,
    done
    printf ']\n}\n'
  } >"$state/hosts.json.new"
  mv "$state/hosts.json.new" "$state/hosts.json"
}
