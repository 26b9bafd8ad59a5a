import { emptyFlow, type Flow, type NodeTypeId, nodeTypes, portsOf } from "@chatloom/flows-schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect, removeEdges } from "../commands/edges.ts";
import { addNode, moveNodes, removeNodes, setData } from "../commands/nodes.ts";
import { clipOf, paste, readClip } from "../commands/paste.ts";
import { setVariables } from "../commands/whole-flow.ts";
import type { Command } from "./command.ts";
import { begin, edit, type History, redo, seal, undo } from "./history.ts";

/** Makes a command that fits the flow as it then is, out of a few numbers. */
type Recipe = (flow: Flow, count: number) => Command;
const types = Object.keys(nodeTypes) as NodeTypeId[];
const number = fc.nat({ max: 1000 });
const recipe: fc.Arbitrary<Recipe> = fc.oneof(
  fc.tuple(number, number).map(
    ([type, from]): Recipe =>
      (flow, count) => {
        const source = flow.nodes[from % Math.max(1, flow.nodes.length)];
        const port = source && portsOf(source)[0];
        return addNode(
          `n${count}`,
          types[type % types.length]!,
          { x: type, y: from },
          port ? { nodeId: source.id, port: port.id } : undefined,
        );
      },
  ),
  fc.tuple(number, number).map(
    ([which, to]): Recipe =>
      (flow) => {
        const node = flow.nodes[which % Math.max(1, flow.nodes.length)];
        return moveNodes(new Map(node ? [[node.id, { x: to, y: -to }]] : []));
      },
  ),
  number.map(
    (which): Recipe =>
      (flow) => {
        const node = flow.nodes[which % Math.max(1, flow.nodes.length)];
        return removeNodes(new Set(node ? [node.id] : []));
      },
  ),
  fc.tuple(number, number).map(
    ([from, to]): Recipe =>
      (flow) => {
        const source = flow.nodes[from % Math.max(1, flow.nodes.length)];
        const target = flow.nodes[to % Math.max(1, flow.nodes.length)];
        const ports = source ? portsOf(source) : [];
        const port = ports[to % Math.max(1, ports.length)];
        return source && target && port
          ? connect(source.id, port.id, target.id)
          : removeEdges(new Set());
      },
  ),
  number.map(
    (which): Recipe =>
      (flow) =>
        removeEdges(new Set([flow.edges[which % Math.max(1, flow.edges.length)]?.id ?? ""])),
  ),
  number.map(
    (which): Recipe =>
      (flow) => {
        const node = flow.nodes[which % Math.max(1, flow.nodes.length)];
        return node
          ? setData(node, nodeTypes[node.type].example, "typing")
          : setVariables([{ name: "city", type: "string", scope: "run" }]);
      },
  ),
  number.map(
    (which): Recipe =>
      (flow, count) => {
        const ids = flow.nodes.filter((_, index) => (index + which) % 2 === 0).map((it) => it.id);
        return paste(
          clipOf(flow, new Set(ids)),
          new Map(ids.map((id, index) => [id, `p${count}-${index}`])),
          { x: 20, y: 20 },
        );
      },
  ),
);

function play(recipes: readonly Recipe[]): History {
  return recipes.reduce(
    (history, make, index) => edit(history, make(history.flow, index)),
    begin(emptyFlow("Test")),
  );
}

describe("the history", () => {
  test("comes back to the original when every step of any sequence is undone, and forth again", () => {
    fc.assert(
      fc.property(fc.array(recipe, { maxLength: 40 }), (recipes) => {
        const done = play(recipes);
        let history = done;
        while (history.past.length > 0) {
          history = undo(history);
        }
        expect(history.flow).toEqual(emptyFlow("Test"));
        while (history.future.length > 0) {
          history = redo(history);
        }
        expect(history.flow).toEqual(done.flow);
      }),
    );
  });

  test("never leaves an edge at a node or port that is gone, nor two at one port", () => {
    fc.assert(
      fc.property(fc.array(recipe, { maxLength: 40 }), (recipes) => {
        const { flow } = play(recipes);
        const ports = new Set(
          flow.nodes.flatMap((node) => portsOf(node).map((port) => `${node.id} ${port.id}`)),
        );
        const nodes = new Set(flow.nodes.map((node) => node.id));
        const used = flow.edges.map((edge) => `${edge.source} ${edge.sourceHandle}`);
        expect(flow.edges.filter((edge) => !nodes.has(edge.target))).toEqual([]);
        expect(used.filter((key) => !ports.has(key))).toEqual([]);
        expect(new Set(used).size).toBe(used.length);
        expect(new Set(flow.edges.map((edge) => edge.id)).size).toBe(flow.edges.length);
        expect(nodes.size).toBe(flow.nodes.length);
      }),
    );
  });

  test("undoes the keystrokes in one field together, until the field is left", () => {
    let history = edit(begin(emptyFlow("Test")), addNode("a", "message", { x: 0, y: 0 }));
    const say = (text: string) =>
      setData(
        history.flow.nodes[0]!,
        { blocks: [{ kind: "text", id: "text1", text }], typing: true },
        "/blocks/0/text",
      );
    for (const text of ["H", "He", "Hey"]) {
      history = edit(history, say(text));
    }
    history = edit(seal(history), say("Hey!"));
    expect(history.past.map((it) => it.command.name)).toEqual(["addNode", "setData", "setData"]);
    expect(JSON.stringify(undo(history).flow)).toContain('"Hey"');
  });

  test("keeps what hung at a port behind a node that is put there", () => {
    let history = edit(begin(emptyFlow("Test")), addNode("a", "message", { x: 0, y: 0 }));
    history = edit(history, addNode("c", "end", { x: 0, y: 0 }, { nodeId: "a", port: "next" }));
    history = edit(history, addNode("b", "goal", { x: 0, y: 0 }, { nodeId: "a", port: "next" }));
    expect(history.flow.edges.map(({ source, target }) => source + target)).toEqual(["ab", "bc"]);
  });
});

describe("the clipboard", () => {
  test("leads a copied “go to” to the copy of its target, and brings variables along", () => {
    let flow: Flow = {
      ...emptyFlow("From"),
      variables: [{ name: "city", type: "string", scope: "run" }],
    };
    flow = addNode("a", "ask", { x: 0, y: 0 }).apply(flow);
    flow = setData(flow.nodes[0]!, {
      text: "Where?",
      expect: "text",
      saveTo: "city",
      attempts: 1,
    }).apply(flow);
    flow = addNode("j", "jump", { x: 0, y: 0 }, { nodeId: "a", port: "next" }).apply(flow);
    flow = setData(flow.nodes[1]!, { nodeId: "a" }).apply(flow);
    const clip = readClip(JSON.stringify(clipOf(flow, new Set(["a", "j"]))))!;
    const copy = paste(
      clip,
      new Map([
        ["a", "a2"],
        ["j", "j2"],
      ]),
      { x: 10, y: 0 },
    ).apply(emptyFlow("To"));
    expect(copy.nodes.map((node) => node.id)).toEqual(["a2", "j2"]);
    expect(copy.nodes[1]?.data).toEqual({ nodeId: "a2" });
    expect(copy.edges[0]).toMatchObject({ source: "a2", target: "j2" });
    expect(copy.variables.map((it) => it.name)).toEqual(["city"]);
  });

  test("is not mistaken for other text", () => {
    expect(readClip("hello")).toBeUndefined();
    expect(readClip("null")).toBeUndefined();
    expect(readClip('{"chatloom":"clip","nodes":[{"type":"nonsense"}]}')).toBeUndefined();
  });
});
