
# compose_up COUNT SECONDS COMPOSE...: the compose program has done what it could. Its exit status means nothing; what
# it said is told if containers are missing then.
compose_up() {
    count=$1
    limit=$2
    shift 2
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
