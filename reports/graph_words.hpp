// What the pictures of a graph share: the words in a box and its section.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/graph.hpp"

namespace gouji::reports {

// Lines of about one length and at most so many terminal cells (and a closing mark, which begins no line); words and numbers stay
// whole where they can.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t most_cells);

struct BoxWords {
  std::vector<std::string> title;   // lines
  std::vector<std::string> detail;  // smaller ones: figures of an indicator; who does a task, when these are words
};
[[nodiscard]] BoxWords box_words(const GraphView& view, graph::Vertex vertex);

// A section that holds shown nodes, at any depth, and what is in it.
struct Cluster {
  graph::Vertex section = 0;
  std::vector<graph::Vertex> nodes;
  std::vector<Cluster> parts;
};
struct Clusters {
  std::vector<Cluster> sections;       // of the top
  std::vector<graph::Vertex> others;   // shown nodes outside of any section
};
[[nodiscard]] Clusters clusters_of(const GraphView& view);

// The title and, below it, what the picture leaves out.
[[nodiscard]] std::vector<std::string> caption_of(const GraphView& view);

// Words on an edge; empty for kinds that shapes and direction explain.
[[nodiscard]] std::string edge_words(const GraphView& view, const graph::Edge& edge);

}  // namespace gouji::reports
