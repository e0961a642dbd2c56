# Writes the commit that is built into a header, which changes only where the commit does. VOUCH_COMMIT in the environment
# says it where there is no repository, as when a package is built from its sources.
set(commit "$ENV{VOUCH_COMMIT}")
if(commit STREQUAL "")
  execute_process(COMMAND git describe --always --exclude=* --abbrev=12 --dirty
    WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(text "#define VOUCH_COMMIT \"${commit}\"\n#define VOUCH_VERSION \"${VERSION}\"\n")
set(before "")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT text STREQUAL before)
  file(WRITE ${OUT} "${text}")
endif()
