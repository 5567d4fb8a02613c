# Argument: the base directory. Reads only; needs no root. In all at most ten seconds.
# shellcheck shell=sh disable=SC2034
base=$1
limit=3

# existing PATH: the path itself, or what of it there is.
existing() {
    path=$1
    while [ ! -e "$path" ] && [ "$path" != / ]; do
        path=$(dirname "$path")
    done
    printf '%s\n' "$path"
}
place=$(existing "$base")

base_state() {
    if [ ! -e "$base" ] && [ ! -L "$base" ]; then
        echo ABSENT
    elif [ -L "$base" ] || [ ! -d "$base" ]; then
        echo UNSAFE
    else
        owner_and_mode=$(stat -c '%u %a' "$base") || return 1
        case $owner_and_mode in
        "$(id -u) "*[2367]? | "$(id -u) "*[2367]) echo UNSAFE ;;
        "$(id -u) "*) echo SAFE ;;
        *) echo UNSAFE ;;
        esac
    fi
}

cleaning_rules() {
    [ -d /run/systemd/system ] || return 0
    limited systemd-tmpfiles --cat-config | grep -E '^[a-zA-Z][!+=~^$-]*[[:space:]]+["/]' || :
}

# One line a directory: name, time of last change, marker.
directories() {
    [ -d "$base" ] || return 0
    cd -P "$base" || return 1
    [ -r . ] || return 1
    for directory in *; do
        case $directory in
        '*' | -* | *[!A-Za-z0-9._-]*) continue ;;
        esac
        if [ -d "$directory" ] && [ ! -L "$directory" ]; then
            marker=
            if [ -f "$directory/.sandboxer.json" ] && [ ! -L "$directory/.sandboxer.json" ]; then
                IFS= read -r marker <"$directory/.sandboxer.json" || :
            fi
            printf '%s\t%s\t%s\n' "$directory" "$(stat -c %Y "$directory")" "$marker"
        fi
    done
}

section time date +%s
section load cat /proc/loadavg
section cpus getconf _NPROCESSORS_ONLN
section memory grep -E '^(MemTotal|MemAvailable):' /proc/meminfo
section disk.root df -Pk /
section disk.base df -Pk "$place"
section inodes.root df -Pi /
section inodes.base df -Pi "$place"
section machine cat /etc/machine-id
section base.state base_state
section base.filesystem stat -f -c %T "$place"
section base.cleaning cleaning_rules
if [ -f "$base/.host" ] && [ ! -L "$base/.host" ]; then
    section base.identity cat "$base/.host"
fi
section directories directories

project=com.docker.compose.project
ours=sandboxer.coulomb.social
if command -v docker >/dev/null; then
    case $(limited docker --version 2>/dev/null) in
    *[Pp]odman*) ;;
    *)
        labels="{{json (.Label \"$project\")}},{{json (.Label \"$project.working_dir\")}}"
        for label in installation sandbox-uid sandbox-id incarnation profile; do
            labels="$labels,{{json (.Label \"$ours/$label\")}}"
        done
        section docker.containers limited docker ps -a --no-trunc --format "[$labels,{{json .State}},{{json .CreatedAt}}]"
        section docker.networks limited docker network ls --filter "label=$project" --format "[$labels]"
        section docker.volumes limited docker volume ls --filter "label=$project" --format "[$labels]"
        ;;
    esac
fi
if command -v podman >/dev/null; then
    section podman.containers limited podman ps -a --no-trunc --format json
    section podman.networks limited podman network ls --filter "label=$project" --format json
    section podman.volumes limited podman volume ls --filter "label=$project" --format json
fi
:
