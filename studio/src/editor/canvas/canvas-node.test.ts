import { emptyFlow, type FlowNode } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { connect } from "../commands/edges.ts";
import { addNode, setData } from "../commands/nodes.ts";
import { followEdges } from "./canvas-edge.ts";
import { connectedPorts, followNodes } from "./canvas-node.ts";

const flow = ["a", "b", "c"].reduce(
  (before, id, index) => addNode(id, "message", { x: index * 300, y: 0 }).apply(before),
  emptyFlow("Test"),
);
const wired = connect("b", "next", "c").apply(connect("a", "next", "b").apply(flow));
const names = { titleOf: () => "Message", nameOf: (node: FlowNode) => node.id };
const ports = connectedPorts(wired.edges, new Map());
const nothing = new Set<string>();

describe("nodes on the canvas", () => {
  const nodes = followNodes([], wired.nodes, ports, nothing, names);

  test("stay the same objects unless they changed", () => {
    const typed = setData(
      wired.nodes[1]!,
      { blocks: [{ kind: "text", id: "text1", text: "Hello" }], typing: true },
      "/text",
    ).apply(wired);
    const after = followNodes(nodes, typed.nodes, ports, nothing, names);
    expect(after.map((node, index) => node === nodes[index])).toEqual([true, false, true]);
  });

  test("change only where an edge came or went", () => {
    const cut = connect("b", "next", "a").apply(wired);
    const again = connectedPorts(cut.edges, ports);
    expect(
      followNodes(nodes, cut.nodes, again, nothing, names).every((it, at) => it === nodes[at]),
    ).toBe(true);
    const fewer = connectedPorts(wired.edges.slice(1), ports);
    const after = followNodes(nodes, wired.nodes, fewer, nothing, names);
    expect(after.map((node, index) => node === nodes[index])).toEqual([false, true, true]);
  });
});

describe("edges on the canvas", () => {
  const nameOf = ({ source, target }: { source: string; target: string }) => `${source} ${target}`;

  test("are the same list while nothing about them changes, and change alone when selected", () => {
    const edges = followEdges([], wired.edges, nothing, nameOf);
    expect(followEdges(edges, [...wired.edges], nothing, nameOf)).toBe(edges);
    const [first] = edges;
    const after = followEdges(edges, wired.edges, new Set([first!.id]), nameOf);
    expect(after.map((edge, index) => edge === edges[index])).toEqual([false, true]);
  });
});
