#pragma once
// A tally server that lies when it is told to. Behind it stands the true server, with its own store, sessions
// and keys; in front of it somebody who holds the log's key and decides what is sent. Nothing of it is in
// what ships. docs/threat-model.md, "Lies, and who notices".

#include <map>
#include <mutex>

#include "net/certificate.h"
#include "server/keys.h"
#include "tests/server/test_server.h"
#include "tests/support/published_log.h"

namespace vouch::testing {

namespace asio = boost::asio;

/// Passes everything on, but for the answers that it was told.
class Front : public net::Handler {
public:
    /// Before anything is asked.
    void stands_before(net::Handler& honest) { honest_ = &honest; }

    void send(const std::string& path, Bytes content);
    void lose(const std::string& path);    // 404
    void be_honest();
    /// What was asked for, in order, since the last call.
    std::vector<std::string> asked();

    asio::awaitable<net::HttpAnswer> get(std::string path) override;
    bool has_socket(const std::string& path) const override { return honest_->has_socket(path); }
    asio::awaitable<void> serve(std::string path, std::shared_ptr<net::WebSocket> socket) override {
        return honest_->serve(std::move(path), std::move(socket));
    }
    void failed(std::string_view) noexcept override {}

private:
    net::Handler* honest_ = nullptr;
    std::mutex mutex_;    // guards what follows
    std::map<std::string, std::optional<Bytes>> lies_;
    std::vector<std::string> asked_;
};

/// A web client of three files, as the server serves it and as the manifest names it.
class MadeWebClient {
public:
    MadeWebClient();
    MadeWebClient(const MadeWebClient&) = delete;    // its files are views of it
    MadeWebClient& operator=(const MadeWebClient&) = delete;
    std::span<const server::WebFile> files() const { return files_; }
    Bytes32 digest() const { return sha256(bytes_of(list_)); }

private:
    std::string index_, script_, list_;
    std::array<std::string, 3> digests_;
    std::vector<server::WebFile> files_;
};

class LyingServer : public AnyServer {
public:
    LyingServer();
    ~LyingServer() override;
    std::uint16_t port() override { return front_server_->port(); }
    std::string pin() override { return pin_; }
    const MadeWebClient& web_client() const { return web_client_; }
    Front& front() { return front_; }

private:
    MadeWebClient web_client_;
    net::SelfSigned certificate_;
    std::string pin_;
    Front front_;
    asio::io_context context_;
    std::optional<net::Server> front_server_;
    std::optional<server::Instance> honest_;
    std::vector<std::thread> threads_;
};

/// What the server that holds a conference's log can show of it.
class LyingLog {
public:
    LyingLog(LyingServer& server, std::string conference_path);

    const Vkey& vkey() const { return keys_.vkey(); }
    /// The log as the true server publishes it now.
    PublishedLog honest();
    std::string signed_checkpoint(std::uint64_t size, const Bytes32& root) const;

    /// From now on this log is shown in the place of the true one, its checkpoint signed with the log's key.
    void show(const PublishedLog& log);
    /// Another checkpoint, and the true files.
    void show_checkpoint(const std::string& note);
    /// The true log with other bytes in that file, whatever its size is when it is asked for.
    void alter(const LogFile& file, std::size_t byte);
    void lose(const LogFile& file);

    // The lies by name, each about the log as it is now.
    void show_fork_of_this_size();
    void show_fork_that_grew();
    void rewind_to(std::uint64_t size);
    void alter_tile();
    void rewrite_entry(std::uint64_t index);
    void truncate();
    void append(const Bytes& entry);

private:
    std::string path_of(const LogFile& file) const { return path_ + "/log/" + file.path(); }
    LogFile last_file(LogFile::Kind kind);

    LyingServer& server_;
    const std::string path_;
    server::ConferenceKeys keys_;
};

/// A log with these entries.
PublishedLog published(const std::vector<Bytes>& entries);

}    // namespace vouch::testing
