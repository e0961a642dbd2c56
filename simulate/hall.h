#pragma once
// The hall where the vote is held: what people hand each other there, and what they meant. Nothing of it goes
// over the network.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/cli/organizer/organizer.h"
#include "client/cli/participant/cast.h"
#include "client/cli/participant/device.h"
#include "client/cli/trustee/run.h"
#include "simulate/network.h"

namespace vouch::simulation {

/// What is drawn of an election beside its faults.
struct Shape {
    std::uint32_t people = 6;    // who come; as many are on the roll
    std::uint32_t revotes = 100;
    std::uint32_t votes_most = 2;    // of one participant
    std::uint32_t strangers = 0;
    bool organizer_leaves = false;         // for a while, after having asked for a freeze
    std::uint32_t with_two_devices = 0;    // who checks in on both: a roll number; 0 for nobody
    Duration voting{};
    server::Limits limits;
};
Shape draw_shape(Draw& draw);

/// One ballot that somebody honest sealed, and how it ended.
struct Meant {
    Bytes32 tag{};
    std::uint32_t revision = 0;
    std::vector<election::Level> levels;
    Bytes body;
    std::optional<client::BallotReceipt> receipt;
    std::optional<Reason> refused;    // signed, for good
};

struct Hall {
    Hall(World& of, Network& over, const Faults& wrong, std::filesystem::path folder, Shape shape_drawn,
         std::uint64_t seed);

    Path home(const std::string& name) const { return homes / name; }
    client::OrganizerKeys organizer_keys() const { return organizer->clone(); }
    net::Endpoint server() const { return {kServerName, 443, ""}; }
    /// Time that a person takes.
    Duration moment(std::chrono::milliseconds least, std::chrono::milliseconds most) {
        return draw.between(least, most);
    }

    World& world;
    Network& network;
    const Faults& faults;
    const Path homes;
    const Shape shape;
    Draw draw;
    net::Trust trust;
    std::optional<client::OrganizerKeys> organizer;

    // On paper and by word of mouth.
    std::optional<client::ConferenceAddress> address;
    std::string log_vkey;
    std::vector<std::string> tokens;               // one for each trustee
    std::map<std::uint32_t, std::string> slips;    // by roll number
    bool over = false;                             // the organizer went home
    bool second_device_checked_in = false, gave_way_to_second_device = false;

    std::vector<Meant> meant;
    std::vector<std::string> complaints;    // what must not happen to honest people
};

/// Of every key file; they are no secrets here.
inline const SecretBuffer kPassphrase{bytes_of("correct horse")};

inline constexpr std::uint32_t kTrustees = 3, kThreshold = 2;

// Lives.

void organize(Hall& hall);
void be_trustee(Hall& hall, std::uint32_t number);
void participate(Hall& hall, std::uint32_t number);
/// The second device of whoever has two: it checks in, or finds the number taken.
void take_second_device(Hall& hall);
/// Sends what no device of ours sends.
void be_a_stranger(Hall& hall, std::uint32_t number);

/// Tries until it is done, as people do: again after a pause where it was not, or where the network failed.
template <class Attempt>
void persist(Hall& hall, const char* doing, Attempt attempt) {
    using namespace std::chrono_literals;
    for (;;) {
        try {
            if (attempt()) return;
        } catch (const std::exception&) {
            hall.world.say(std::string(doing) + " failed");
        }
        hall.world.sleep(hall.moment(500ms, 6s));
    }
}

}    // namespace vouch::simulation
