// Participants, whose devices are the command's own code, with its rule for trying again.

#include <fmt/core.h>

#include "client/cli/participant/home.h"
#include "election/ballot.h"
#include "simulate/hall.h"

namespace vouch::simulation {
namespace {

using namespace client;
using namespace std::chrono_literals;

/// How long a ballot may take: a replacement waits a minute, and a freeze lasts one. The rest is for trying
/// again. A fault may have begun before.
constexpr auto kWaitMost = 120s, kWaitForAFault = 150s;

class Participant {
public:
    Participant(Hall& hall, std::uint32_t number)
        : hall_(hall), number_(number), home_(hall.home(fmt::format("participant-{}", number))) {}

    void live() {
        persist(hall_, "waiting for a slip", [&] { return hall_.slips.contains(number_); });
        hall_.world.sleep(hall_.moment(0s, 20s));
        persist(hall_, "checking in", [&] { return by_a_program([&] { return check_in(); }); });
        const std::uint64_t votes = hall_.draw.between(1, hall_.shape.votes_most);
        for (std::uint64_t vote = 0; vote < votes && may_vote_; ++vote) {
            hall_.world.sleep(hall_.moment(0s, 40s));
            levels_ = {static_cast<election::Level>(hall_.draw.below(4))};
            began_.reset();
            persist(hall_, "casting", [&] { return by_a_program([&] { return cast(); }); });
            complain_of_wait();
        }
    }

private:
    /// False where the program ended in the middle: the person starts it again.
    template <class Command>
    bool by_a_program(Command command) {
        hall_.world.begin_program();
        bool done = false;
        try {
            done = command();
        } catch (const ProgramEnds&) {
            // Whoever started it sees that it is gone.
        } catch (const std::exception&) {
            if (hall_.world.finish_program()) throw;
            return false;
        }
        return hall_.world.finish_program() && done;
    }

    /// As `vouch participant enrol` does.
    bool check_in() {
        DeviceStorage storage;
        std::optional<ParticipantHome> home;
        std::optional<DeviceCredential> credential;
        std::optional<Seen> seen;
        if (ParticipantHome::exists(home_)) {
            home.emplace(*ParticipantHome::open(home_, kPassphrase));
            credential = home->credential().clone();
            seen = read_record(home_)->seen;
        } else {
            storage.credential = [&](const DeviceCredential& drawn) {
                static_cast<void>(
                    *ParticipantHome::make(home_, *hall_.address, drawn, kPassphrase, kKeyFileCostForTests));
            };
        }
        auto device = Device::scan(*hall_.address, *parse_slip_link(hall_.slips.at(number_)),
                                   std::move(storage), std::move(credential), seen);
        if (!device.ok()) return may_give_up(device.rejection());
        const Status done = device->check_in();
        return done.ok() || may_give_up(done.rejection());
    }
    /// The vote has begun without this participant, or their other device was faster.
    bool may_give_up(const Rejection& why) {
        const bool other_device =
            hall_.shape.with_two_devices == number_ && why.reason == Reason::number_taken;
        if (why.reason != Reason::wrong_phase && !other_device) return false;
        hall_.gave_way_to_second_device |= other_device;
        may_vote_ = false;
        return true;
    }

    /// As `vouch participant cast` does.
    bool cast() {
        const auto home = ParticipantHome::open(home_, kPassphrase);
        auto device = home->device();
        if (!device.ok()) return false;    // there is no log now, or an older one
        const DeviceView& view = device->view();
        if (view.close_index()) return give_up();
        if (!view.opening().ok()) return false;
        if (!began_) began_ = Beginning{hall_.world.now(), hall_.faults.met()};
        const auto pending = home->pending();
        if (*pending) return ended(**pending, device->cast_stored(**pending), *home, *device);
        auto sealed = device->seal(levels_);
        if (!sealed.ok()) {
            if (sealed.rejection().reason == Reason::wrong_revision) return give_up();
            return complain(sealed.rejection(), "sealing");
        }
        const Bytes body = sealed->body;
        const auto head = election::ballot_head(body);
        hall_.meant.push_back({head->tag, head->revision, levels_, body, {}, {}});
        try {
            return ended(body, device->cast(*std::move(sealed)), *home, *device);
        } catch (const StorageError&) {
            // The program ended before the ballot was kept, and so before it was sent.
            if (*home->pending() != body)
                std::erase_if(hall_.meant,
                              [&](const Meant& ballot) { return ballot.body == body && !ballot.receipt; });
            throw;
        }
    }

    bool ended(const Bytes& body, const Result<BallotReceipt>& outcome, const ParticipantHome& home,
               const Device& device) {
        Meant& ballot = *std::ranges::find(hall_.meant, body, &Meant::body);
        if (outcome.ok()) {
            ballot.receipt = *outcome;
            hall_.world.say(fmt::format("participant {} has a receipt", number_));
            return true;
        }
        const Reason reason = outcome.rejection().reason;
        hall_.world.say(fmt::format("participant {} is refused: {}", number_, name(reason)));
        // The last one is for a refusal that nobody signed, which counts for nothing.
        constexpr Reason kForNow[] = {Reason::too_early, Reason::over_capacity, Reason::bad_signature};
        if (std::ranges::count(kForNow, reason) > 0) return false;
        // After the close no envelope is opened any more: whether it came in time, its device reads in the
        // log.
        if (reason == Reason::wrong_phase && !device.view().close_index()) return false;
        if (reason == Reason::wrong_phase && device.recorded(body)) return give_up();
        ballot.refused = reason;
        if (reason == Reason::wrong_revision) home.forget_pending();
        if (reason == Reason::wrong_phase) return give_up();
        return complain(outcome.rejection(), "casting");
    }

    void complain_of_wait() {
        if (!began_) return;
        const Duration waited = hall_.world.now() - began_->at,
                       allowed = kWaitMost + kWaitForAFault * (hall_.faults.met() - began_->faults + 1);
        if (waited > allowed)
            hall_.complaints.push_back(
                fmt::format("participant {} waited {} s for an answer", number_, waited / 1s));
    }
    bool give_up() {
        may_vote_ = false;
        return true;
    }
    /// Nothing of this happens to anybody honest at a server that holds to the protocol.
    bool complain(const Rejection& why, const char* of) {
        hall_.complaints.push_back(fmt::format("participant {}, {}: {}", number_, of, name(why.reason)));
        return true;
    }

    Hall& hall_;
    const std::uint32_t number_;
    const Path home_;
    bool may_vote_ = true;
    struct Beginning {
        TimePoint at;
        std::uint64_t faults;    // met before
    };
    std::optional<Beginning> began_;    // of the casting that is under way
    std::vector<election::Level> levels_;
};

}    // namespace

void participate(Hall& hall, std::uint32_t number) {
    Participant(hall, number).live();
}

}    // namespace vouch::simulation
