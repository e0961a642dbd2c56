#include "server/check.h"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <linux/magic.h>
#include <netdb.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "disk/scratch_file.h"
#include "net/certificate.h"
#include "net/endpoint.h"

namespace vouch::server {
namespace {

using Verdict = Finding::Verdict;
using boost::asio::ip::tcp;

/// For the logs and documents of a conference with room for several.
constexpr std::uintmax_t kFreeBytesLeast = std::uintmax_t{2} << 30;
constexpr std::size_t kConnectionsLeast = 1000;

class Findings {
public:
    explicit Findings(const Settings& settings) : settings_(settings) {}
    std::vector<Finding> all() {
        data_folder();
        organizers();
        name();
        port();
        certificate();
        clock();
        open_files();
        return std::move(found_);
    }

private:
    void add(Verdict verdict, std::string about, std::string sentence) {
        found_.push_back({verdict, std::move(about), std::move(sentence)});
    }
    void data_folder();
    void disk(const Path& folder);
    void organizers();
    void name();
    void names_address(const std::string& host);
    void port();
    void certificate();
    void own_certificate();
    void clock();
    void open_files();

    const Settings& settings_;
    bool running_ = false;    // a server has the data folder
    std::vector<Finding> found_;
};

void Findings::data_folder() {
    const Path& folder = settings_.data;
    std::error_code unknown;
    if (!std::filesystem::exists(folder, unknown)) {
        const Path above = std::filesystem::absolute(folder).parent_path();
        if (access(above.c_str(), W_OK) != 0)
            return add(Verdict::wrong, "data",
                       fmt::format("{} is not there and cannot be made: make it, owned by the account that "
                                   "the server runs as",
                                   folder.string()));
        add(Verdict::good, "data", folder.string() + " is not there yet; the first start makes it");
        return disk(above);
    }
    struct stat state {};
    if (stat(folder.c_str(), &state) != 0 || !S_ISDIR(state.st_mode))
        return add(Verdict::wrong, "data", folder.string() + " is no folder");
    try {
        disk::ScratchFile(folder).append(Bytes(1));
    } catch (const StorageError& error) {
        return add(
            Verdict::wrong, "data",
            fmt::format("{}; the folder has to belong to the account that the server runs as", error.what()));
    }
    if ((state.st_mode & 077U) != 0)
        add(Verdict::doubtful, "data",
            fmt::format("others on this machine may enter {}, where keys lie; the start closes it to them",
                        folder.string()));
    disk(folder);
    running_ = std::filesystem::exists(folder / "lock") && !disk::FolderLock::if_free(folder);
    add(Verdict::good, "data",
        running_ ? folder.string() + ": a server runs with it" : folder.string() + " can be written");
}

void Findings::disk(const Path& folder) {
    struct statfs system {};
    if (statfs(folder.c_str(), &system) != 0) return;
    const auto kind = static_cast<unsigned long>(system.f_type);
    if (kind == TMPFS_MAGIC || kind == RAMFS_MAGIC)
        add(Verdict::wrong, "disk", folder.string() + " is in memory, and is gone when the machine restarts");
    if (kind == NFS_SUPER_MAGIC || kind == SMB_SUPER_MAGIC || kind == CIFS_SUPER_MAGIC ||
        kind == SMB2_SUPER_MAGIC)
        add(Verdict::wrong, "disk",
            folder.string() + " is on another machine; the logs need a disk of this one");
    const std::uintmax_t left =
        static_cast<std::uintmax_t>(system.f_bavail) * static_cast<std::uintmax_t>(system.f_bsize);
    add(left < kFreeBytesLeast ? Verdict::doubtful : Verdict::good, "disk",
        fmt::format("{:.1f} GiB are free{}", static_cast<double>(left) / (1 << 30),
                    left < kFreeBytesLeast ? "; documents of one conference take up to 512 MiB" : ""));
}

void Findings::organizers() {
    const Path file = settings_.data / "organizers";
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown))
        return add(Verdict::doubtful, "organizers",
                   fmt::format("{} is not there: nobody can found a conference. Put a line `name key` there "
                               "for each organizer; `vouch organizer keygen` shows the key",
                               file.string()));
    try {
        const auto keys = parse_organizers(disk::read_text_file(file, kOrganizersBytesMax));
        if (!keys) return add(Verdict::wrong, "organizers", file.string() + ": " + keys.rejection().detail);
        add(keys->empty() ? Verdict::doubtful : Verdict::good, "organizers",
            fmt::format("{} names {}", file.string(), keys->size()));
    } catch (const StorageError& error) {
        add(Verdict::wrong, "organizers", error.what());
    }
}

