#include "client/cli/shared/qr_svg.h"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace vouch::client {
namespace {

constexpr int kQuietModules = 4;    // the margin that ISO/IEC 18004 asks for

/// A code's squares; wiped when it goes, since whoever has them has the text.
class Squares {
public:
    explicit Squares(std::string_view text)
        : code_(QRcode_encodeData(static_cast<int>(text.size()),
                                  reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M)) {
        if (!code_) throw std::runtime_error("the text is too long for a QR code");
    }
    ~Squares() {
        wipe({code_->data, static_cast<std::size_t>(code_->width) * static_cast<std::size_t>(code_->width)});
        QRcode_free(code_);
    }
    Squares(const Squares&) = delete;
    Squares& operator=(const Squares&) = delete;

    int width() const { return code_->width; }
    bool black(int row, int column) const {
        return row >= 0 && column >= 0 && row < width() && column < width() &&
               (code_->data[row * width() + column] & 1) != 0;
    }

private:
    QRcode* code_;
};

}    // namespace

void append_qr_svg(SecretText& out, std::string_view text) {
    const Squares squares(text);
    const std::string side = std::to_string(squares.width() + 2 * kQuietModules);
    out << "<svg viewBox=\"0 0 " << side << " " << side << "\"><path d=\"";
    for (int row = 0; row < squares.width(); ++row) {
        for (int column = 0; column < squares.width(); ++column) {
            if (!squares.black(row, column)) continue;
            const int first = column;
            while (squares.black(row, column + 1)) ++column;
            const std::string run = std::to_string(column + 1 - first);
            out << "M" << std::to_string(first + kQuietModules) << " " << std::to_string(row + kQuietModules)
                << "h" << run << "v1h-" << run << "z";
        }
    }
    out << "\"/></svg>";
}

std::string qr_blocks(std::string_view text) {
    const Squares squares(text);
    std::string out;
    for (int row = -kQuietModules; row < squares.width() + kQuietModules; row += 2) {
        out += "\x1b[30;47m";
        for (int column = -kQuietModules; column < squares.width() + kQuietModules; ++column) {
            const bool above = squares.black(row, column), below = squares.black(row + 1, column);
            out += above ? (below ? "█" : "▀") : (below ? "▄" : " ");
        }
        out += "\x1b[0m\n";
    }
    return out;
}

}    // namespace vouch::client
