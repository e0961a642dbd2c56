#include <boost/asio/ssl.hpp>
#include <catch2/catch.hpp>

#include "tests/net/echo_server.h"

using namespace vouch;
using namespace vouch::net;
using namespace std::chrono_literals;
using testing::EchoServer;
namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using Tcp = boost::asio::ip::tcp;

namespace {

constexpr auto kLong = 20s;    // for what comes at once; longer only on a machine that stands still

template <class Function>
std::optional<Failure> failure(Function function) {
    try {
        function();
    } catch (const NetError& error) {
        UNSCOPED_INFO(error.what());
        return error.failure();
    }
    return {};
}

/// A plain TCP connection to the server.
struct Raw {
    asio::io_context context;
    Tcp::socket socket{context};
    explicit Raw(const EchoServer& server) {
        socket.connect({asio::ip::make_address("127.0.0.1"), server.server.port()});
    }
    void send(std::string_view text) {
        boost::system::error_code ignored;
        asio::write(socket, asio::buffer(text), ignored);
    }
    std::string read_all() {
        char buffer[4096];
        boost::system::error_code error;
        std::string out;
        while (!error) out.append(buffer, socket.read_some(asio::buffer(buffer), error));
        return out;
    }
    std::size_t read_to_end() { return read_all().size(); }
};

/// TLS with nothing above it.
struct RawTls {
    asio::io_context context;
    ssl::context tls{ssl::context::tls_client};
    std::optional<ssl::stream<Tcp::socket>> stream;
    explicit RawTls(const EchoServer& server) {
        stream.emplace(context, tls);
        stream->lowest_layer().connect({asio::ip::make_address("127.0.0.1"), server.server.port()});
    }
    void handshake() { stream->handshake(ssl::stream_base::client); }
    void send(std::string_view text) {
        boost::system::error_code ignored;
        asio::write(*stream, asio::buffer(text), ignored);
    }
    std::string read_to_end(boost::system::error_code& error) {
        std::string out;
        char buffer[4096];
        while (!error) out.append(buffer, stream->read_some(asio::buffer(buffer), error));
        return out;
    }
    std::string read_some() {
        char buffer[4096];
        return {buffer, stream->read_some(asio::buffer(buffer))};
    }
    std::string read_to_end() {
        boost::system::error_code error;
        return read_to_end(error);
    }
};

constexpr std::string_view kUpgrade =
    "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

void still_serves(EchoServer& server) {
    HttpsClient client(server.endpoint(), server.trust());
    CHECK(text_of(client.get("/hello").body) == "hello");
}

}    // namespace

