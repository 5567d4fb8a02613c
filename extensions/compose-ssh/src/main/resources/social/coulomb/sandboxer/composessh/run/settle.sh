
# settle SECONDS CONTAINER...: every container runs, twice in a row and without a restart between; those behind -- may
# also have ended well. Then says what is there.
settle() {
    until_time=$(($(date +%s) + $1))
    shift
    before=none
    while :; do
        now=$(engine inspect --type container \
            --format '{{.Name}} {{.State.Status}} {{.State.ExitCode}} {{.RestartCount}} {{.State.Pid}}' "$@" 2>/dev/null)
        judge "$now"
        if [ "$verdict" = running ] && [ "$now" = "$before" ]; then
            return
        fi
        before=$now
        [ "$(date +%s)" -lt "$until_time" ] || fail ServiceSlow "not every service runs: $(printf %s "$now" | tr '\n' ';')"
        sleep 0.15
    done
}

# judge STATES: sets verdict; fails when a container has ended that should not.
judge() {
    verdict=running
    while read -r name status code _; do
        name=${name#/}
        case "$status $code" in
        'running '*) ;;
        'exited 0' | 'stopped 0')
            case " $one_shots " in
            *" $name "*) ;;
            *) ended "$name" "$code" ;;
            esac
            ;;
        exited* | stopped* | dead*) ended "$name" "$code" ;;
        *) verdict=starting ;;
        esac
    done <<END
$1
END
    [ -n "$1" ] || verdict=missing
}

# A restart policy may bring it back: it has failed when it is not restarted for a while, which `settle` sees by time.
ended() {
    policy=$(engine inspect --type container --format '{{.HostConfig.RestartPolicy.Name}}' "$1" 2>/dev/null)
    case $policy in
    always | unless-stopped | on-failure) verdict=starting ;;
    *) fail ServiceExited "container $1 ended with status $2" "$(engine logs --tail 20 "$1" 2>&1)" ;;
    esac
}

# report CONTAINER...: facts for the status, one line each.
report() {
    printf '\036containers\n'
    engine inspect --type container --format '{{.Name}}|{{.State.Status}}|{{.State.Pid}}|{{.HostConfig.Memory}}|{{.HostConfig.NanoCpus}}|{{.HostConfig.PidsLimit}}|{{range $name, $network := .NetworkSettings.Networks}}{{$name}}={{$network.IPAddress}} {{end}}' "$@" 2>/dev/null
    printf '\0370\n'
}
