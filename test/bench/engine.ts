import {
  emptyFlow,
  type Flow,
  type FlowNode,
  type NodeTypeId,
  nodeTypes,
} from "@chatloom/flows-schema";
import { type Context, compile, type Program, type Run, takeTurn } from "@chatloom/runtime";
import { webAbilities } from "../engine/web-abilities.ts";

/** The speed of the engine: a turn of ten steps that renders three texts, on one core, without a store. */
export interface EngineFigures {
  readonly turnsPerSecond: number;
  readonly stepsPerSecond: number;
  /** Plain replacements in the same three texts per second, measured in the same run. */
  readonly replacementsPerSecond: number;
  readonly ratio: number;
}

const texts = [
  "Hello {{ contact.firstName }}, welcome to {{ workspace.name }}!",
  "You have {{ points }} points on {{ channel.name }}.",
  "Shall we send it to {{ contact.city }}, {{ contact.firstName }}?",
];

/** Measures the engine: the best of three rounds of `ms` milliseconds. */
export function measureEngine(ms = 1_000): EngineFigures {
  const program = compile(tenSteps(0), { flowId: "bench", version: 1 });
  const turns = Math.max(...[1, 2, 3].map(() => rate(ms, turnLoop(program))));
  const replacements = Math.max(...[1, 2, 3].map(() => rate(ms, replaceLoop())));
  return {
    turnsPerSecond: Math.round(turns),
    stepsPerSecond: Math.round(turns * 10),
    replacementsPerSecond: Math.round(replacements),
    ratio: turns / replacements,
  };
}

/** Measures the same turn in a flow with a number of other nodes. */
export function measureGrowth(extraNodes: number, ms = 1_000): number {
  const program = compile(tenSteps(extraNodes), { flowId: "bench", version: 1 });
  return Math.round(Math.max(...[1, 2, 3].map(() => rate(ms, turnLoop(program)))));
}

/** Takes one turn: ten nodes, three texts, a condition and a split. */
function turnLoop(program: Program): () => unknown {
  const programs = { active: [program], pinned: () => program };
  let number = 0;
  let kept: Run | undefined;
  return () => {
    number++;
    const turn = takeTurn({
      programs,
      run: undefined,
      input: { type: "message", messageId: "m", content: { kind: "text", text: "Price please" } },
      context: { ...context, turnId: `t${number}` },
    });
    kept = turn.run;
    return kept;
  };
}

function replaceLoop(): () => unknown {
  const values: Readonly<Record<string, string>> = {
    "contact.firstName": "Ada",
    "workspace.name": "Shop",
    points: "15",
    "channel.name": "Web",
    "contact.city": "Huế",
  };
  return () =>
    texts.map((text) =>
      text.replace(/\{\{ ([\w.]+) \}\}/g, (_, name: string) => values[name] ?? ""),
    );
}

function rate(ms: number, work: () => unknown): number {
  for (let index = 0; index < 2_000; index++) {
    work();
  }
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < ms) {
    for (let index = 0; index < 200; index++) {
      work();
    }
    count += 200;
    elapsed = performance.now() - start;
  }
  return (count / elapsed) * 1_000;
}

function tenSteps(extraNodes: number): Flow {
  const rule = { left: "points", operator: "atLeast", right: "10" } as const;
  const nodes: FlowNode[] = [
    node("trigger", "trigger.keyword", { keywords: ["price"], match: "contains" }),
    node("set", "setVariable", {
      assignments: [{ variable: "points", operation: "set", value: "15", as: "number" }],
    }),
    node("hello", "message", say(texts[0])),
    node("if", "condition", {
      branches: [
        {
          id: "rich",
          label: "",
          condition: { match: "all", groups: [{ match: "all", rules: [rule] }] },
        },
      ],
    }),
    node("points", "message", say(texts[1])),
    node("ab", "abSplit", {}),
    node("goal", "goal", { name: "asked" }),
    node("tag", "contact", { changes: [{ action: "addTag", name: "lead", value: "" }] }),
    node("again", "setVariable", {
      assignments: [{ variable: "points", operation: "add", value: "5", as: "number" }],
    }),
    node("ask", "quickReplies", {
      text: texts[2] ?? "",
      options: [
        { id: "yes", label: "Yes" },
        { id: "no", label: "No" },
      ],
    }),
  ];
  for (let index = 0; index < extraNodes; index++) {
    nodes.push(node(`extra${index}`, "message", say(`Extra {{ contact.name }} ${index}`)));
  }
  const ports = ["next", "next", "next", "branch:rich", "next", "", "next", "next", "next"];
  const edges = ports.flatMap((port, index) =>
    (port === "" ? ["variant:a", "variant:b"] : [port]).map((sourceHandle) => ({
      id: `${index}${sourceHandle}`,
      source: nodes[index]?.id ?? "",
      sourceHandle,
      target: nodes[index + 1]?.id ?? "",
    })),
  );
  return { ...emptyFlow("Bench"), nodes, edges };
}

function say(text = ""): object {
  return { blocks: [{ kind: "text", id: "t", text }], typing: true };
}

function node(id: string, type: NodeTypeId, data: object): FlowNode {
  const initial = structuredClone(nodeTypes[type].initial);
  return { id, type, position: { x: 0, y: 0 }, data: { ...initial, ...data } } as FlowNode;
}

const context: Context = {
  now: 1_780_000_000_000,
  seed: "s",
  turnId: "t",
  conversationId: "c",
  contact: {
    id: "p",
    name: "Ada Lovelace",
    firstName: "Ada",
    lastName: "Lovelace",
    email: "",
    phone: "",
    language: "en",
    tags: [],
    optedIn: true,
    fields: { city: "Huế" },
  },
  channel: { id: "ch", type: "web", name: "Web", abilities: webAbilities },
  workspace: { id: "w", name: "Shop", variables: {} },
  firstContact: false,
  publicUrl: "https://bot.example",
};

if (process.argv[1]?.endsWith("engine.ts")) {
  const figures = measureEngine();
  console.log(`engine: ${figures.turnsPerSecond} turns/s, ${figures.stepsPerSecond} steps/s`);
  console.log(
    `floor: ${figures.replacementsPerSecond} × replacing three texts/s; engine at ${(figures.ratio * 100).toFixed(1)} % of it`,
  );
  for (const extra of [0, 90, 990]) {
    console.log(`engine with a flow of ${extra + 10} nodes: ${measureGrowth(extra)} turns/s`);
  }
}
