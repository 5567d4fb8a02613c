
# remove: everything that carries the project's label; what was removed is printed, one thing a line.
remove() {
    printf '\036removed\n'
    for round in 1 2 3; do
        again=0
        remove_containers
        remove_each network "$(engine network ls -q --filter "$project_label")" network rm
        remove_each volume "$(engine volume ls -q --filter "$project_label")" volume rm -f
        [ "$kind" != podman ] || remove_each pod "$(engine pod ps -q --filter "name=^pod_$project\$")" pod rm -f
        remove_each image "$(engine images -q "localhost/sandboxer/$project")" rmi -f
        [ "$again" = 1 ] || break
        [ "$round" = 1 ] || sleep 0.3
    done
    ungate
    printf '\0370\n'
}

# Containers are killed and not stopped: nobody waits for a sandbox to say good-bye.
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

# remove_each KIND IDS COMMAND...
remove_each() {
    what=$1
    ids=$(printf '%s' "$2" | sort -u)
    shift 2
    [ -n "$ids" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    if engine "$@" $ids >/dev/null 2>&1; then
        printf '%s\n' "$ids" | sed "s|^|$what |"
    else
        again=1
    fi
}

ungate() {
    for table in iptables ip6tables; do
        as_root "$table" -w -S INPUT 2>/dev/null | grep -- "--comment \"\{0,1\}$project\"\{0,1\} " | sed 's/^-A/-D/' |
            while read -r rule; do
                # shellcheck disable=SC2086 # the rule's words; a comment of ours has no space
                as_root "$table" -w $(printf %s "$rule" | tr -d '"') 2>/dev/null && echo "firewall rule of $table"
            done
    done
    return 0
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}
