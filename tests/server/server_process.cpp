#include "tests/server/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

extern char** environ;

namespace vouch::testing {
namespace {

/// Starts the program, its output going to `output` (or nowhere, where that is -1), and its log to the end of
/// that file.
pid_t spawn(std::vector<std::string> arguments, int output, const std::string& log,
            std::vector<std::string> environment) {
    arguments.insert(arguments.begin(), VOUCH_SERVER_BINARY);
    std::vector<char*> argv, variables;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
    for (std::string& variable : environment) variables.push_back(variable.data());
    variables.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (output >= 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    else
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                     0600);
    pid_t process = 0;
    const int error = posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), variables.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("cannot start " + arguments[0]);
    return process;
}

int wait_for(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}    // namespace

ServerProcess::~ServerProcess() {
    if (process_ != 0) kill();
}

void ServerProcess::start() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = spawn({"--data", data().string(), "--listen", "127.0.0.1:0", "--mix-ballots", "1",
                      "--replace-after", "0,0,0"},
                     ends[1], log_file().string(), environment_(data()));
    close(ends[1]);
    std::FILE* const output = fdopen(ends[0], "r");
    char pin[65] = {};
    const int read = std::fscanf(output, "listening 127.0.0.1:%hu\npin %64s", &port_, pin);
    said_.clear();
    for (char line[512];
         read == 2 && said_.find("--name") == std::string::npos && std::fgets(line, sizeof line, output);)
        said_ += line;
    std::fclose(output);
    if (read != 2) {
        kill();
        throw std::runtime_error("the server did not start");
    }
    pin_ = pin;
}

void ServerProcess::kill() {
    forget_connection();
    ::kill(process_, SIGKILL);
    wait_for(std::exchange(process_, 0));
}

bool ServerProcess::ended() {
    if (process_ != 0 && waitpid(process_, nullptr, WNOHANG) == 0) return false;
    forget_connection();
    process_ = 0;
    return true;
}

std::string ServerProcess::log() const {
    const auto content = disk::read_file_if_there(log_file());
    return content ? text_of(*content) : "";
}

int ServerProcess::stop() {
    forget_connection();
    ::kill(process_, SIGTERM);
    return wait_for(std::exchange(process_, 0));
}

int exit_status(const std::vector<std::string>& arguments) {
    return wait_for(spawn(arguments, -1, "/dev/null", {}));
}

}    // namespace vouch::testing
