#pragma once
// The minutes of counting as they are signed and filed: A4 in PDF, in the form of Vietnamese official papers.

#include <string>

#include "client/cli/shared/minutes_text.h"

namespace vouch::client {

std::string minutes_pdf(const MinutesText& says);

}    // namespace vouch::client
