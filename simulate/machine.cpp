#include "simulate/machine.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cerrno>

#include "disk/files.h"
#include "disk/folders.h"
#include "server/store.h"
#include "simulate/executor.h"
#include "simulate/network.h"
#include "wire/conference_id.h"

namespace vouch::simulation {
namespace {

constexpr auto kData = "data";
constexpr auto kRestartAfterFailure = std::chrono::seconds(5);
/// An operator looks again, and starts the program anew where a conference is out of service.
constexpr auto kOperatorLooksAfter = std::chrono::seconds(20);
constexpr std::size_t kVerifiersMost = 3;

std::vector<std::string> conferences_in(const std::filesystem::path& data) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(data))
        if (wire::is_conference_id(entry.path().filename().string()))
            out.push_back(entry.path().filename().string());
    std::ranges::sort(out);
    return out;
}

}    // namespace

Life::Life(World& world, const std::filesystem::path& data, const server::Limits& limits,
           std::size_t verifiers)
    : world_(world),
      data_(data),
      context_(std::make_unique<boost::asio::io_context>()),
      more_to_come_(context_->get_executor()),
      alive_(std::make_shared<Life*>(this)) {
    service_ =
        std::make_unique<server::Service>(data, server::Executors{executor(), executor(), verifiers}, limits);
    service_->set_names(kServerName, {});
}

Life::~Life() {
    alive_.reset();    // what is posted from here on is dropped
    ready_.clear();
    service_.reset();
    more_to_come_.reset();
    context_.reset();
}

boost::asio::any_io_executor Life::executor() {
    return DrawnExecutor(*this);
}

void Life::post(std::function<void()> work) {
    if (!alive_) return;
    ready_.push_back(std::move(work));
    world_.when_drawn([weak = std::weak_ptr<Life*>(alive_)] {
        if (const auto alive = weak.lock()) (*alive)->take_turn();
    });
}

void Life::take_turn() {
    if (ready_.empty()) return;
    world_.trace().count("server");
    run(world_.draw().below(ready_.size()));
    const auto call = after_turn_;    // it may end this life
    if (call) call();
}

void Life::run(std::size_t which) {
    std::swap(ready_[which], ready_.back());
    const std::function<void()> work = std::move(ready_.back());
    ready_.pop_back();
    try {
        work();
    } catch (const std::exception& error) {
        service_->failed(error.what());
    }
}

void Life::look_at_timers() {
    // Asio sleeps by the machine's clock, and looks at ours only when it arms a timer that is due first.
    server::Timer look(*context_);
    look.expires_at(TimePoint::min());
    look.async_wait([](boost::system::error_code) {});
    while (context_->poll() > 0) {
    }
}

void Life::wind_up() {
    after_turn_ = nullptr;
    for (const std::string& id : conferences_in(data_))
        if (const auto conference = service_->conference(id))
            boost::asio::co_spawn(executor(), (*conference)->stop(), boost::asio::detached);
    do {
        while (!ready_.empty()) run(ready_.size() - 1);
        look_at_timers();
    } while (!ready_.empty());
}

Machine::Machine(World& world, Faults& faults, const std::filesystem::path& folder,
                 const server::Limits& limits)
    : world_(world), faults_(faults), disk_(folder), limits_(limits) {
    disk::make_folders(disk_.folder() / kData);
    disk_.begin_from(disk_.now());
    disk_.before_each([this](Disk::Call call) { return before_disk_call(call); });
    world_.when_time_moves([this] {
        if (network_) network_->quiet();
        if (life_) life_->look_at_timers();
    });
    for (const Fault& fault : faults_.timed())
        world_.after(std::chrono::seconds(fault.at), [this, fault] {
            world_.say(text_of(fault));
            faults_.hit(fault.kind);
            const std::chrono::seconds with(fault.with);
            if (fault.kind == Kind::clock_set)
                world_.set_calendar(with - std::chrono::days(1));
            else
                world_.jump(with);
        });
}

Machine::~Machine() {
    world_.when_time_moves(nullptr);
    if (life_) wind_up();
}

void Machine::may_organize(const std::string& line) {
    disk_.before_each(nullptr);
    disk::write_file(disk_.folder() / kData / "organizers", line + "\n");
    disk_.before_each([this](Disk::Call call) { return before_disk_call(call); });
}

int Machine::before_disk_call(Disk::Call call) {
    if (World::acting() != nullptr) return 0;    // no call of the server's
    int error = 0;
    for (const Fault& fault : faults_.next(Faults::Count::disk_call)) {
        world_.say(text_of(fault));
        if (fault.kind == Kind::disk_error) {
            error = EIO;
        } else if (fault.kind == Kind::disk_full) {
            full_until_ = world_.now() + std::chrono::seconds(fault.with);
        } else {
            fell_ = fault;
            disk_.stop();
            if (life_) life_->falls_silent();
        }
    }
    const bool wants_space = call == Disk::Call::make || call == Disk::Call::write;
    if (error == 0 && wants_space && world_.now() < full_until_) error = ENOSPC;
    return error;
}

