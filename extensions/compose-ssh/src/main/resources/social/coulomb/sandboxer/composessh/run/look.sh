# look PROJECT DIRECTORY INSTALLATION UID: what exists of a project, in sections. Changes nothing.
# `engine` runs the container engine.
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH

project_label=label=com.docker.compose.project=$1

# list NAME COMMAND...: a section whose status tells whether the list is whole.
list() {
    printf '\036%s\n' "$1"
    shift
    "$@" 2>&1
    printf '\037%s\n' "$?"
}

states() {
    ids=$(engine ps -aq --no-trunc --filter "$project_label") || return
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    engine inspect --type container --format '{{.Name}}|{{.State.Status}}|{{.State.ExitCode}}|{{index .Config.Labels "sandboxer.coulomb.social/installation"}}|{{index .Config.Labels "sandboxer.coulomb.social/sandbox-uid"}}|{{range $name, $network := .NetworkSettings.Networks}}{{$name}}={{$network.IPAddress}} {{end}}' $ids
}

directory_state() {
    if [ -e "$1" ] || [ -L "$1" ]; then
        echo present
    else
        [ ! -e "${1%/*}" ] || ls -d "${1%/*}" >/dev/null || return
        echo absent
    fi
}

# Not every engine lists pods, and only podman-compose makes them.
pods() {
    [ "$kind" != podman ] || engine pod ps -q --filter "name=^pod_$1\$"
}

list containers states
list networks engine network ls -q --filter "$project_label"
list volumes engine volume ls -q --filter "$project_label"
list pods pods "$1"
list images engine images -q "localhost/sandboxer/$1"
list directory directory_state "$2"
list marker sh -c '[ ! -f "$1/.sandboxer.json" ] || cat "$1/.sandboxer.json"' - "$2"
list plan sh -c '[ ! -f "$1/project.json" ] || cat "$1/project.json"' - "$2"
