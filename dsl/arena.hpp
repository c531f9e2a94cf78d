// Memory for the nodes of one syntax tree, given back all at once. Nodes own nothing, so none is destroyed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace gouji::dsl {

// Nodes stay where they are when the arena itself is moved.
class Arena {
 public:
  template <typename T>
  [[nodiscard]] T* make() {
    return new (room_for<T>(1)) T;
  }
  // Room for `count` elements, none of which is there yet.
  template <typename T>
  [[nodiscard]] void* room_for(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlignment);
    const std::size_t size = (count * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
    if (chunks_.empty() || chunks_.back().size - used_ < size) add_chunk(size);
    std::byte* room = chunks_.back().bytes.get() + used_;
    used_ += size;
    return room;
  }
  // Forgets all nodes; the room of the last ones is used again.
  void clear() {
    if (chunks_.size() > 1) chunks_.erase(chunks_.begin(), chunks_.end() - 1);
    used_ = 0;
  }

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void add_chunk(std::size_t least) {
    // Each is larger than the one before, so that one is enough in the end.
    constexpr std::size_t kFirst = std::size_t{1} << 15;
    const std::size_t size = std::max({kFirst, least, chunks_.empty() ? 0 : 2 * chunks_.back().size});
    chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    used_ = 0;
  }

  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;  // of the last chunk
};

// A list whose elements stand in an arena. A copy is the same list; only one of them may grow.
template <typename T>
class List {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const T* begin() const { return first_; }
  [[nodiscard]] const T* end() const { return first_ + size_; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return first_[i]; }
  [[nodiscard]] const T& front() const { return first_[0]; }

  // A new element at the end; earlier ones may move.
  T& append(Arena& arena) {
    if (size_ == capacity_) grow(arena);
    return *new (first_ + size_++) T;
  }
  void take_back() { --size_; }

 private:
  void grow(Arena& arena) {
    static_assert(std::is_trivially_copyable_v<T>);
    constexpr std::uint32_t kFew = 4;
    capacity_ = std::max(kFew, 2 * capacity_);
    T* larger = static_cast<T*>(arena.room_for<T>(capacity_));
    std::uninitialized_copy_n(first_, size_, larger);
    first_ = larger;
  }

  T* first_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace gouji::dsl
