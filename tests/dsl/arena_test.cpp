#include "dsl/arena.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

#include "dsl/words.hpp"

namespace gouji::dsl {
namespace {

TEST(Arena, ListsGrowBesideOneAnother) {
  Arena arena;
  List<int> odd;
  List<int> even;
  constexpr int kMany = 100000;
  for (int i = 0; i < kMany; ++i) (i % 2 == 0 ? even : odd).append(arena) = i;
  ASSERT_EQ(odd.size() + even.size(), kMany);
  for (std::size_t i = 0; i < even.size(); ++i) ASSERT_EQ(even[i], 2 * static_cast<int>(i));
  for (std::size_t i = 0; i < odd.size(); ++i) ASSERT_EQ(odd[i], 2 * static_cast<int>(i) + 1);
}

TEST(Arena, WhatIsTakenBackIsMadeAnew) {
  struct Node {
    int value = 7;
  };
  Arena arena;
  List<Node> list;
  list.append(arena).value = 1;
  list.take_back();
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.append(arena).value, 7);
}

TEST(Arena, NodesStayWhenItIsMoved) {
  Arena arena;
  auto* node = arena.make<std::int64_t>();
  *node = 42;
  const Arena kept = std::move(arena);
  EXPECT_EQ(*node, 42);
}

TEST(Arena, MakesNodesLargerThanItsRoomAndAfterClearing) {
  struct Large {
    char bytes[1 << 18] = {};
  };
  Arena arena;
  arena.make<Large>()->bytes[0] = 'a';
  arena.clear();
  EXPECT_EQ(arena.make<Large>()->bytes[0], '\0');
}

TEST(Words, OwnTextsOutliveWhatTheyWereMadeOf) {
  Words copy;
  {
    const Words own(std::string("不少于三十个工作日"));
    copy = own;
  }
  Words moved = std::move(copy);
  EXPECT_EQ(moved, "不少于三十个工作日");
  moved = Words::of_source("家");
  EXPECT_EQ(moved, "家");
  EXPECT_TRUE(Words(std::string()).empty());
}

}  // namespace
}  // namespace gouji::dsl
