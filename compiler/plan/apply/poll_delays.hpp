#pragma once

#include <array>
#include <chrono>

/// How often, and how long, a write is looked for that no answer or no list shows.
namespace pinwright::plan {

/// Between the looks for a write that is not seen yet, or for a Post without answer: after 1, 3, 9 and 27 seconds.
inline constexpr std::array kPollDelays{std::chrono::seconds(1), std::chrono::seconds(2), std::chrono::seconds(6),
                                        std::chrono::seconds(18)};
/// How long a Post without answer is looked for: all of them.
inline constexpr std::chrono::seconds kLostPostTime = kPollDelays[0] + kPollDelays[1] + kPollDelays[2] + kPollDelays[3];

/// Between the looks in a list for something that was made a moment ago: the same, and on to two minutes in all.
inline constexpr std::array kNewObjectDelays{
    kPollDelays[0],           kPollDelays[1],           kPollDelays[2],          kPollDelays[3],
    std::chrono::seconds(30), std::chrono::seconds(30), std::chrono::seconds(33)};

}  // namespace pinwright::plan
