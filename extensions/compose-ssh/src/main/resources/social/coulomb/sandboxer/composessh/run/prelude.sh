# What every script about a project begins with. Generated before it: `engine`, which runs the container engine, and
# $kind, $rootless, $project, $directory, $installation, $uid.
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
umask 077
project_label=label=com.docker.compose.project=$project

# fail REASON SENTENCE [SAID]: the answer is a failure; the last lines of a long text are the telling ones. All of it, as
# far as somebody would read it, follows as the output of $step.
fail() {
    printf '\036failed\n%s\n%s\n' "$1" "$2"
    printf '%s\n' "${3:-}" | tail -n 20 | cut -c 1-400 | tr -d '\036\037'
    printf '\0370\n\036output\n%s\n' "${step:-prepare}"
    printf '%s\n' "${3:-$2}" | tail -c 65536 | tr -d '\036\037'
    printf '\0370\n'
    exit 0
}

# section NAME COMMAND...: what the command prints, and whether it succeeded, so that an unread list is not an empty one.
# What it complains of is told only if it fails: engines that succeed have their warnings too, and these are no things.
section() {
    printf '\036%s\n' "$1"
    shift
    { complaint=$("$@" 2>&1 >&3); } 3>&1
    status=$?
    [ "$status" = 0 ] || printf '%s\n' "$complaint"
    printf '\037%s\n' "$status"
}

# What needs root: as root, or by a sudo that asks nothing.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# with_logins COMMAND ARGUMENT...: an engine's command that may fetch images, with the sandbox's own logins if it has any.
with_logins() {
    if [ ! -e "$directory/registry/config.json" ]; then
        engine "$@"
    elif [ "$kind" = podman ]; then
        fetching=$1
        shift
        engine "$fetching" --authfile "$directory/registry/config.json" "$@"
    else
        engine --config "$directory/registry" "$@"
    fi
}

# remove_containers ID...: they are gone, with the volumes that have no name. Killed and not stopped: podman would wait.
# It also takes no container that another one needs, even where both are to go: the next time the other one is gone.
remove_containers() {
    if [ "$kind" = podman ]; then
        engine rm -f -v -t 0 "$@" || engine rm -f -v -t 0 --ignore "$@" || engine rm -f -v -t 0 --ignore "$@"
    else
        engine rm -f -v "$@"
    fi
}
