// Matches a graph by LEMON and prints one line of JSON. Built for the benchmark alone.
//
//   matching GRAPH weight|cardinality|perfect
//
// GRAPH is binary, in the machine's byte order: int64 people, int64 edges, then the edges' columns:
// int32 first, int32 second, int64 weight. Seconds are of the processor; reading is not counted.
//
//   weight       the heaviest set of pairs
//   cardinality  the heaviest among the largest: every edge gets a bonus that outweighs all weights together
//   perfect      the heaviest that pairs everybody; "pairs": -1 where there is none

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

namespace {

using Graph = lemon::SmartGraph;
using Weights = Graph::EdgeMap<std::int64_t>;

struct Edges {
    std::int64_t people = 0;
    std::vector<std::int32_t> first, second;
    std::vector<std::int64_t> weight;
};

struct Answer {
    std::int64_t pairs = -1, weight = 0;
};

template <typename Number>
bool fill(std::vector<Number>& column, std::int64_t count, std::FILE* file) {
    column.resize(count);
    return std::fread(column.data(), sizeof(Number), count, file) == static_cast<std::size_t>(count);
}

bool read(const char* path, Edges& edges) {
    std::FILE* file = std::fopen(path, "rb");
    if (!file) return false;
    std::int64_t sizes[2];
    bool whole = std::fread(sizes, sizeof sizes, 1, file) == 1 && fill(edges.first, sizes[1], file) &&
                 fill(edges.second, sizes[1], file) && fill(edges.weight, sizes[1], file);
    edges.people = sizes[0];
    std::fclose(file);
    return whole;
}

template <typename Matching>
Answer count(const Matching& matching, const Graph& graph, const Edges& edges) {
    Answer answer{0, 0};
    for (Graph::EdgeIt edge(graph); edge != lemon::INVALID; ++edge) {
        if (!matching.matching(edge)) continue;
        ++answer.pairs;
        answer.weight += edges.weight[graph.id(edge)];
    }
    return answer;
}

Answer perfect(const Graph& graph, const Weights& weights, const Edges& edges) {
    lemon::MaxWeightedPerfectMatching<Graph, Weights> matching(graph, weights);
    return matching.run() ? count(matching, graph, edges) : Answer{};
}

Answer heaviest(const Graph& graph, const Weights& weights, const Edges& edges) {
    lemon::MaxWeightedMatching<Graph, Weights> matching(graph, weights);
    matching.run();
    return count(matching, graph, edges);
}

double processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double clock_on_the_wall() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int count, char** words) {
    Edges edges;
    if (count != 3 || !read(words[1], edges)) {
        std::fprintf(stderr, "matching GRAPH weight|cardinality|perfect: GRAPH cannot be read\n");
        return 2;
    }
    const bool all = std::strcmp(words[2], "perfect") == 0;
    std::int64_t bonus = 0;
    if (std::strcmp(words[2], "cardinality") == 0 && !edges.weight.empty())
        bonus = (edges.people / 2 + 1) * *std::max_element(edges.weight.begin(), edges.weight.end());

    const double begin = processor();
    Graph graph;
    graph.reserveNode(edges.people);
    graph.reserveEdge(edges.first.size());
    for (std::int64_t person = 0; person < edges.people; ++person) graph.addNode();
    Weights weights(graph);
    for (std::size_t edge = 0; edge < edges.first.size(); ++edge)
        weights[graph.addEdge(graph.nodeFromId(edges.first[edge]), graph.nodeFromId(edges.second[edge]))] =
            edges.weight[edge] + bonus;

    const double built = processor(), start = clock_on_the_wall();
    const Answer answer = all ? perfect(graph, weights, edges) : heaviest(graph, weights, edges);
    const double end = processor(), stop = clock_on_the_wall();
    std::printf("{\"pairs\": %lld, \"weight\": %lld, \"build\": %.6f, \"cpu\": %.6f, \"wall\": %.6f}\n",
                static_cast<long long>(answer.pairs), static_cast<long long>(answer.weight), built - begin,
                end - built, stop - start);
    return 0;
}
