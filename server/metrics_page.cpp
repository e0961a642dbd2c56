#include "server/metrics_page.h"

#include <fmt/core.h>

namespace vouch::server {

std::string amiss(const Metrics::Now& now) {
    std::string out;
    if (now.out_of_service > 0)
        out += fmt::format("{} of {} conferences are out of service; the log says why\n", now.out_of_service,
                           now.conferences);
    if (now.free_bytes < kFreeBytesOfHealthLeast)
        out += fmt::format("{} MiB are free on the disk\n", now.free_bytes >> 20);
    if (now.certificate_days < 0) out += "the certificate has ended\n";
    return out;
}

boost::asio::awaitable<net::HttpAnswer> MetricsPage::get(std::string path) {
    net::HttpAnswer answer;
    if (path == "/metrics") {
        answer = net::HttpAnswer(200, "text/plain; version=0.0.4; charset=utf-8", "no-store",
                                 copy(bytes_of(metrics_.text(look_()))));
    } else if (path == "/healthz") {
        const std::string wrong = amiss(look_());
        answer = net::HttpAnswer(wrong.empty() ? 200 : 503, "text/plain; charset=utf-8", "no-store",
                                 copy(bytes_of(wrong.empty() ? "ok\n" : wrong)));
    }
    answer.any_page = false;
    co_return answer;
}

boost::asio::awaitable<void> MetricsPage::serve(std::string, std::shared_ptr<net::WebSocket>) {
    co_return;
}

void MetricsPage::failed(std::string_view) noexcept {}    // whoever asked asks again

}    // namespace vouch::server
