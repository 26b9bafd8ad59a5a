/** Writes a text bubble of Typebot. */
export function bubble(id: string, text: string, more: object = {}) {
  return {
    id,
    type: "text",
    content: { richText: [{ type: "p", children: [{ text }] }] },
    ...more,
  };
}

/** Writes a group of Typebot. */
export function group(id: string, title: string, x: number, blocks: readonly object[]) {
  return { id, title, graphCoordinates: { x, y: 0 }, blocks };
}

/** Writes a way of Typebot from a block, an item or an event. */
export function way(id: string, from: object, groupId: string, blockId?: string) {
  return { id, from, to: { groupId, ...(blockId && { blockId }) } };
}

const variables = [
  { id: "v1", name: "Lead Score" },
  { id: "v2", name: "Công ty" },
  { id: "v3", name: "Staff" },
];

const condition = {
  comparisons: [{ id: "k1", variableId: "v3", comparisonOperator: "Greater than", value: "30" }],
};

const groups = [
  group("g1", "Welcome", 300, [
    {
      id: "b1",
      type: "text",
      content: {
        richText: [{ type: "p", children: [{ text: "Hi ", bold: true }, { text: "there!" }] }],
      },
    },
    { id: "b2", type: "Set variable", options: { variableId: "v1", expressionToEvaluate: "0" } },
    bubble("b3", "Do you work for a company?"),
    {
      id: "b4",
      type: "choice input",
      items: [
        { id: "i1", content: "Yes", outgoingEdgeId: "e1" },
        { id: "i2", content: "No", outgoingEdgeId: "e2" },
      ],
    },
  ]),
  group("g2", "Company", 700, [
    {
      id: "b5",
      type: "Set variable",
      options: { variableId: "v1", expressionToEvaluate: "{{Lead Score}} + 10" },
    },
    bubble("b6", "Which company?"),
    {
      id: "b7",
      type: "text input",
      options: { variableId: "v2", labels: { placeholder: "Type your answer..." } },
    },
    bubble("b8", "How many people work at {{Công ty}}?"),
    { id: "b9", type: "number input", options: { variableId: "v3", min: 1 } },
    {
      id: "b10",
      type: "Condition",
      items: [{ id: "c1", content: condition, outgoingEdgeId: "e3" }],
      outgoingEdgeId: "e4",
    },
  ]),
  group("g3", "Big", 1100, [
    {
      id: "b11",
      type: "Set variable",
      options: { variableId: "v1", expressionToEvaluate: "{{Lead Score}} + 20" },
      outgoingEdgeId: "e5",
    },
  ]),
  group("g4", "Bye", 1500, [
    bubble("b12", "Your score is {{Lead Score}}."),
    { id: "b13", type: "Google Sheets", options: { action: "Insert a row", spreadsheetId: "abc" } },
    bubble("b14", "Bye"),
  ]),
];

const edges = [
  way("e1", { blockId: "b4", itemId: "i1" }, "g2"),
  way("e2", { blockId: "b4", itemId: "i2" }, "g4"),
  way("e3", { blockId: "b10", itemId: "c1" }, "g3"),
  way("e4", { blockId: "b10" }, "g4"),
  way("e5", { blockId: "b11" }, "g4"),
];

const head = { id: "bot", name: "Lead score", variables, theme: { general: { font: "Arial" } } };

/** Gives one small bot as each version of Typebot exports it. */
export const leadScore: Readonly<Record<string, object>> = {
  "6.1": modern("6.1"),
  "6": modern("6"),
  "5": withStartGroup("5"),
  "4": withStartGroup("4"),
  "3": withStartGroup("3"),
  steps: withSteps(),
};

function modern(version: string): object {
  const start = { id: "ev", type: "start", graphCoordinates: { x: 0, y: 0 }, outgoingEdgeId: "e0" };
  return {
    ...head,
    version,
    events: [start],
    groups,
    edges: [way("e0", { eventId: "ev" }, "g1"), ...edges],
    settings: { general: { isBrandingEnabled: true } },
  };
}

/** Up to version 5, the start is a block of a group of its own, and blocks name their group. */
function withStartGroup(version: string): object {
  const start = { id: "s1", type: "start", label: "Start", groupId: "g0", outgoingEdgeId: "e0" };
  const owned = groups.map((it) => ({
    ...it,
    blocks: it.blocks.map((block) => ({ ...block, groupId: it.id })),
  }));
  return {
    ...head,
    version,
    groups: [group("g0", "Start", 0, [start]), ...owned],
    edges: [way("e0", { groupId: "g0", blockId: "s1" }, "g1"), ...edges],
  };
}

/** Before version 3, groups were called blocks, and blocks steps. */
function withSteps(): object {
  const start = { id: "s1", type: "start", label: "Start", blockId: "g0", outgoingEdgeId: "e0" };
  const blocks = [group("g0", "Start", 0, [start]), ...groups].map(({ blocks: steps, ...it }) => ({
    ...it,
    steps,
  }));
  const ways = [way("e0", { blockId: "s1" }, "g1"), ...edges].map(({ id, from, to }) => {
    const { blockId: stepId, itemId } = from as { blockId?: string; itemId?: string };
    return { id, from: { blockId: "", stepId, itemId }, to: { blockId: to.groupId } };
  });
  return { ...head, blocks, edges: ways };
}

/** Writes a bot with one group of blocks, and ways to the groups behind it. */
export function small(
  blocks: readonly object[],
  more: readonly object[] = [],
  edges: readonly object[] = [],
) {
  return {
    version: "6",
    name: "Small",
    events: [{ id: "ev", type: "start", graphCoordinates: { x: 0, y: 0 }, outgoingEdgeId: "e0" }],
    groups: [group("g1", "One", 0, blocks), ...more],
    edges: [way("e0", { eventId: "ev" }, "g1"), ...edges],
    variables: [
      { id: "v1", name: "name" },
      { id: "v2", name: "list" },
    ],
  };
}
