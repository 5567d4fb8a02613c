
# require_ours: nothing that carries the project's name belongs to somebody else.
require_ours() {
    existing=$(engine ps -aq --no-trunc --filter "$project_label" 2>/dev/null) ||
        fail EngineFailed "the engine does not answer" "$(engine ps -aq 2>&1)"
    [ -n "$existing" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    finish_removals $existing
    existing=$(engine ps -aq --no-trunc --filter "$project_label" 2>/dev/null)
    [ -n "$existing" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    owners=$(engine inspect --type container --format "$owner_format" $existing | sort -u)
    [ "$owners" = "$installation $uid" ] || fail NotOurs "containers of project $project belong to another sandbox"
}

# finish_removals ID...: none of our own is left whose removal was begun. Nothing else could be learnt of it.
finish_removals() {
    for each in "$@"; do
        case $(going "$each" 2>/dev/null) in
        *"|$installation|$uid|"*) engine rm -f "$each" >/dev/null 2>&1 ;;
        esac
    done
}

# end_former: no container of an earlier attempt is left.
end_former() {
    [ -n "$existing" ] || return 0
    # shellcheck disable=SC2086 # one id a word
    said=$(remove_containers $existing 2>&1) ||
        fail EngineFailed "containers of an earlier attempt cannot be removed" "$said"
}

owner_format='{{index .Config.Labels "sandboxer.coulomb.social/installation"}} {{index .Config.Labels "sandboxer.coulomb.social/sandbox-uid"}}'
network_owner_format='{{index .Labels "sandboxer.coulomb.social/installation"}} {{index .Labels "sandboxer.coulomb.social/sandbox-uid"}}'

# network KEY NAME INTERNAL NAMED ARGUMENT...: the network is there; prints
# KEY NAME SUBNET BRIDGE NAMED CLOSURE, with - for what is not known. Without NAMED the engine's name server is off.
network() {
    step=networks
    key=$1
    name=$2
    internal=$3
    named=$4
    shift 4
    [ "$internal" = 0 ] || set -- --internal "$@"
    said=$(engine network create "$@" "$name" 2>&1)
    created=$?
    if [ "$kind" = podman ]; then
        format='{{range .Subnets}}{{.Subnet}} {{end}}|{{.NetworkInterface}}|{{range .Subnets}}{{.Gateway}} {{end}}|'$network_owner_format
    else
        format='{{range .IPAM.Config}}{{.Subnet}} {{end}}|br-{{printf "%.12s" .Id}}|{{range .IPAM.Config}}{{.Gateway}} {{end}}|'$network_owner_format
    fi
    found=$(engine network inspect --format "$format" "$name" 2>/dev/null) ||
        fail NetworkFailed "network $name cannot be made" "$said"
    [ "$created" = 0 ] || [ "${found##*|}" = "$installation $uid" ] || fail NotOurs "network $name belongs to another sandbox"
    subnet=${found%%[ |]*}
    bridge=${found#*|}
    gateway=${bridge#*|}
    gateway=${gateway%%|*}
    bridge=${bridge%%|*}
    close_network
    printf '%s %s %s %s %s %s\n' "$key" "$name" "${subnet:--}" "${bridge:--}" "$named" "$closure"
}

# close_network: sets closure to what keeps the network's containers from the host: rules, needless or missing.
close_network() {
    closure=needless
    if [ "$internal" = 0 ]; then
        return
    elif [ "$rootless" = 1 ]; then
        # It lives in a namespace of the account's own, where the host's firewall means nothing; but where it has no
        # gateway, nothing leads out of it.
        case $gateway in
        *[0-9]*) closure=missing ;;
        esac
    elif gate "$bridge"; then
        closure=rules
    else
        closure=missing
    fi
}

# gate BRIDGE: what begins at the bridge and is meant for the host itself, or for another interface, is rejected at
# once. Answers to the host's own connections pass, since tunnels need them. Fails if the rules do not stand.
gate() {
    [ -n "$1" ] || return 1
    reject iptables INPUT icmp-admin-prohibited -i "$1" &&
        reject iptables FORWARD icmp-admin-prohibited -i "$1" ! -o "$1" || return 1
    if [ "$named" = 1 ] && [ "$kind" = podman ]; then
        # Its name server listens on the bridge, and answers for the world outside too.
        rule iptables INPUT -i "$1" -p udp --dport 53 -m comment --comment "$project" -j ACCEPT || return 1
    fi
    [ ! -e /proc/sys/net/ipv6 ] || {
        reject ip6tables INPUT icmp6-adm-prohibited -i "$1" && reject ip6tables FORWARD icmp6-adm-prohibited -i "$1" ! -o "$1"
    } || [ "$(cat /proc/sys/net/ipv6/conf/all/disable_ipv6)" = 1 ]
}

# reject TABLES CHAIN ANSWER MATCH...
reject() {
    tables=$1
    chain=$2
    answer=$3
    shift 3
    rule "$tables" "$chain" "$@" -m conntrack --ctstate NEW -m comment --comment "$project" -j REJECT --reject-with "$answer"
}

# rule TABLES CHAIN WORD...: the rule is there, before all others when it was not.
rule() {
    tables=$1
    shift
    { [ "$created" != 0 ] && as_root "$tables" -w -C "$@" 2>/dev/null; } || as_root "$tables" -w -I "$@" 2>/dev/null
}
