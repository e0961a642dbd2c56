#!/bin/sh
# Whether an object holds no instruction but those of the sets that its source file asks the processor for, in
# __builtin_cpu_supports: it is disassembled, and assembled again with these sets alone.
#   vector_instructions.sh SOURCE OBJECT
set -eu
sets=$(grep -o '__builtin_cpu_supports("[a-z0-9]*")' "$1" | sed 's/.*"\(.*\)".*/+\1/' | sort -u | tr -d '\n')
instructions=$(objdump -d --no-show-raw-insn "$2" | sed -n 's/^ *[0-9a-f]*:\t//p' | sed 's/ *#.*//; s/ *<.*//' |
    grep -vE '^(j|call|cs nop|data16|nop|xchg|endbr64)')    # endbr64 does nothing on a processor that does not know it
[ "$(echo "$instructions" | grep -c '^v')" -gt 1000 ]    # there is vector code to look at
echo "$instructions" | as -march="generic64$sets" -o /dev/null -
