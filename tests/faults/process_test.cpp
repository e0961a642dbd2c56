// What both programs do about their own memory, seen from outside on running processes: no core dump, nobody
// of the same user looks in, and the server's keys are locked in memory.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <regex>
#include <thread>

#include "disk/files.h"
#include "tests/server/test_server.h"
#include "tests/support/folder.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

constexpr uid_t kNobody = 65'534;    // root looks into everything: the programs run as somebody else
constexpr int kSecretsDescriptor = 3;

/// The program, under a user that is not root, with a pipe that never says anything as descriptor 3.
class Running {
public:
    Running(const char* program, std::vector<std::string> words) {
        const int opened = ::open(program, O_RDONLY | O_CLOEXEC);
        const int file = ::fcntl(opened, F_DUPFD_CLOEXEC, kSecretsDescriptor + 1);    // out of its way
        ::close(opened);
        REQUIRE(file >= 0);
        REQUIRE(::pipe2(ends_, 0) == 0);
        words.insert(words.begin(), program);
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        char* environment[] = {nullptr};
        process_ = ::fork();
        REQUIRE(process_ >= 0);
        if (process_ == 0) {
            ::dup2(ends_[0], kSecretsDescriptor);
            const int nowhere = ::open("/dev/null", O_RDWR);
            for (const int descriptor : {0, 1, 2}) ::dup2(nowhere, descriptor);
            if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(9);
            ::fexecve(file, argv.data(), environment);
            ::_exit(9);
        }
        ::close(file);
    }
    ~Running() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        for (const int end : ends_) ::close(end);
    }
    std::string said_by_system(const std::string& file) const {
        std::ifstream in("/proc/" + std::to_string(process_) + "/" + file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    uid_t owner_of_memory() const {
        struct stat about {};
        REQUIRE(::stat(("/proc/" + std::to_string(process_) + "/mem").c_str(), &about) == 0);
        return about.st_uid;
    }
    std::uint64_t locked_kib() const {
        const std::string status = said_by_system("status");
        const std::size_t at = status.find("VmLck:");
        return at == std::string::npos ? 0 : std::stoull(status.substr(at + 6));
    }
    /// Once the program has come so far; false where it does not.
    template <class Is>
    bool soon(Is is) const {
        const auto deadline = std::chrono::steady_clock::now() + kLong;
        while (!is()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    bool dumps_no_core() const {
        return std::regex_search(said_by_system("limits"), std::regex("Max core file size +0 +0 "));
    }

private:
    int ends_[2] = {-1, -1};
    pid_t process_ = 0;
};

std::string folder_for_nobody(const TemporaryFolder& folder) {
    if (::geteuid() == 0) REQUIRE(::chown(folder.path().c_str(), kNobody, kNobody) == 0);
    return (folder / "home").string();
}

}    // namespace

TEST_CASE("vouch-server dumps no core, shows its memory to nobody, and locks its keys there") {
    const TemporaryFolder folder;
    const Running server(VOUCH_SERVER_BINARY,
                         {"--data", folder_for_nobody(folder), "--listen", "127.0.0.1:0"});
    CHECK(server.soon([&] { return server.dumps_no_core(); }));
    CHECK(server.soon(
        [&] { return server.owner_of_memory() == 0; }));    // the kernel's word for "not dumpable"
    CHECK(server.soon([&] { return server.locked_kib() > 0; }));
}

TEST_CASE("vouch dumps no core, shows its memory to nobody, and locks what it reads as a passphrase") {
    const TemporaryFolder folder;
    const Running client(VOUCH_BINARY,
                         {"trustee", "keygen", "--name", "An", "--home", folder_for_nobody(folder),
                          "--passphrase-fd", std::to_string(kSecretsDescriptor)});
    CHECK(client.soon([&] { return client.dumps_no_core(); }));
    CHECK(client.soon([&] { return client.owner_of_memory() == 0; }));
    CHECK(client.soon([&] { return client.locked_kib() > 0; }));
}

TEST_CASE("a program that does nothing of the kind is told apart") {
    const Running other("/bin/sleep", {"60"});
    CHECK(other.soon([&] { return other.said_by_system("comm") == "sleep\n"; }));
    CHECK(other.owner_of_memory() != 0);
    CHECK(other.locked_kib() == 0);
}
