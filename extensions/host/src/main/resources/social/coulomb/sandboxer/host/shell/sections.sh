# Sections of output that fail separately: "\036name\n", what was printed, "\037exit status\n".
LC_ALL=C
PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH

# section NAME COMMAND...: what the command prints; its complaint instead if it fails.
section() {
    printf '\036%s\n' "$1"
    shift
    "$@" 2>/dev/null
    section_status=$?
    case $section_status in
    0 | 124 | 137) ;;
    *) "$@" 2>&1 ;;
    esac
    printf '\037%s\n' "$section_status"
}

# limited COMMAND...: at most $limit seconds, since a hung engine never answers.
limit=4
limited() {
    timeout -k 1 "$limit" "$@"
}
