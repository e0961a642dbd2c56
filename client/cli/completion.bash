# Completes the verbs and flags of vouch, which says them itself with --help.
_vouch() {
    local word=${COMP_WORDS[COMP_CWORD]} verbs=() at
    for ((at = 1; at < COMP_CWORD; ++at)); do
        case ${COMP_WORDS[at]} in
            -*) break ;;
            *) [ ${#verbs[@]} -lt 2 ] && verbs+=("${COMP_WORDS[at]}") ;;
        esac
    done
    local said
    said=$(vouch "${verbs[@]}" --help 2>/dev/null) || return 0
    local offers
    case $word in
        -*) offers=$(grep -oE -- '(^|[ ,])--[a-z-]+' <<<"$said" | tr -d ' ,' | sort -u) ;;
        *) offers=$(sed -n '/^Subcommands:/,$s/^  \([a-z-]\{2,\}\) .*/\1/p' <<<"$said") ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$word")
}
complete -o default -F _vouch vouch
