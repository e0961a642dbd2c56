#include "tests/client/relay/relay_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <regex>
#include <thread>

extern char** environ;

namespace vouch::testing {
namespace {

constexpr const char* kOutput = "output";
constexpr auto kStartTime = std::chrono::seconds(60);

pid_t start(std::vector<std::string> words, const std::string& output) {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t process = 0;
    const int error = posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("cannot start " + words[0]);
    return process;
}

}    // namespace

RelayProcess::RelayProcess(const net::Endpoint& to, const std::string& pin, std::vector<std::string> more) {
    std::vector<std::string> words{VOUCH_BINARY, "relay",       "--language", "en",
                                   "--listen",   "127.0.0.1:0", "--to",       "https://" + to.authority(),
                                   "--pin",      pin,           "--home",     (folder() / "home").string()};
    words.insert(words.end(), more.begin(), more.end());
    process_ = start(words, (folder() / kOutput).string());
    static const std::regex listening("Listening at https://127.0.0.1:([0-9]+); pin ([0-9a-f]{64})\n");
    const auto until = std::chrono::steady_clock::now() + kStartTime;
    std::string text = said();    // what is found in it is no copy
    std::smatch found;
    for (; !std::regex_search(text, found, listening); text = said()) {
        if (waitpid(process_, nullptr, WNOHANG) != 0) process_ = 0;
        if (process_ == 0 || std::chrono::steady_clock::now() > until)
            throw std::runtime_error("the relay did not start: " + text);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    port_ = static_cast<std::uint16_t>(std::stoul(found[1]));
    pin_ = found[2];
}

RelayProcess::~RelayProcess() {
    if (process_ == 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

int RelayProcess::interrupt() {
    kill(process_, SIGINT);
    int status = 0;
    waitpid(std::exchange(process_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string RelayProcess::said() const {
    const auto content = disk::read_file_if_there(folder() / kOutput);
    return content ? text_of(*content) : "";
}

std::size_t RelayProcess::open_files() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& one :
         std::filesystem::directory_iterator("/proc/" + std::to_string(process_) + "/fd"))
        ++count;
    return count;
}

}    // namespace vouch::testing
