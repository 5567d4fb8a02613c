
# look_from_inside: tries from inside a container of each service of $inspected what must not work; a line for each
# thing that did. Needs root where the engine has it, for nsenter, and bash there, for its sockets.
look_from_inside() {
    printf '\036verified\n'
    if [ -n "$inspected" ]; then
        if [ "$(id -u)" = 0 ]; then
            enter=
        elif [ "$rootless" = 1 ] && [ "$kind" = podman ]; then
            # Root of the account's own namespace is enough there, and everybody has that.
            enter='engine unshare'
        elif sudo -n true 2>/dev/null; then
            enter='sudo -n'
        else
            enter=none
        fi
        if [ "$enter" = none ] || ! command -v nsenter >/dev/null || ! command -v bash >/dev/null; then
            echo 'unknown: looking from inside a container needs root, nsenter and bash on the host'
        else
            for wanted in $inspected; do
                try_from "$(printf '%s\n' "$now" | awk -F '|' -v service="$wanted" '$1 == service { print $12 }')" &
            done
            wait
        fi
    fi
    printf '\0370\n'
}

# try_from PID
try_from() {
    client=${SSH_CONNECTION%% *}
    server=$(printf %s "${SSH_CONNECTION:-}" | cut -d ' ' -f 3)
    router=$(ip route show default 2>/dev/null | sed -n 's/.* via \([0-9.]*\).*/\1/p' | head -n 1)
    # shellcheck disable=SC2086 # no word, or those of sudo
    $enter nsenter -t "$1" -n bash -s "${client:--}" "${router:--}" "${server:--}" "$gateways" "$1" <<'INSIDE' || echo 'unknown: nsenter failed'
reaches() { # LABEL ADDRESS PORT: a refusal by the far side means that it was reached
    [ "$2" != - ] || return 0
    # A rejection is often noticed only when the kernel tries again after a second: longer than any answer takes.
    said=$({ timeout 0.5 bash -c "exec 3<>/dev/tcp/$2/$3"; } 2>&1)
    case $?:$said in
    0:*) echo "reached: $1 ($2 port $3)" ;;
    *'onnection refused'*) echo "reached: $1 ($2 port $3 refuses)" ;;
    esac
}
resolves() { # SERVER: asks for example.com; an answer that did not come from here means that names get out
    answer=$(timeout 1 bash -c "exec 3<>/dev/udp/$1/53 || exit
        printf '\\x53\\x42\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x07example\\x03com\\x00\\x00\\x01\\x00\\x01' >&3
        head -c 12 <&3 | od -An -tu1" 2>/dev/null)
    # shellcheck disable=SC2086
    set -- "$1" $answer
    [ $# -ge 13 ] && [ $(($8 * 256 + $9)) -gt 0 ] && echo "reached: the name server at $1 resolves outside names"
    return 0
}
reaches 'an outside address' "$1" 22 &
reaches 'an outside address' "$2" 22 &
reaches 'the host' "$3" 22 &
for gateway in $4; do
    # Where no address is kept for a gateway, the container may have got it.
    [ -z "$(ip -4 -o address show to "$gateway" 2>/dev/null)" ] || continue
    reaches "the gateway's sshd" "$gateway" 22 &
done
for server in $(sed -n 's/^nameserver \([0-9.]*\)$/\1/p' "/proc/$5/root/etc/resolv.conf" 2>/dev/null); do
    resolves "$server" &
done
wait
INSIDE
}
