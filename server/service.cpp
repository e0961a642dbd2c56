#include "server/service.h"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "disk/folders.h"
#include "server/casting.h"
#include "server/http.h"
#include "server/restored.h"
#include "server/session.h"
#include "wire/conference_id.h"

namespace vouch::server {
Service::Service(const std::filesystem::path& data, Executors executors, const Limits& limits,
                 WebClient web_client)
    : data_(data),
      executors_(std::move(executors)),
      limits_(limits),
      web_client_(std::move(web_client)),
      organizers_(data / "organizers") {
    disk::make_folders(signed_states(data_));
    for (const auto& found : std::filesystem::directory_iterator(data_)) {
        const std::string id = found.path().filename().string();
        if (!wire::is_conference_id(id)) continue;
        try {
            open(id);
        } catch (const std::exception& error) {
            spdlog::error("{}: out of service: {}", id, error.what());
            out_of_service_[id] = error.what();
        }
    }
}

void Service::open(const std::string& id) {
    auto conference = Conference::open(data_ / id, signed_states(data_) / id, executors_, limits_);
    const std::lock_guard lock(mutex_);
    conferences_[id] = std::move(conference);
}

Result<std::shared_ptr<Conference>> Service::conference(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = conferences_.find(id); found != conferences_.end()) return found->second;
    if (const auto found = out_of_service_.find(id); found != out_of_service_.end())
        return {Reason::unknown_election, "this conference is out of service: " + found->second};
    return {Reason::unknown_election, "there is no conference " + id};
}

void Service::set_names(std::string name, std::vector<std::string> local_names) {
    name_ = std::move(name);
    local_names_ = std::move(local_names);
}

Status Service::check_address(std::string_view address, std::string_view path) const {
    if (address.ends_with(path)) {
        const std::string_view server = address.substr(0, address.size() - path.size());
        if (server == name_ || std::ranges::find(local_names_, server) != local_names_.end())
            return accepted();
    }
    return {
        Reason::not_fitting,
        fmt::format("this was signed for https://{}, and here is https://{}{}: use that address, or start "
                    "the server with the --name that people use",
                    address, name_, path)};
}

Result<std::string> Service::create() {
    {
        const std::lock_guard lock(mutex_);
        if (conferences_.size() >= limits_.conferences)
            return {Reason::over_capacity, "this server has as many conferences as it may have"};
    }
    const std::string id = wire::draw_conference_id(system_rng());
    try {
        Conference::make(data_ / id, name_ + wire::conference_path(id) + "/log");
        open(id);
    } catch (const std::exception& error) {
        spdlog::error("no conference is made: {}", error.what());
        return {Reason::over_capacity, "the server cannot store a new conference"};
    }
    spdlog::info("{}: created", id);
    return id;
}

boost::asio::awaitable<net::HttpAnswer> Service::get(std::string path) {
    net::HttpAnswer answer;
    if (auto of_web_client = web_client_.answer(path)) {
        answer = *std::move(of_web_client);
        co_return answer;
    }
    const auto parsed = wire::parse_path(path);
    if (!parsed) {
        answer = web_client_.lost(path);
        co_return answer;
    }
    const auto found = conference(parsed->id);
    if (!found) co_return answer;
    std::shared_ptr<Conference> of = *found;
    std::string rest = parsed->rest;
    if (rest.empty()) co_return answer;
    answer = co_await serve_file(std::move(of), std::move(rest));
    co_return answer;
}

bool Service::has_socket(const std::string& path) const {
    if (path == "/session") return true;
    const auto parsed = wire::parse_path(path);
    return parsed && (parsed->rest == "/session" || parsed->rest == "/cast");
}

boost::asio::awaitable<void> Service::serve(std::string path, std::shared_ptr<net::WebSocket> socket) {
    At at;
    bool casting = false;
    if (const auto parsed = wire::parse_path(path)) {
        const auto found = conference(parsed->id);
        if (!found) {
            refuse_session(*this, *socket, found.rejection());
            co_return;
        }
        at = {*found, wire::conference_path(parsed->id)};
        casting = parsed->rest == "/cast";
    }
    if (casting)
        co_await serve_cast(*this, std::move(at.conference), std::move(socket));
    else
        co_await serve_session(*this, std::move(at), std::move(socket));
}

void Service::failed(std::string_view what) noexcept {
    try {
        spdlog::error("a connection failed: {}", what);
    } catch (...) {
        // The line is lost.
    }
}

void Service::describe(Metrics::Now& now) const {
    now.program = program_;
    now.waiting_ballot_bytes = executors_.ballot_bytes->held();
    now.incoming_file_bytes = incoming_files_.held();
    const std::lock_guard lock(mutex_);
    now.conferences = conferences_.size() + out_of_service_.size();
    now.out_of_service = out_of_service_.size() +
                         static_cast<std::size_t>(std::ranges::count_if(
                             conferences_, [](const auto& one) { return !one.second->in_service(); }));
}

void Service::say_refusals() {
    std::string line;
    const std::lock_guard lock(mutex_);
    for (auto number = static_cast<int>(Reason::malformed); number <= static_cast<int>(Reason::puzzle_needed);
         ++number) {
        const auto reason = static_cast<Reason>(number);
        const std::uint64_t so_far = executors_.metrics->refused_so_far(reason);
        const std::uint64_t more = so_far - std::exchange(refusals_said_[reason], so_far);
        if (more > 0) line += fmt::format("{}{} × {}", line.empty() ? "" : ", ", more, name(reason));
    }
    if (!line.empty()) spdlog::info("refused since the last such line: {}", line);
}

void Service::stop() {
    std::vector<std::future<Accepted>> ends;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, conference] : conferences_)
            ends.push_back(asio::co_spawn(executors_.sequencers, conference->stop(), asio::use_future));
    }
    for (auto& end : ends) end.wait();
    say_refusals();
}

}    // namespace vouch::server
