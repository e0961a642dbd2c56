#include "server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <mutex>

namespace vouch::server {
namespace {

using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
using prometheus::Registry;

constexpr std::size_t kReasons = 15;    // by their numbers, from 1

using OfReasons = std::array<Counter*, kReasons>;

Counter& counter(Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}
Gauge& gauge(Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}
Histogram& histogram(Registry& registry, const char* name, const char* help,
                     const Histogram::BucketBoundaries& bounds) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add({}, bounds);
}
OfReasons by_reason(Registry& registry, const char* name, const char* help) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry);
    OfReasons out{};
    for (std::size_t number = 1; number < kReasons; ++number)
        out[number] = &family.Add({{"reason", std::string(vouch::name(static_cast<Reason>(number)))}});
    return out;
}

}    // namespace

/// Everything is made at the start, so that counting needs no memory.
struct Metrics::Impl {
    Registry registry;
    Histogram& receipt_seconds =
        histogram(registry, "vouch_receipt_seconds",
                  "From a ballot's arrival to its receipt, the wait for others included",
                  {0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 10, 20});
    OfReasons refused_casts =
        by_reason(registry, "vouch_casts_refused_total", "Ballots that got no receipt, by reason");
    OfReasons refused =
        by_reason(registry, "vouch_refusals_total", "Requests of any kind that were refused, by reason");
    Histogram& batch_ballots = histogram(registry, "vouch_batch_ballots", "Ballots admitted together",
                                         {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024});
    Counter& checkpoints =
        counter(registry, "vouch_checkpoints_total", "Times that a log was extended, stored and signed");
    Counter& freezes = counter(registry, "vouch_freezes_total",
                               "Times that a log was asked to stand still, for an opening or a close");
    Gauge& connections = gauge(registry, "vouch_connections", "Connections at this moment");
    Gauge& connection_slots = gauge(registry, "vouch_connection_slots", "Connections that there is room for");
    Gauge& conferences = gauge(registry, "vouch_conferences", "Conferences on this server");
    Gauge& out_of_service = gauge(registry, "vouch_conferences_out_of_service",
                                  "Those that are not served, for which the log has the reason");
    Gauge& waiting_ballot_bytes =
        gauge(registry, "vouch_waiting_ballot_bytes", "Ballots without an answer, in bytes");
    Gauge& incoming_file_bytes =
        gauge(registry, "vouch_incoming_file_bytes", "Files that are being uploaded, in bytes");
    Gauge& free_bytes = gauge(registry, "vouch_data_free_bytes", "Free on the disk of the data folder");
    Gauge& certificate_days =
        gauge(registry, "vouch_certificate_days", "Until the certificate in use ends; below 0 once it has");
    prometheus::Family<Gauge>& program =
        prometheus::BuildGauge().Name("vouch_build_info").Help("Which program this is").Register(registry);
    std::mutex mutex;    // two who look at a time
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::receipt(Duration after) {
    impl_->receipt_seconds.Observe(std::chrono::duration<double>(after).count());
}
void Metrics::refused_cast(Reason reason) {
    impl_->refused_casts.at(static_cast<std::size_t>(reason))->Increment();
}
void Metrics::refused(Reason reason) {
    impl_->refused.at(static_cast<std::size_t>(reason))->Increment();
}
std::uint64_t Metrics::refused_so_far(Reason reason) const {
    return static_cast<std::uint64_t>(impl_->refused.at(static_cast<std::size_t>(reason))->Value());
}
void Metrics::admitted(std::size_t ballots) {
    impl_->batch_ballots.Observe(static_cast<double>(ballots));
}
void Metrics::checkpoint() {
    impl_->checkpoints.Increment();
}
void Metrics::freeze() {
    impl_->freezes.Increment();
}

std::string Metrics::text(const Now& now) const {
    const std::lock_guard lock(impl_->mutex);
    impl_->connections.Set(static_cast<double>(now.connections));
    impl_->connection_slots.Set(static_cast<double>(now.connection_slots));
    impl_->conferences.Set(static_cast<double>(now.conferences));
    impl_->out_of_service.Set(static_cast<double>(now.out_of_service));
    impl_->waiting_ballot_bytes.Set(static_cast<double>(now.waiting_ballot_bytes));
    impl_->incoming_file_bytes.Set(static_cast<double>(now.incoming_file_bytes));
    impl_->free_bytes.Set(static_cast<double>(now.free_bytes));
    impl_->certificate_days.Set(static_cast<double>(now.certificate_days));
    impl_->program.Add({{"program", now.program}}).Set(1);
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}    // namespace vouch::server