void Findings::name() {
    const std::string& given = settings_.name;
    if (given.empty())
        return add(Verdict::doubtful, "name",
                   "without --name slips say localhost, which no phone can open: give the name that phones "
                   "reach this server by");
    const auto endpoint = net::Endpoint::parse("https://" + given);
    if (!endpoint || !endpoint->path.empty() || given.ends_with('/'))
        return add(Verdict::wrong, "name", "--name " + given + ": not of the form HOST[:PORT]");
    names_address(endpoint->host);
}

void Findings::names_address(const std::string& host) {
    in6_addr parsed;
    if (inet_pton(AF_INET, host.c_str(), &parsed) == 1 || inet_pton(AF_INET6, host.c_str(), &parsed) == 1)
        return add(Verdict::doubtful, "name",
                   host +
                       " is an address: public authorities certify names, and without a certificate of "
                       "theirs phones warn or refuse");
    addrinfo* found = nullptr;
    const int error = getaddrinfo(host.c_str(), nullptr, nullptr, &found);
    if (error != 0)
        return add(Verdict::wrong, "name",
                   fmt::format("{} has no address here ({}): phones in the hall ask the same question", host,
                               gai_strerror(error)));
    freeaddrinfo(found);
    add(Verdict::good, "name", host + " has an address");
}

void Findings::port() {
    const std::string at = fmt::format("{}:{}", settings_.listen_address, settings_.listen_port);
    if (running_) return add(Verdict::good, "port", "the server that runs has it");
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(settings_.listen_address, error);
    if (error) return add(Verdict::wrong, "port", at + ": that is no address of a machine");
    boost::asio::io_context context;
    tcp::acceptor acceptor(context);
    const tcp::endpoint endpoint(address, settings_.listen_port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(1, error);
    if (!error) return add(Verdict::good, "port", at + " is free");
    const char* next = "";
    if (error == boost::asio::error::access_denied)
        next = "; ports below 1024 need the right CAP_NET_BIND_SERVICE, which the systemd unit can give";
    if (error == boost::asio::error::address_in_use) next = "; another program listens there";
    add(Verdict::wrong, "port", fmt::format("{}: {}{}", at, error.message(), next));
}

void Findings::certificate() {
    if (settings_.certificate.empty()) return own_certificate();
    const auto endpoint = net::Endpoint::parse("https://" + settings_.name);
    try {
        const auto read = net::CertificateFiles(settings_.data, settings_.certificate, settings_.key,
                                                settings_.name.empty() || !endpoint ? "" : endpoint->host)
                              .read();
        if (!read.warning.empty()) return add(Verdict::doubtful, "certificate", read.warning);
        add(Verdict::good, "certificate",
            fmt::format("{} holds for {} more days", settings_.certificate.string(),
                        *net::days_left(read.pem)));
    } catch (const StorageError& error) {
        add(Verdict::wrong, "certificate", error.what());
    }
    struct stat state {};
    if (stat(settings_.key.c_str(), &state) == 0 && (state.st_mode & 007U) != 0)
        add(Verdict::doubtful, "certificate",
            settings_.key.string() + " can be read by everybody on this machine: chmod o= it");
}

void Findings::own_certificate() {
    add(Verdict::doubtful, "certificate",
        "the server makes its own, at which phones warn or refuse: give it one of a public authority, with "
        "--cert and --key");
}

void Findings::clock() {
    timex state{};
    const int answer = adjtimex(&state);
    if (answer == TIME_ERROR || (state.status & STA_UNSYNC) != 0)
        return add(Verdict::doubtful, "clock",
                   "the system says that its clock is not set from any other: minutes give its times. Start "
                   "systemd-timesyncd or chrony, or set it by hand");
    add(Verdict::good, "clock", "it is set from others");
}

void Findings::open_files() {
    const std::size_t slots = net::Server::slots_for_files();
    add(slots < kConnectionsLeast ? Verdict::doubtful : Verdict::good, "open files",
        fmt::format("room for {} connections at a time{}", slots,
                    slots < kConnectionsLeast ? ": raise LimitNOFILE or ulimit -n" : ""));
}

}    // namespace

std::vector<Finding> check(const Settings& settings) {
    return Findings(settings).all();
}

}    // namespace vouch::server
