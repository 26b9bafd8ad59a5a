import { emptyFlow, type Flow } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import type { Command } from "../state/command.ts";
import { begin, edit } from "../state/history.ts";
import { connect, reconnect, removeEdges } from "./edges.ts";
import { addNode, moveNodes, removeNodes, setData } from "./nodes.ts";
import { arrange, setSettings, setVariables } from "./whole-flow.ts";

const place = { x: 10, y: 20 };
const one = addNode("a", "message", place).apply(emptyFlow("Test"));
const flow: Flow = addNode("b", "end", place, { nodeId: "a", port: "next" }).apply(one);
const [edge] = flow.edges;
const here = new Map([["a", place]]);

const withoutEffect: Readonly<Record<string, Command>> = {
  "removing an edge that is gone": removeEdges(new Set(["gone"])),
  "removing a step that is gone": removeNodes(new Set(["gone"])),
  "moving a step to where it stands": moveNodes(here),
  "arranging what is arranged": arrange(here),
  "connecting what is connected": connect("a", "next", "b"),
  "moving an edge to where it ends": reconnect(edge!.id, "a", "next", "b"),
  "moving an edge that is gone": reconnect("gone", "a", "next", "b"),
  "setting the same data": setData(flow.nodes[0]!, structuredClone(flow.nodes[0]!.data)),
  "setting the same settings": setSettings(structuredClone(flow.settings)),
  "setting the same variables": setVariables([]),
};

describe("a command without effect", () => {
  test.each(Object.entries(withoutEffect))("%s leaves no step to undo", (_, command) => {
    const history = begin(flow);
    expect(edit(history, command)).toBe(history);
  });
});
