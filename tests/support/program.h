#pragma once
// A program of ours, run as a shell runs it.

#include <sys/wait.h>

#include <cstdlib>

#include "disk/files.h"
#include "tests/support/folder.h"

namespace vouch::testing {

struct Ran {
    int status = -1;    // of exit; -1 where a signal ended it
    std::string out, errors;
};

/// Runs it with those words, as a shell reads them. Standard input is empty and the other two streams are
/// returned, unless the words redirect them. Nobody's own folder is in reach.
inline Ran run_program(const std::string& program, const std::string& words,
                       const std::string& environment = "") {
    const TemporaryFolder folder;
    const std::string command = "HOME=" + folder.path().string() + " LC_ALL=C " + environment + " " +
                                program + " </dev/null >" + (folder / "out").string() + " 2>" +
                                (folder / "errors").string() + " " + words;
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, disk::read_text_file(folder / "out"),
            disk::read_text_file(folder / "errors")};
}

}    // namespace vouch::testing
