
owner='{{index .Labels "sandboxer.coulomb.social/installation"}}|{{index .Labels "sandboxer.coulomb.social/sandbox-uid"}}'

# SERVICE|STATUS|EXIT CODE|INSTALLATION|UID|NAME|NETWORK=ADDRESS ...|MEMORY|NANOCPUS|PIDS|RESTARTS|PROCESS|
# PORT=PUBLISHED ..., in one line
container_format='{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.ExitCode}}|{{index .Config.Labels "sandboxer.coulomb.social/installation"}}|{{index .Config.Labels "sandboxer.coulomb.social/sandbox-uid"}}|{{.Name}}|{{range $name, $network := .NetworkSettings.Networks}}{{$name}}={{$network.IPAddress}} {{end}}|{{.HostConfig.Memory}}|{{.HostConfig.NanoCpus}}|{{.HostConfig.PidsLimit}}|{{.RestartCount}}|{{.State.Pid}}|{{range $port, $bindings := .NetworkSettings.Ports}}{{range $bindings}}{{$port}}={{.HostPort}} {{end}}{{end}}'

# The same of a container that podman has begun to remove.
going_format='{{index .Labels "com.docker.compose.service"}}|{{.State}}|0|{{index .Labels "sandboxer.coulomb.social/installation"}}|{{index .Labels "sandboxer.coulomb.social/sandbox-uid"}}|{{.Names}}||0|0|0|0|0|'

containers() {
    all_of list_containers describe_containers
}

list_containers() {
    engine ps -aq --no-trunc --filter "$project_label"
}

describe_containers() {
    if told=$(inspect_containers "$@"); then
        printf '%s\n' "$told"
        return
    fi
    [ "$kind" = podman ] || return 1
    for each in "$@"; do
        told=$(inspect_containers "$each" 2>/dev/null) || told=$(going "$each") || return
        printf '%s\n' "$told"
    done
}

inspect_containers() {
    engine inspect --type container --format "$container_format" "$@"
}

# going ID: a container that podman has begun to remove. It cannot be inspected any more, and stays like that when podman
# was killed over it.
going() {
    [ "$kind" = podman ] || return 1
    known=$(engine ps -a --no-trunc --filter "id=$1" --format "$going_format") || return
    case $known in
    *'|Removing|'* | *'|removing|'*) printf '%s\n' "$known" ;;
    *) return 1 ;;
    esac
}

# owned KIND: NAME|INSTALLATION|UID of each network or volume.
owned() {
    thing=$1
    all_of list_things describe_things
}

list_things() {
    engine "$thing" ls -q --filter "$project_label"
}

describe_things() {
    engine "$thing" inspect --format "{{.Name}}|$owner" "$@"
}

# all_of LIST DESCRIBE: what the one says of everything that the other names; anew when some of it went in between.
all_of() {
    for pause in 0.2 0.4 0; do
        names=$("$1") || return
        [ -n "$names" ] || return 0
        # shellcheck disable=SC2086 # one name a word
        if described=$("$2" $names); then
            break
        fi
        [ "$pause" != 0 ] || return 1
        sleep "$pause"
    done
    printf '%s\n' "$described"
}

# Only podman has pods, and only podman-compose makes them.
pods() {
    [ "$kind" != podman ] || engine pod ps -q --filter "name=^pod_$project\$"
}

directory_state() {
    if said=$(ls -d "$directory" 2>&1); then
        echo present
        return
    fi
    case $said in
    *': No such file or directory') echo absent ;;
    *)
        printf '%s\n' "$said" >&2
        return 1
        ;;
    esac
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
    printf '%s\n' "$rules" | tr -d '"' | grep -- "--comment $project -" | grep -c -- '-j REJECT' || :
}

# halves: what a podman that was killed has left of containers it was about to make. It knows them by name only.
halves() {
    [ "$kind" = podman ] && [ -n "$(interrupted)" ] || return 0
    every=$(engine ps -a --external --format '{{.Names}}|{{.Command}}') || return
    whole=$(engine ps -a --format '{{.Names}}') || return
    printf '%s\n' "$every" | sed -n "s/^\(${project}[-_][^|]*\)|storage\$/\1/p" | while read -r half; do
        printf '%s\n' "$whole" | grep -qxF -- "$half" || printf '%s\n' "$half"
    done
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
