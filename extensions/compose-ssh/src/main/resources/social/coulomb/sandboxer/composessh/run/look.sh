
owner='{{index .Labels "sandboxer.coulomb.social/installation"}}|{{index .Labels "sandboxer.coulomb.social/sandbox-uid"}}'

# SERVICE|STATUS|EXIT CODE|INSTALLATION|UID|NAME|NETWORK=ADDRESS ...|MEMORY|NANOCPUS|PIDS|RESTARTS|PROCESS
container_format='{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.ExitCode}}|{{index .Config.Labels "sandboxer.coulomb.social/installation"}}|{{index .Config.Labels "sandboxer.coulomb.social/sandbox-uid"}}|{{.Name}}|{{range $name, $network := .NetworkSettings.Networks}}{{$name}}={{$network.IPAddress}} {{end}}|{{.HostConfig.Memory}}|{{.HostConfig.NanoCpus}}|{{.HostConfig.PidsLimit}}|{{.RestartCount}}|{{.State.Pid}}'

containers() {
    ids=$(engine ps -aq --no-trunc --filter "$project_label") || return
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    engine inspect --type container --format "$container_format" $ids
}

# owned KIND: NAME|INSTALLATION|UID of each network or volume.
owned() {
    names=$(engine "$1" ls -q --filter "$project_label") || return
    [ -n "$names" ] || return 0
    # shellcheck disable=SC2086 # one name a word
    engine "$1" inspect --format "{{.Name}}|$owner" $names
}

# Only podman has pods, and only podman-compose makes them.
pods() {
    [ "$kind" != podman ] || engine pod ps -q --filter "name=^pod_$project\$"
}

directory_state() {
    if [ -e "$directory" ] || [ -L "$directory" ]; then
        echo present
    else
        [ ! -e "${directory%/*}" ] || ls -d "${directory%/*}/." >/dev/null || return
        echo absent
    fi
}

# print_own NAME: a file in the sandbox's directory, if both are what they must be.
print_own() {
    [ -O "$directory" ] && [ ! -L "$directory" ] && [ -f "$directory/$1" ] && [ ! -L "$directory/$1" ] || return 0
    cat "$directory/$1"
}

interrupted() {
    [ ! -e "$directory/up.group" ] || echo yes
}

# gates: how many rules of the firewall close the project's networks; nothing where that cannot be read.
gates() {
    rules=$(as_root iptables -w -S 2>/dev/null) || return 0
    printf '%s\n' "$rules" | tr -d '"' | grep -- "--comment $project " | grep -c -- '-j REJECT' || :
}

# halves: what a podman that was killed has left of containers it was about to make. It knows them by name only.
halves() {
    [ "$kind" = podman ] && [ -n "$(interrupted)" ] || return 0
    engine ps -a --external --format '{{.Names}}|{{.Command}}' | sed -n "s/^\($project[-_][^|]*\)|storage\$/\1/p"
}

look() {
    section containers containers
    section halves halves
    section networks owned network
    section volumes owned volume
    section pods pods
    section images engine images -q "localhost/sandboxer/$project"
    section directory directory_state
    section marker print_own .sandboxer.json
    section plan print_own project.json
    section gates gates
    section interrupted interrupted
}
