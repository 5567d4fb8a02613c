
# end_up: kills what may still be bringing the project up, so that nothing is made behind our back, and waits for what
# clears up behind it.
end_up() {
    [ -f "$directory/up.group" ] && read -r group <"$directory/up.group" && [ "$group" -gt 1 ] 2>/dev/null || return 0
    tries=50
    while [ "$tries" -gt 0 ]; do
        at_work=
        for process in /proc/[0-9]*; do
            # The number may have been given to others since, so that the place counts too.
            [ "$(readlink "$process/cwd" 2>/dev/null)" = "$directory" ] || continue
            at_work=1
            read -r _ _ _ _ its_group _ <"$process/stat" 2>/dev/null || continue
            [ "$its_group" != "$group" ] || kill -KILL "-$group" 2>/dev/null
        done
        [ -n "$at_work" ] || return 0
        sleep 0.1
        tries=$((tries - 1))
    done
}

# remove: everything that carries the project's label; what was removed is printed, one thing a line.
remove() {
    printf '\036removed\n'
    for round in 1 2 3; do
        again=0
        remove_containers
        remove_each network "$(engine network ls -q --filter "$project_label")" network rm
        remove_each volume "$(engine volume ls -q --filter "$project_label")" volume rm -f
        [ "$kind" != podman ] || remove_each pod "$(engine pod ps -q --filter "name=^pod_$project\$")" pod rm -f
        remove_each image "$(engine images -q "localhost/sandboxer/$project" | sort -u)" rmi -f
        [ "$again" = 1 ] || break
        [ "$round" = 3 ] || sleep 0.3
    done
    open_gates
    printf '\0370\n'
}

# Containers are killed and not stopped: nobody waits for a sandbox to say good-bye, unless it has asked for that.
remove_containers() {
    ids=$(engine ps -aq --no-trunc --filter "$project_label")
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    names=$(engine inspect --type container --format '{{.Name}}' $ids 2>/dev/null)
    if [ "$kind" = podman ]; then
        # shellcheck disable=SC2086
        engine rm -f -v -t 0 $ids >/dev/null 2>&1 || again=1
    else
        # shellcheck disable=SC2086
        engine rm -f -v $ids >/dev/null 2>&1 || again=1
    fi
    [ -z "$names" ] || printf '%s\n' "$names" | sed 's|^/*|container |'
}

# stop SECONDS COMPOSE...: lets the containers end by themselves, by the compose program that started them if any did.
stop() {
    if [ $# -gt 1 ] && [ -f "$directory/compose.json" ]; then
        limit=$1
        shift
        (cd "$directory" && timeout "$limit" "$@" -p "$project" -f compose.json down) >/dev/null 2>&1
        return
    fi
    ids=$(engine ps -q --no-trunc --filter "$project_label")
    # shellcheck disable=SC2086 # one id a word
    [ -z "$ids" ] || timeout "$1" engine stop $ids >/dev/null 2>&1
}

# remove_each KIND NAMES COMMAND...
remove_each() {
    what=$1
    names=$2
    shift 2
    [ -n "$names" ] || return 0
    # shellcheck disable=SC2086 # one name a word
    if engine "$@" $names >/dev/null 2>&1; then
        printf '%s\n' "$names" | sed "s|^|$what |"
    else
        again=1
    fi
}

# open_gates: the project's firewall rules are gone.
open_gates() {
    for tables in iptables ip6tables; do
        as_root "$tables" -w -S 2>/dev/null | tr -d '"' | grep -- "--comment $project " | sed 's/^-A/-D/' |
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
        [ -z "$image" ] || engine run --rm --network none --user 0 --entrypoint /bin/rm -v "$directory:/sandbox" "$image" \
            -rf /sandbox/workspace
    fi
} >/dev/null 2>&1
