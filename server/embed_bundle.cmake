# Puts the web client's bundle into the program: an assembler file that includes the bytes, and a table of them in C++.
#   cmake -D BUNDLE=client/web/dist -D OUT=folder -P embed_bundle.cmake
# What the bundle holds stands in its bundle.txt ("SHA-256  path", sorted). Without one the table is empty.
set(lines "")
if(EXISTS "${BUNDLE}/bundle.txt")
  file(STRINGS "${BUNDLE}/bundle.txt" lines)
  file(SHA256 "${BUNDLE}/bundle.txt" list_hash)
  list(APPEND lines "${list_hash}  bundle.txt")
endif()

set(assembler "// Generated.\n    .section .rodata\n")
set(declarations "")
set(rows "")
set(number 0)

# Adds a symbol for the file's bytes; `expression` becomes the C++ for them.
macro(include_bytes symbol file expression)
  file(SIZE "${file}" size)
  string(APPEND assembler
    "    .global ${symbol}\n    .balign 16\n${symbol}:\n    .incbin \"${file}\"\n    .byte 0\n")
  string(APPEND declarations "extern \"C\" const std::uint8_t ${symbol}[];\n")
  set(${expression} "{${symbol}, ${size}}")
endmacro()

foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([0-9a-f]+)  ([A-Za-z0-9._/-]+)$")
    message(FATAL_ERROR "bundle.txt: what is this line? ${line}")
  endif()
  set(hash "${CMAKE_MATCH_1}")
  set(path "${CMAKE_MATCH_2}")
  file(SHA256 "${BUNDLE}/${path}" found)
  if(NOT found STREQUAL hash)
    message(FATAL_ERROR "${path} is not what bundle.txt says; build the web client again")
  endif()
  include_bytes(vouch_web_${number} "${BUNDLE}/${path}" content)
  set(gzip "{}")
  if(EXISTS "${BUNDLE}/${path}.gz")
    include_bytes(vouch_web_${number}_gz "${BUNDLE}/${path}.gz" gzip)
  endif()
  string(APPEND rows "    {\"${path}\", ${content}, ${gzip}, \"${hash}\"},\n")
  math(EXPR number "${number} + 1")
endforeach()

string(APPEND assembler "    .section .note.GNU-stack,\"\",%progbits\n")
file(WRITE "${OUT}/web_bundle.S" "${assembler}")
file(WRITE "${OUT}/web_bundle.cpp" "// Generated.
#include <vector>

#include \"server/web_client.h\"

${declarations}
std::span<const vouch::server::WebFile> vouch::server::web_bundle() {
    static const std::vector<WebFile> files{
${rows}    };
    return files;
}
")
