#include "tests/hostile/lying_server.h"

#include <boost/asio/ip/address.hpp>

#include "client/cli/shared/log_source.h"

// GCC 12: no braced aggregate, no ?: with a class result and no capturing lambda inside an expression that
// holds a co_await; arguments of coroutines are named and moved.

namespace vouch::testing {

namespace {
constexpr unsigned kOk = 200;
constexpr int kNetworkThreads = 2;
}    // namespace

void Front::send(const std::string& path, Bytes content) {
    const std::lock_guard lock(mutex_);
    lies_[path] = std::move(content);
}

void Front::lose(const std::string& path) {
    const std::lock_guard lock(mutex_);
    lies_[path] = std::nullopt;
}

void Front::be_honest() {
    const std::lock_guard lock(mutex_);
    lies_.clear();
}

std::vector<std::string> Front::asked() {
    const std::lock_guard lock(mutex_);
    return std::exchange(asked_, {});
}

asio::awaitable<net::HttpAnswer> Front::get(std::string path) {
    net::HttpAnswer answer;
    bool lies = false;
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back(path);
        if (const auto found = lies_.find(path); found != lies_.end()) {
            lies = true;
            if (found->second)
                answer = net::HttpAnswer(kOk, "application/octet-stream", "no-store", *found->second);
        }
    }
    if (!lies) answer = co_await honest_->get(std::move(path));
    co_return answer;
}

MadeWebClient::MadeWebClient()
    : index_("<!doctype html><script src=\"/assets/app.js\"></script>"), script_("console.log('vouch');") {
    digests_ = {to_hex(sha256(bytes_of(index_))), to_hex(sha256(bytes_of(script_))), {}};
    list_ = digests_[1] + "  assets/app.js\n" + digests_[0] + "  index.html\n";
    digests_[2] = to_hex(sha256(bytes_of(list_)));
    files_ = {{"index.html", bytes_of(index_), {}, digests_[0]},
              {"assets/app.js", bytes_of(script_), {}, digests_[1]},
              {"bundle.txt", bytes_of(list_), {}, digests_[2]}};
}

LyingServer::LyingServer() : certificate_(net::make_self_signed({"127.0.0.1"})) {
    spdlog::set_level(spdlog::level::off);
    pin_ = *net::pin_of(certificate_.certificate_pem);
    front_server_.emplace(context_, asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0),
                          certificate_.certificate_pem, certificate_.key_pem, front_);
    server::Settings settings;
    settings.data = data();
    settings.listen_address = "127.0.0.1";
    settings.listen_port = 0;    // nobody is told of it
    settings.name = net::Endpoint{"127.0.0.1", port(), ""}.authority();
    settings.limits = TestServer::quick();
    settings.web_client = web_client_.files();
    honest_.emplace(settings);
    front_.stands_before(honest_->service());
    for (int i = 0; i < kNetworkThreads; ++i) threads_.emplace_back([this] { net::run(context_, front_); });
}

LyingServer::~LyingServer() {
    forget_connection();
    front_server_->stop();
    for (std::thread& thread : threads_) thread.join();
    honest_.reset();
}

LyingLog::LyingLog(LyingServer& server, std::string conference_path)
    : server_(server),
      path_(std::move(conference_path)),
      keys_(server.data() / path_.substr(path_.rfind('/') + 1)) {}

PublishedLog LyingLog::honest() {
    server_.front().be_honest();
    const Checkpoint checkpoint = checkpoint_of(server_, path_, vkey());
    net::Endpoint log = server_.endpoint();
    log.path = path_ + "/log";
    const auto entries =
        client::fetch_entries(client::log_over_https(log, server_.trust()), 0, checkpoint.size);
    REQUIRE(entries.ok());
    PublishedLog out = published(*entries);
    REQUIRE(out.root() == checkpoint.root);
    return out;
}

std::string LyingLog::signed_checkpoint(std::uint64_t size, const Bytes32& root) const {
    const std::string text = Checkpoint{vkey().name(), size, root}.to_string();
    return SignedNote{text, {sign_note(text, vkey(), keys_.log_key())}}.to_string();
}

void LyingLog::show(const PublishedLog& log) {
    for (const auto& [file, content] : log.files) server_.front().send(path_ + "/log/" + file, content);
    show_checkpoint(signed_checkpoint(log.size(), log.root()));
}

void LyingLog::show_checkpoint(const std::string& note) {
    server_.front().send(path_ + "/log/checkpoint", copy(bytes_of(note)));
}

void LyingLog::alter(const LogFile& file, std::size_t byte) {
    PublishedLog log = honest();
    Bytes content = log.files.at(file.path());
    content.at(byte) ^= 1;
    server_.front().send(path_of(file), std::move(content));
}

void LyingLog::lose(const LogFile& file) {
    server_.front().lose(path_of(file));
    server_.front().lose(path_of(file.full()));
}

/// The newest file of that kind, at level 0.
LogFile LyingLog::last_file(LogFile::Kind kind) {
    const std::uint64_t last = honest().size() - 1;
    return {kind, 0, last / kTileWidth, static_cast<std::uint32_t>(last % kTileWidth + 1)};
}

void LyingLog::show_fork_of_this_size() {
    std::vector<Bytes> entries = honest().entries();
    entries.back().push_back(0);
    show(published(entries));
}

void LyingLog::show_fork_that_grew() {
    std::vector<Bytes> entries = honest().entries();
    entries.at(entries.size() / 2).push_back(0);
    entries.push_back(entries.back());
    entries.push_back(entries.front());
    show(published(entries));
}

void LyingLog::rewind_to(std::uint64_t size) {
    std::vector<Bytes> entries = honest().entries();
    entries.resize(size);
    show_checkpoint(signed_checkpoint(size, published(entries).root()));
}

void LyingLog::alter_tile() {
    alter(last_file(LogFile::Kind::hashes), 0);
}

void LyingLog::rewrite_entry(std::uint64_t index) {
    std::vector<Bytes> entries = honest().entries();
    entries.at(index).back() ^= 1;
    const std::uint64_t first = index / kTileWidth * kTileWidth;
    const std::uint64_t width = std::min<std::uint64_t>(kTileWidth, entries.size() - first);
    const LogFile file{LogFile::Kind::entries, 0, index / kTileWidth, static_cast<std::uint32_t>(width)};
    server_.front().send(path_of(file), *encode_bundle(std::span(entries).subspan(first, width)));
}

void LyingLog::truncate() {
    lose(last_file(LogFile::Kind::entries));
}

void LyingLog::append(const Bytes& entry) {
    std::vector<Bytes> entries = honest().entries();
    entries.push_back(entry);
    show(published(entries));
}

PublishedLog published(const std::vector<Bytes>& entries) {
    PublishedLog out;
    out.append(entries);
    return out;
}

}    // namespace vouch::testing