void Machine::after_turn() {
    for (const Fault& fault : faults_.next(Faults::Count::turn)) {
        world_.say(text_of(fault));
        if (!fell_) fell_ = fault;
    }
    if (fell_) fall(*std::exchange(fell_, {}));
}

void Machine::wind_up() {
    life_->falls_silent();
    network_->end_all();
    life_->wind_up();
    network_->lost_server();
    life_.reset();
}

/// The machine ended at that fault; it starts again from what its disk holds.
void Machine::fall(const Fault& fault) {
    disk_.stop();
    if (life_) wind_up();
    const bool power = fault.kind == Kind::power_cut || fault.kind == Kind::old_backup;
    Disk::Files files = power ? disk_.after_power_cut(world_.draw()) : disk_.now();
    if (fault.kind == Kind::old_backup && !backup_.empty()) {
        if (!put_aside_) put_aside_ = files;    // else the disk held an old copy, too
        put_old_back(files);
    } else {
        backup_ = files;
    }
    disk_.begin_from(files);
    if (fault.kind == Kind::bit_flip) flip_a_bit();
    start_after(std::chrono::seconds(1 + fault.with % 20));
}

/// In one of the tiles that are stored, which are derived from the entries; in none where there are none yet.
void Machine::flip_a_bit() {
    disk_.before_each(nullptr);
    for (const std::string& id : conferences_in(disk_.folder() / kData)) {
        const auto store = server::open_store(disk_.folder() / kData / id);
        const std::uint64_t size = store->head().size;
        if (size == 0) continue;
        const std::uint64_t index = world_.draw().below((size + kTileWidth - 1) / kTileWidth);
        const auto width =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(kTileWidth, size - index * kTileWidth));
        Tile tile{{LogFile::Kind::hashes, 0, index, width}, store->tile(0, index)};
        tile.hashes[world_.draw().below(tile.hashes.size())] ^=
            static_cast<std::uint8_t>(1u << world_.draw().below(8));
        store->put_tiles({&tile, 1});
    }
    disk_.begin_from(disk_.now());
    disk_.before_each([this](Disk::Call call) { return before_disk_call(call); });
}

void Machine::start_after(Duration time) {
    world_.after(time, [this] { start(); });
}

void Machine::start() {
    if (life_) return;
    ++starts_;
    world_.say("the server starts");
    try {
        life_ = std::make_unique<Life>(world_, disk_.folder() / kData, limits_,
                                       world_.draw().between(1, kVerifiersMost));
        life_->after_turn([this] { after_turn(); });
        at_start_ = conferences_in(disk_.folder() / kData);
        // Served, what was put back is no older than the log that was signed, and from now on it is the
        // newest.
        if (out_of_service().empty()) put_aside_.reset();
    } catch (const std::exception& error) {
        world_.say("the server does not start");
    }
    if (fell_) return fall(*std::exchange(fell_, {}));
    if (!life_) return start_after(kRestartAfterFailure);
    world_.after(kOperatorLooksAfter, [this, which = starts_] {
        if (which == starts_) operator_looks();
    });
}

/// Why each of those is that is out of service since the start; it stays so until the next one.
std::vector<Rejection> Machine::out_of_service() const {
    std::vector<Rejection> out;
    for (const std::string& id : at_start_) {
        const auto conference = life_->service().conference(id);
        if (!conference.ok()) out.push_back(conference.rejection());
    }
    return out;
}

void Machine::operator_looks() {
    if (!life_) return;
    const std::vector<Rejection> why = out_of_service();
    for (const Rejection& rejection : why) world_.say("out of service: " + to_string(rejection));
    if (why.empty()) return;
    world_.say(put_aside_ ? "the operator puts the newest copy back" : "the operator starts the server anew");
    disk_.stop();
    wind_up();
    disk_.begin_from(put_aside_ ? *put_aside_ : disk_.now());
    put_aside_.reset();
    start_after(std::chrono::seconds(1));
}

/// The conferences that the copy holds as they were; what was signed is no part of a copy.
void Machine::put_old_back(Disk::Files& files) {
    const std::string data = std::string(kData) + "/";
    const auto is_of_conference = [this, &data](const std::string& path) {
        const std::string of = path.substr(0, path.find('/', data.size()));
        return of.starts_with(data) && wire::is_conference_id(of.substr(data.size())) && backup_.contains(of);
    };
    std::erase_if(files, [&](const auto& file) { return is_of_conference(file.first); });
    for (const auto& [path, content] : backup_)
        if (is_of_conference(path)) files[path] = content;
}

void Machine::end() {
    disk_.before_each(nullptr);
    if (life_) wind_up();
}

}    // namespace vouch::simulation
