
# end_up: ends what may still be bringing the project up, so that nothing is made behind our back, and waits for what
# clears up behind it.
end_up() {
    [ -f "$directory/up.group" ] && read -r session <"$directory/up.group" && [ "$session" -gt 1 ] 2>/dev/null || return 0
    # As the kernel calls it, without links on the way.
    place=$(cd -P "$directory" && pwd -P) || return 0
    tries=50
    while [ "$tries" -gt 0 ]; do
        at_work=
        ours=
        for process in /proc/[0-9]*; do
            # The number may have been given to others since, so that the place counts too.
            [ "$(readlink "$process/cwd" 2>/dev/null)" = "$place" ] || continue
            # What podman leaves beside a container that runs ends with the container.
            case $(readlink "$process/exe" 2>/dev/null) in
            */conmon | */slirp4netns | */pasta* | */rootlessport | */catatonit | */aardvark-dns) continue ;;
            esac
            at_work=1
            read -r _ _ _ _ _ its_session _ <"$process/stat" 2>/dev/null || continue
            [ "$its_session" != "$session" ] || ours="$ours ${process#/proc/}"
        done
        [ -n "$at_work" ] || return 0
        # An engine that is asked to end finishes what it would leave half made; one that is killed does not.
        signal=TERM
        [ "$tries" -gt 30 ] || signal=KILL
        # shellcheck disable=SC2086 # one process a word
        [ -z "$ours" ] || kill "-$signal" $ours 2>/dev/null
        sleep 0.1
        tries=$((tries - 1))
    done
}

# remove KIND NAME...: those things are gone; prints them. Containers are killed and not stopped: nobody waits for a
# sandbox to say good-bye, unless it has asked for that.
remove() {
    what=$1
    shift
    case $what in
    half) engine rm -f "$@" ;;
    container) remove_containers "$@" ;;
    network) engine network rm "$@" ;;
    volume) engine volume rm -f "$@" ;;
    pod) engine pod rm -f "$@" ;;
    image) engine rmi -f "$@" ;;
    esac >/dev/null 2>&1 || return 0
    for name in "$@"; do
        printf '%s %s\n' "$what" "$name"
    done
}

# stop NAME SECONDS: lets a container end by itself, beside others.
stop() {
    engine stop -t "$2" "$1" >/dev/null 2>&1 &
}

# open_gates: the project's firewall rules are gone.
open_gates() {
    for tables in iptables ip6tables; do
        as_root "$tables" -w -S 2>/dev/null | tr -d '"' | grep -- "--comment $project -" | sed 's/^-A/-D/' |
            while read -r rule; do
                # shellcheck disable=SC2086 # the rule's words; a comment of ours has no space
                as_root "$tables" -w $rule 2>/dev/null && echo "firewall rule of $tables"
            done
    done
    return 0
}

# remove_files: what an account of ours cannot delete in the workspace, because a container made it as root.
remove_files() {
    [ -d "$directory/workspace" ] && [ "$(id -u)" != 0 ] || return 0
    [ -n "$(find "$directory/workspace" ! -user "$(id -u)" -print 2>/dev/null | head -n 1)" ] || return 0
    if sudo -n true 2>/dev/null; then
        sudo -n rm -rf --one-file-system "$directory/workspace"
    elif [ "$kind" = podman ]; then
        engine unshare rm -rf --one-file-system "$directory/workspace"
    else
        image=$(engine ps -a --filter "$project_label" --format '{{.Image}}' | head -n 1)
        [ -z "$image" ] || remove_with "$image"
    fi
} >/dev/null 2>&1

# remove_with IMAGE: the image is the sandbox's own, so that it sees the workspace alone, carries the labels by which it is
# found if it stays, and is not waited for without end.
remove_with() {
    engine run --rm --name "$project-remover" --network none --user 0 --security-opt no-new-privileges \
        --entrypoint /bin/rm --label "com.docker.compose.project=$project" --label "sandboxer.coulomb.social/installation=$installation" \
        --label "sandboxer.coulomb.social/sandbox-uid=$uid" -v "$directory/workspace:/workspace" "$1" -rf /workspace &
    remover=$!
    tries=600
    while kill -0 "$remover" 2>/dev/null && [ "$tries" -gt 0 ]; do
        sleep 0.2
        tries=$((tries - 1))
    done
    engine rm -f "$project-remover"
}
