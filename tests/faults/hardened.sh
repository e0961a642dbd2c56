#!/bin/sh
# Says what a program lacks of how programs are hardened here (CMakeLists.txt), and fails where it lacks anything:
#   hardened.sh PROGRAM
# With --all-missing it fails where the program has any of it, which is how the check itself is checked. (That pages of the
# stack are touched one after the other, -fstack-clash-protection, cannot be told from outside.)
set -eu
all_missing=false
if [ "$1" = --all-missing ]; then
    all_missing=true
    shift
fi
program=$1
lacks=0
has=0

# look WHAT COMMAND...: whether the command finds it.
look() {
    what=$1
    shift
    if "$@"; then
        has=$((has + 1))
        ! $all_missing || echo "$program: has $what"
    else
        lacks=$((lacks + 1))
        $all_missing || echo "$program: without $what"
    fi
}
says() { readelf "$1" "$program" 2>/dev/null | grep -Eq "$2"; }
symbol() { nm --dynamic "$program" 2>/dev/null | grep -Eq "$1"; }
main_begins_with() { objdump -d --no-show-raw-insn --disassemble=main "$program" | grep -Eq "$1"; }

look "position independence (PIE)" says -h 'Type: +DYN'
look "relocations that are read-only (RELRO)" says -lW 'GNU_RELRO'
look "symbols bound at the start (BIND_NOW)" says -dW 'BIND_NOW|FLAGS.* NOW'
look "a stack that is not executable" says -lW 'GNU_STACK.* RW '
look "the stack protector" symbol ' __stack_chk_fail'
look "checked copies (_FORTIFY_SOURCE)" symbol ' __[a-z]+_chk(@|$)'
case $(uname -m) in
    x86_64) look "landing places for indirect branches" main_begins_with 'endbr64' ;;
    aarch64) look "landing places for indirect branches" main_begins_with 'bti|paciasp' ;;
esac

if $all_missing; then [ "$has" -eq 0 ]; else [ "$lacks" -eq 0 ]; fi
