#include "simulate/hall.h"

namespace vouch::simulation {
namespace {

constexpr auto kPin = "00000000000000000000000000000000000000000000000000000000000000ff";

}    // namespace

Shape draw_shape(Draw& draw) {
    using namespace std::chrono_literals;
    Shape out;
    out.people = static_cast<std::uint32_t>(draw.between(5, 9));
    out.revotes = draw.one_in(6) ? 0 : 100;
    out.votes_most = static_cast<std::uint32_t>(draw.between(1, 3));
    out.strangers = static_cast<std::uint32_t>(draw.below(3));
    out.organizer_leaves = draw.one_in(4);
    if (draw.one_in(3)) out.with_two_devices = static_cast<std::uint32_t>(draw.between(1, out.people));
    out.voting = draw.between(20s, 150s);
    constexpr std::size_t kMix[] = {1, 2, 8};
    out.limits.mix_ballots = kMix[draw.below(3)];
    if (draw.one_in(2)) out.limits.replace_after = {{}, {}, {}};
    if (draw.one_in(3)) out.limits.queued_ballots = 3;
    return out;
}

Hall::Hall(World& of, Network& over_which, const Faults& wrong, std::filesystem::path folder,
           Shape shape_drawn, std::uint64_t seed)
    : world(of),
      network(over_which),
      faults(wrong),
      homes(std::move(folder)),
      shape(std::move(shape_drawn)),
      draw(seed),
      trust(*net::Trust::pinned(kPin)) {
    organizer.emplace(
        *client::OrganizerKeys::make(home("organizer"), "An", kPassphrase, kKeyFileCostForTests));
}

}    // namespace vouch::simulation
