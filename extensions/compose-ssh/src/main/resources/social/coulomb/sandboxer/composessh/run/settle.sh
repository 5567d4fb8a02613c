
# settle SECONDS COUNT: so many containers run, twice in a row and without a restart between; those of $one_shots may
# also have ended well. Looks from inside meanwhile, and says what is there.
settle() {
    step=settle
    until_time=$(($(date +%s) + $1))
    before=none
    looking=
    while :; do
        ids=$(engine ps -aq --no-trunc --filter "$project_label" 2>/dev/null)
        # shellcheck disable=SC2086 # one id a word
        now=$(engine inspect --type container --format "$container_format" $ids 2>/dev/null)
        judge "$now" "$2"
        if [ "$verdict" = running ]; then
            if [ "$now" = "$before" ]; then
                break
            fi
            if [ -z "$looking" ]; then
                look_from_inside >"$directory/verified" &
                looking=$!
            fi
        fi
        before=$now
        [ "$(date +%s)" -lt "$until_time" ] || fail ServiceSlow "not every service runs: $(printf %s "$now" | cut -d '|' -f 1-3 | tr '|\n' ' ;')"
        sleep 0.1
    done
    wait "$looking"
    cat "$directory/verified"
    rm -f "$directory/verified" "$directory/up.group"
    section containers printf '%s\n' "$now"
}

# judge STATES COUNT: sets verdict; fails when a container has ended that should not.
judge() {
    verdict=running
    count=0
    while IFS='|' read -r service status code _ _ name _; do
        [ -n "$service" ] || continue
        count=$((count + 1))
        case "$status $code" in
        'running '*) ;;
        'exited 0' | 'stopped 0')
            case " $one_shots " in
            *" $service "*) ;;
            *) ended "$service" "$code" "${name#/}" ;;
            esac
            ;;
        exited* | stopped* | dead*) ended "$service" "$code" "${name#/}" ;;
        # Everything was started before this, so it will not be any more.
        created*) fail "$(reason_of "$said" ServiceFailed)" "service $service: its container cannot be started" "$said" ;;
        *) verdict=starting ;;
        esac
    done <<END
$1
END
    [ "$count" -ge "$2" ] || verdict=missing
}

# A restart policy may bring it back: then time decides.
ended() {
    policy=$(engine inspect --type container --format '{{.HostConfig.RestartPolicy.Name}}' "$3" 2>/dev/null)
    case $policy in
    always | unless-stopped | on-failure) verdict=starting ;;
    *) fail "$(reason_of "$(engine inspect --type container --format '{{.State.Error}}' "$3" 2>/dev/null)" ServiceExited)" \
        "service $1 ended with status $2" "$(engine logs --tail 500 "$3" 2>&1)" ;;
    esac
}
