# Functions that make a project's networks. The calls that follow are generated; each prints one line:
# KEY NAME SUBNET BRIDGE NAMED GATED, with - for what is not known.
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH

fail() {
    printf '\036failed\n%s\n%s\n\0370\n' "$1" "$2"
    exit 0
}

# Commands that need root: as root, or by a sudo that asks nothing.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# gate BRIDGE: what comes from the bridge and is meant for the host itself is rejected. Answers to the host's own
# connections pass, since tunnels need them. Ends well only if the rule stands.
gate() {
    [ "$1" != - ] || return 1
    for table in iptables ip6tables; do
        for target in 'REJECT --reject-with icmp-admin-prohibited' 'REJECT --reject-with icmp6-adm-prohibited' DROP; do
            # shellcheck disable=SC2086 # the target's words
            set -- "$1" INPUT -i "$1" -m conntrack --ctstate NEW -m comment --comment "$project" -j $target
            bridge=$1
            shift
            as_root "$table" -w -C "$@" 2>/dev/null && break
            as_root "$table" -w -I "$@" 2>/dev/null && break
            set -- "$bridge"
        done
        set -- "$bridge"
    done
    as_root iptables -w -S INPUT 2>/dev/null | grep -q -- "-i $bridge .*--comment \"\{0,1\}$project\"\{0,1\}"
}

# network KEY NAME INTERNAL ARGUMENT...
network() {
    key=$1
    name=$2
    internal=$3
    shift 3
    [ "$internal" = 0 ] || set -- --internal "$@"
    named=1
    if [ "$kind" = podman ] && [ "$internal" = 1 ]; then
        # Its name server would also answer for the world outside.
        set -- --disable-dns "$@"
        named=0
    fi
    if ! engine network inspect "$name" >/dev/null 2>&1; then
        said=$(engine network create "$@" "$name" 2>&1) || fail NetworkFailed "network $name cannot be made: $said"
    fi
    if [ "$kind" = podman ]; then
        found=$(engine network inspect "$name" --format '{{range .Subnets}}{{.Subnet}} {{end}}|{{.NetworkInterface}}' 2>/dev/null)
        bridge=${found#*|}
    else
        found=$(engine network inspect "$name" --format '{{range .IPAM.Config}}{{.Subnet}} {{end}}|{{.Id}}' 2>/dev/null)
        bridge=br-$(printf %.12s "${found#*|}")
    fi
    subnet=${found%%[ |]*}
    gated=1
    [ "$internal" = 0 ] || gate "${bridge:--}" || gated=0
    printf '\036network\n%s %s %s %s %s %s\n\0370\n' "$key" "$name" "${subnet:--}" "${bridge:--}" "$named" "$gated"
}
