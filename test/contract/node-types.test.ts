import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  emptyFlow,
  type FlowNode,
  type NodeType,
  type NodeTypeId,
  nodeTypeOf,
  nodeTypes,
} from "@chatloom/flows-schema";
import { compile, isRouteToken, takeTurn } from "@chatloom/runtime";
import { describe, expect, test } from "vitest";
import { testContext } from "../../runtime/src/chat/chat.ts";
import { rollDice } from "../../runtime/src/dice.ts";
import { generateData } from "../../runtime/src/testing/generate-data.ts";
import { platforms } from "../../server/src/platforms/platform.ts";
import { slugOf } from "../../studio/src/ui/declared-words.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const all = (Object.keys(nodeTypes) as NodeTypeId[]).map((type) => nodeTypeOf({ type }));

describe.each(all.map((nodeType) => [nodeType.type, nodeType] as const))("%s", (type, nodeType) => {
  const file = type.replace(".", "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  test("has a declaration, a behaviour and a test in files of its name", () => {
    const files = ["flows-schema/src/nodes", "runtime/src/nodes"].map((it) => `${it}/${file}.ts`);
    const missing = [...files, `runtime/src/nodes/${file}.test.ts`].filter(
      (it) => !existsSync(join(root, it)),
    );
    expect(missing).toEqual([]);
  });

  test("has an icon in the studio", () => {
    expect(namesIcon(read("studio/src/editor/state/node-icon.tsx"), nodeType.icon)).toBe(true);
  });

  test("offers nothing to tap that leads nowhere later", () => {
    for (const data of dataOf(nodeType)) {
      const { program, turn } = enter(nodeType, data);
      const lost = tokensIn(turn.effects).filter((token) => !program.routes.has(token));
      expect(lost, JSON.stringify(data)).toEqual([]);
    }
  });

  test("has a timeout port where it waits for somebody", () => {
    for (const data of dataOf(nodeType)) {
      const kinds = nodeType.ports(data).map((port) => port.kind);
      if (nodeType.waits(data) && nodeType.needsTimeout !== false) {
        expect(kinds, JSON.stringify(data)).toContain("timeout");
      }
      const { turn } = enter(nodeType, data);
      if (["people", "callback"].includes(turn.run?.waiting?.for ?? "")) {
        expect(kinds, JSON.stringify(data)).toContain("timeout");
      }
    }
  });
});

describe.each(platforms.map((it) => [it.type, it] as const))(
  "the platform %s",
  (type, { settings, icon }) => {
    test.each(["vi", "bn"])("has its settings in %s", (language) => {
      const { fields, hints } = JSON.parse(read(`studio/src/words/${language}/declared.json`));
      const missing = Object.entries(settings.properties).flatMap(([name, field]) => {
        const { title, description } = field as { title?: string; description?: string };
        if (title === undefined) {
          return [`the title of ${name}`];
        }
        const slug = slugOf(title);
        return [
          ...(slug in fields ? [] : [`fields.${slug}`]),
          ...(description === undefined || slug in hints ? [] : [`hints.${slug}`]),
        ];
      });
      expect(missing).toEqual([]);
    });

    test("has an icon in the studio", () => {
      const source = read("studio/src/ui/channel-icon.tsx");
      expect(namesIcon(source, type) || namesIcon(source, icon)).toBe(true);
    });
  },
);

describe("the code", () => {
  test("asks for no node type by name outside the type's own files", () => {
    const ids = Object.keys(nodeTypes).join("|").replaceAll(".", "\\.");
    const compared = new RegExp(`\\.type [!=]==? "(${ids})"|startsWith\\("trigger`);
    const found = sources(["flows-schema/src", "runtime/src", "server/src", "studio/src"]).filter(
      (file) =>
        !/\/src\/(nodes|samples|testing|migrations)\//.test(file) &&
        !shellsOfNodes.has(file) &&
        read(file)
          .split("\n")
          .some((line) => compared.test(line) && /\b(node|it|trigger)\w*\??\.type/.test(line)),
    );
    expect(found).toEqual([]);
  });

  test("treats no channel or helpdesk by name outside its folder", () => {
    const types = platforms.map((it) => it.type).filter((type) => type !== "web");
    const compared = new RegExp(
      `\\.(type|channelType) [!=]==? "(${types.join("|")})"|\\[[^\\]]*"(${types.join("|")})"[^\\]]*\\]\\.includes`,
    );
    const found = sources(["flows-schema/src", "runtime/src", "server/src", "studio/src"]).filter(
      (file) =>
        !/^server\/src\/(channels|crm|desks|payments)\/[^/]+\//.test(file) &&
        read(file)
          .split("\n")
          .some((line) => compared.test(line) && /channel|account|desk/i.test(line)),
    );
    expect(found).toEqual([]);
  });
});

/** Schedules are carried out by the server: this file does what the trigger of that name declares. */
const shellsOfNodes = new Set(["server/src/features/schedules/scheduled-flows.ts"]);

/** Gives a type's example, and data that its schema allows. */
function dataOf(nodeType: NodeType): readonly Record<string, unknown>[] {
  const known = { nodes: ["n1"], flows: ["f"] };
  const generated = Array.from({ length: 60 }, (_, seed) =>
    generateData(nodeType.data, rollDice(seed), known),
  );
  return [nodeType.example, ...generated] as Record<string, unknown>[];
}

function enter(nodeType: NodeType, data: Record<string, unknown>) {
  const node = { id: "n1", type: nodeType.type, position: { x: 0, y: 0 }, data } as FlowNode;
  const flow = { ...emptyFlow("Test"), nodes: [node] };
  const program = compile(flow, { flowId: "f", version: 1 });
  const turn = takeTurn({
    programs: { active: [program], pinned: () => program },
    run: undefined,
    input: { type: "start", flowId: "f", nodeId: "n1" },
    context: { ...testContext(), sentThisHour: 0 },
  });
  return { program, turn };
}

/** Finds the route tokens among all payloads of some effects. */
function tokensIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(tokensIn);
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "payload" && typeof inner === "string" && isRouteToken(inner)
      ? [inner]
      : tokensIn(inner),
  );
}

function namesIcon(source: string, name: string): boolean {
  return new RegExp(`^ {2}"?${name}"?:`, "m").test(source);
}

function sources(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
}