TEST_CASE("who keeps a connection without getting on with it is cut, and others are served meanwhile") {
    EchoServer server({3s, 3s, 4s});    // long enough for what an honest client does on a busy machine
    SECTION("no handshake") {
        Raw raw(server);
        still_serves(server);
        CHECK(raw.read_to_end() == 0);
    }
    SECTION("half a handshake") {
        Raw raw(server);
        raw.send(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
        still_serves(server);
        raw.read_to_end();
    }
    SECTION("a request that never ends, a header line at a time") {
        RawTls raw(server);
        raw.handshake();
        raw.send("GET /hello HTTP/1.1\r\nHost: x\r\n");
        boost::system::error_code error;
        for (int i = 0; !error; ++i) {
            const std::string line = "X-" + std::to_string(i) + ": y\r\n";
            asio::write(*raw.stream, asio::buffer(line), error);
            std::this_thread::sleep_for(10ms);
        }
        still_serves(server);
    }
    SECTION("a WebSocket that answers no ping") {
        RawTls raw(server);
        raw.handshake();
        raw.send(kUpgrade);
        CHECK(raw.read_some().find("101") != std::string::npos);
        still_serves(server);
        raw.read_to_end();    // the ping, and the end
        while (server.handler.sockets_ended == 0) std::this_thread::yield();
    }
}

TEST_CASE("HTTP GET over one kept connection") {
    EchoServer server;
    HttpsClient client(server.endpoint(), server.trust());
    for (int i = 0; i < 3; ++i) {
        const HttpReply reply = client.get("/hello?query");
        CHECK(reply.status == 200);
        CHECK(reply.content_type == "text/plain; charset=utf-8");
        CHECK(text_of(reply.body) == "hello");
    }
    CHECK(client.get("/nowhere").status == 404);
    CHECK(client.get("/large").body.size() == 1'000'000);
    CHECK(server.server.connections() == 1);
    CHECK(failure([&] { client.get("/large", 999'999); }) == Failure::too_large);
    CHECK(client.get("/hello").status == 200);    // on a new connection
}

TEST_CASE("a kept connection that the server gave up is made anew") {
    EchoServer first;
    HttpsClient client(first.endpoint(), first.trust());
    CHECK(client.get("/hello").status == 200);
    CHECK(failure([&] { client.get("/throws"); }) == Failure::cut_off);
    CHECK(first.handler.failures == 2);    // on the kept connection, then on a new one
    CHECK(client.get("/hello").status == 200);
    first.stop();
    CHECK(failure([&] { client.get("/hello"); }) == Failure::unreachable);
}

TEST_CASE("WebSocket messages in order, with waiting that may go on") {
    EchoServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    CHECK_FALSE(client.receive(10ms).has_value());
    client.send(bytes_of("one"));
    CHECK(client.receive(kLong) == copy(bytes_of("one")));
    CHECK_FALSE(client.receive(10ms).has_value());
    client.send(bytes_of("two"));
    client.send(Bytes(100'000, 5));
    CHECK(client.receive(kLong) == copy(bytes_of("two")));
    CHECK(client.receive(kLong) == copy(bytes_of("two")));
    CHECK(client.receive(kLong) == Bytes(100'000, 5));
    client.send(Bytes());
    CHECK(client.receive(kLong) == Bytes());
    client.close();
    CHECK(failure([&] { client.receive(kLong); }) == Failure::cut_off);
}

TEST_CASE("the server closes a WebSocket after what it had to say") {
    EchoServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    client.send(bytes_of("two"));
    client.send(bytes_of("stop"));
    CHECK(client.receive(kLong) == copy(bytes_of("two")));
    CHECK(client.receive(kLong) == copy(bytes_of("two")));
    CHECK(failure([&] { client.receive(kLong); }) == Failure::cut_off);
    CHECK(failure([&] { WebSocketClient(server.endpoint(), server.trust(), "/hello"); }) ==
          Failure::bad_answer);
    CHECK(failure([&] { WebSocketClient(server.endpoint(), server.trust(), "/nowhere"); }) ==
          Failure::bad_answer);
    still_serves(server);
}

TEST_CASE("whom a client trusts") {
    EchoServer server, other;
    const std::string pin = *pin_of(server.own.certificate_pem);
    HttpsClient wrong_pin(server.endpoint(), other.trust());
    try {
        wrong_pin.get("/hello");
        FAIL("another certificate was taken");
    } catch (const NetError& error) {
        CHECK(error.failure() == Failure::other_certificate);
        CHECK(error.seen_pin() == pin);
    }
    HttpsClient no_pin(server.endpoint(), Trust::system());
    try {
        no_pin.get("/hello");
        FAIL("a self-signed certificate was taken");
    } catch (const NetError& error) {
        CHECK(error.failure() == Failure::untrusted_certificate);
        CHECK(error.seen_pin() == pin);
    }
    CHECK(failure([&] { WebSocketClient(server.endpoint(), other.trust(), "/echo"); }) ==
          Failure::other_certificate);
    still_serves(server);
}

TEST_CASE("who opens the address with http:// is told to use https://, and nobody else is told anything") {
    EchoServer server;
    Raw browser(server);
    browser.send("GET / HTTP/1.1\r\nHost: vote.example\r\n\r\n");
    const std::string said = browser.read_all();
    CHECK(said.starts_with("HTTP/1.1 400 Bad Request\r\n"));
    CHECK(said.find("Open the address that begins with https://") != std::string::npos);
    Raw garbage(server);
    garbage.send("\x05\x01 anything else at all, for long enough to be looked at");
    CHECK(garbage.read_all().find("HTTP") == std::string::npos);
}

TEST_CASE("what is not TLS 1.3 is refused, and the server goes on") {
    EchoServer server;
    {
        Raw garbage(server);
        garbage.send(std::string(5000, 'x'));
        garbage.read_to_end();
        Raw plain(server);
        plain.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
        plain.read_to_end();
        Raw gone(server);    // and goes away without a word
    }
    for (const bool newest_is_1_2 : {true, false}) {
        RawTls old(server);
        REQUIRE(SSL_set_max_proto_version(old.stream->native_handle(),
                                          newest_is_1_2 ? TLS1_2_VERSION : TLS1_3_VERSION));
        boost::system::error_code error;
        old.stream->handshake(ssl::stream_base::client, error);
        CHECK(bool(error) == newest_is_1_2);
    }
    still_serves(server);
}

TEST_CASE("a client finds something else than a server") {
    asio::io_context context;
    Tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
    const Endpoint endpoint{"127.0.0.1", acceptor.local_endpoint().port(), ""};
    std::thread listener([&] {
        for (int i = 0; i < 2; ++i) {
            Tcp::socket socket = acceptor.accept();
            boost::system::error_code ignored;
            if (i == 0) asio::write(socket, asio::buffer(std::string("SSH-2.0-something else\r\n")), ignored);
        }
    });
    const Trust trust = *Trust::pinned(std::string(64, '0'));
    CHECK(failure([&] { HttpsClient(endpoint, trust).get("/"); }) == Failure::not_tls);
    CHECK(failure([&] { HttpsClient(endpoint, trust).get("/"); }) ==
          Failure::cut_off);    // may be tried again
    listener.join();
    acceptor.close();
    CHECK(failure([&] { HttpsClient(endpoint, trust).get("/"); }) == Failure::unreachable);
}

TEST_CASE("garbage and too much inside TLS") {
    EchoServer server;
    const std::string kinds[] = {
        "\x01\x02\x03 not HTTP at all\r\n\r\n",
        "GET /hello HTTP/1.1\r\nX: " + std::string(kRequestHeaderBytesMax, 'x') + "\r\n\r\n",
        "POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody",
        "GET /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
        std::string(kUpgrade) + "too early",
    };
    for (const std::string& kind : kinds) {
        RawTls client(server);
        client.handshake();
        client.send(kind);
        client.read_to_end();    // it ends: the server closes
    }
    RawTls post(server);
    post.handshake();
    post.send("POST /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    CHECK(post.read_to_end().starts_with("HTTP/1.1 405 "));
    RawTls head(server);
    head.handshake();
    head.send("HEAD /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answer = head.read_to_end();
    CHECK(answer.starts_with("HTTP/1.1 200 "));
    CHECK(answer.find("Content-Length: 5\r\n") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
    still_serves(server);
}

TEST_CASE("what may be posted is answered, and what is too much is not read") {
    EchoServer server;
    HttpsClient client(server.endpoint(), server.trust());
    for (const std::size_t size : {0, 1, 999, 1'000}) {
        const HttpReply reply = client.post("/post", Bytes(size, 7));
        CHECK(reply.status == 200);
        CHECK(reply.body == Bytes(size, 7));
    }
    CHECK(client.post("/post", Bytes(1'001, 7)).status == 413);
    CHECK(client.post("/hello", bytes_of("body")).status == 405);
    CHECK(client.post("/post?x", bytes_of("body")).status == 200);
    CHECK(client.get("/hello").status == 200);
    CHECK(server.handler.posted == 5);
    const std::string head = "POST /post HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    struct Row {
        std::string rest, status;
    };
    for (const Row& row :
         {Row{"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "200"},
          Row{"Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1'001, 'x') + "\r\n0\r\n\r\n", "413"},
          Row{"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
          Row{"Content-Length: 99999999999\r\n\r\nab", "413"}, Row{"Content-Length: -1\r\n\r\nab", "400"}}) {
        CAPTURE(row.rest);
        RawTls raw(server);
        raw.handshake();
        raw.send(head + row.rest);
        CHECK(raw.read_to_end().starts_with("HTTP/1.1 " + row.status + " "));
    }
    RawTls slow(server);    // half a body, and nothing more
    slow.handshake();
    slow.send(head + "Content-Length: 10\r\n\r\nhalf");
    still_serves(server);
}

TEST_CASE("frames that break the rules end the WebSocket") {
    EchoServer server;
    const std::string frames[] = {
        std::string("\x82\x03zzz", 5),                                          // a client must mask
        std::string("\xf2\x80\0\0\0\0", 6),                                     // reserved bits
        std::string("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14),    // 2^63 - 1 bytes to come
        std::string("\x81\x81\0\0\0\0x", 7),                                    // text
        std::string("\x82\xfe\x10\0\0\0\0\0half a frame", 20),                  // and then nothing
    };
    for (const std::string& frame : frames) {
        RawTls client(server);
        client.handshake();
        client.send(kUpgrade);
        client.send(frame);
        if (&frame != &frames[4])
            CHECK(client.read_to_end().starts_with("HTTP/1.1 101 "));
        else
            client.read_some();    // it is a WebSocket now, and cut in the middle of a frame
    }
    WebSocketClient large(server.endpoint(), server.trust(), "/echo");
    large.send(Bytes(kIncomingMessageBytesMax, 1));
    CHECK(large.receive(kLong)->size() == kIncomingMessageBytesMax);
    CHECK(failure([&] {
              large.send(Bytes(kIncomingMessageBytesMax + 1));
              large.receive(kLong);
          }) == Failure::cut_off);
    still_serves(server);
    server.stop();
    CHECK(server.handler.sockets_ended == 6);
    CHECK(server.handler.failures == 0);
}

TEST_CASE("who does not read is cut off, not waited for") {
    EchoServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    client.send(bytes_of("flood"));
    CHECK(failure([&] {
              for (int i = 0; i < 10'000; ++i) client.receive(kLong);
          }) == Failure::cut_off);
    still_serves(server);
}

TEST_CASE("connections cut at every stage leave nothing behind") {
    EchoServer server;
    for (int i = 0; i < 20; ++i) {
        Raw before_tls(server);
        RawTls in_handshake(server);
        auto after_tls = std::make_unique<RawTls>(server);
        after_tls->handshake();
        if (i % 2 == 0) after_tls->send("GET /hel");
        if (i % 3 == 0) after_tls->send(kUpgrade.substr(0, 60));
        if (i % 5 == 0) after_tls->send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    still_serves(server);
    server.stop();
    CHECK(server.server.connections() == 0);
}

TEST_CASE("a stop answers what is under way and says goodbye to everybody") {
    EchoServer server;
    HttpsClient idle_http(server.endpoint(), server.trust());
    CHECK(idle_http.get("/hello").status == 200);
    WebSocketClient idle(server.endpoint(), server.trust(), "/echo");
    WebSocketClient busy(server.endpoint(), server.trust(), "/echo");
    RawTls raw(server);
    raw.handshake();
    busy.send(bytes_of("one"));
    CHECK(busy.receive(kLong).has_value());
    busy.send(bytes_of("slow"));
    std::this_thread::sleep_for(100ms);    // the request is on its way; either order must end well
    std::thread stopper([&] { server.stop(); });
    CHECK(busy.receive(kLong) == copy(bytes_of("slow")));
    CHECK(failure([&] { busy.receive(kLong); }) == Failure::cut_off);
    CHECK(failure([&] { idle.receive(kLong); }) == Failure::cut_off);
    boost::system::error_code error;
    raw.read_to_end(error);
    CHECK(error == asio::error::eof);    // close_notify came: an orderly end, not a truncated one
    boost::system::error_code ignored;
    raw.stream->shutdown(ignored);
    raw.stream->lowest_layer().close(ignored);
    stopper.join();
    CHECK(server.server.connections() == 0);
}

TEST_CASE("what throws on a network thread ends nothing but itself") {
    EchoServer server;
    for (int i = 0; i < 10; ++i)
        asio::post(server.context, [] { throw std::runtime_error("thrown on purpose"); });
    for (int i = 0; i < 10; ++i) asio::post(server.context, [] { throw 7; });
    net::HttpsClient client(server.endpoint(), server.trust());
    CHECK(client.get("/hello").status == 200);
    server.stop();
    CHECK(server.handler.failures == 20);
}

TEST_CASE("a client that is left waiting gives up") {
    asio::io_context context;
    Tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});    // never accepts
    const Endpoint endpoint{"127.0.0.1", acceptor.local_endpoint().port(), ""};
    EchoServer server;
    WebSocketClient client(server.endpoint(), server.trust(), "/echo");
    CHECK_FALSE(client.receive(1ms).has_value());    // a read is left waiting when the client goes away
    CHECK(failure([&] { HttpsClient(endpoint, server.trust()).get("/"); }) == Failure::timed_out);
}

TEST_CASE("many clients on threads of their own") {
    EchoServer server;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i) {
                WebSocketClient client(server.endpoint(), server.trust(), "/echo");
                const std::string text = std::to_string(t) + "/" + std::to_string(i);
                client.send(bytes_of(text));
                if (client.receive(kLong) == copy(bytes_of(text))) ++right;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == 80);
}
