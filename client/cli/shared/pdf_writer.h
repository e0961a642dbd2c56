#pragma once
// A document for paper: A4 pages in PDF that text flows onto from the top, with margins as offices have them
// and a page number at the foot. Pango breaks lines and finds the fonts, Cairo writes the file, which carries
// its fonts.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vouch::client {

enum class Align { left, centre, right };

struct Style {
    double points = 12;
    bool bold = false, italic = false;
    Align align = Align::left;
};

/// Text is UTF-8 of any script; what is no UTF-8 is shown as replacement characters, and nothing in it is
/// markup.
class PdfWriter {
public:
    /// All lengths are in points. What does not fit on a page any more begins the next one; a text that is
    /// longer than a whole page is cut off at its foot, which no text within the protocol's limits is.
    void paragraph(std::string_view text, const Style& style, double indent = 0);
    void gap(double height) { y_ += height; }

    struct Cell {
        std::string text;
        Style style = {};
    };
    /// Cells side by side, each as wide as its share of the page; the row is as high as the highest. Ruled
    /// cells have lines around them.
    void row(std::span<const Cell> cells, std::span<const double> shares, bool ruled);
    /// The next page, unless so much still fits on this one.
    void keep_together(double height);
    /// How high a row of these cells would be.
    double row_height(std::span<const Cell> cells, std::span<const double> shares, bool ruled);

private:
    friend std::string pdf_of(const std::string& title, const std::function<void(PdfWriter&)>& write);
    struct Surface;
    explicit PdfWriter(Surface& surface);
    void next_page();
    void number_page();

    Surface& surface_;
    double y_;
    std::size_t page_ = 1, pages_ = 0;    // pages_ is 0 while they are counted
};

/// The PDF. `write` is called twice, since the pages have to be counted before they can be numbered; it
/// writes the same both times. Throws std::runtime_error where Cairo fails.
std::string pdf_of(const std::string& title, const std::function<void(PdfWriter&)>& write);

}    // namespace vouch::client
