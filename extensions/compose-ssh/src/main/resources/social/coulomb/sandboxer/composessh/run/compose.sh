
# compose_up COUNT SECONDS COMPOSE...: the compose program has done what it could. Its exit status means nothing; what
# it said is told if containers are missing then.
compose_up() {
    step=start
    count=$1
    limit=$2
    shift 2
    # $reading is the option, if the program has one, that makes the engine read a file of variables.
    [ -z "$secrets" ] || [ -z "$reading" ] || set -- "$@" "$reading $secrets"
    said=$(cd "$directory" && COMPOSE_PROJECT_NAME=$project timeout -k 2 "$limit" "$@" -p "$project" -f compose.json up -d 2>&1)
    # shellcheck disable=SC2046 # one id a word
    set -- $(engine ps -aq --no-trunc --filter "$project_label" 2>/dev/null)
    [ $# -ge "$count" ] || fail "$(reason_of "$said" ServiceFailed)" "the compose program started $# of $count services" "$said"
}

# limit_pids SERVICE LIMIT: for compose programs that drop it. Older engines cannot change it; that is seen later.
limit_pids() {
    id=$(engine ps -aq --no-trunc --filter "$project_label" --filter "label=com.docker.compose.service=$1")
    [ "$(engine inspect --type container --format '{{.HostConfig.PidsLimit}}' "$id" 2>/dev/null)" = "$2" ] ||
        engine update --pids-limit "$2" "$id" >/dev/null 2>&1
}

# rejoin SERVICE NETWORK NAME...: for compose programs that drop a service's further names in a network. Whoever has
# them stays connected.
rejoin() {
    id=$(engine ps -q --no-trunc --filter "$project_label" --filter "label=com.docker.compose.service=$1")
    [ -n "$id" ] || return 0
    step=networks
    network=$2
    shift 2
    known=" $(engine inspect --type container --format \
        "{{range \$name, \$network := .NetworkSettings.Networks}}{{if eq \$name \"$network\"}}{{range \$network.Aliases}}{{.}} {{end}}{{end}}{{end}}" \
        "$id" 2>/dev/null) "
    missing=
    for word in "$@"; do
        case $known in
        *" $word "*) ;;
        *) missing=1 ;;
        esac
    done
    [ -n "$missing" ] || return 0
    for word in "$@"; do
        set -- "$@" --alias "$word"
        shift
    done
    engine network disconnect "$network" "$id" >/dev/null 2>&1
    said=$(engine network connect "$@" "$network" "$id" 2>&1) || fail NetworkFailed "a service cannot join $network by its names" "$said"
}
