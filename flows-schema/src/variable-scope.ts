import type { CheckContext } from "./check-context.ts";
import { contactLists } from "./contact-activities.ts";
import { recordFacts } from "./contact-field.ts";
import type { Flow } from "./flow.ts";

/** The values that the engine gives to every template, besides the run's variables, with their known names; `*` is any. */
export const scopeRoots: Readonly<Record<string, readonly string[]>> = {
  contact: [
    "id",
    ...recordFacts,
    "tags",
    "optedIn",
    "channels",
    "firstSeen",
    "lastSeen",
    "segments",
    ...contactLists,
    "fields",
  ],
  workspace: ["id", "name"],
  channel: ["*"],
  message: ["*"],
  now: ["*"],
  callbackUrl: ["*"],
  // The cause of the run, and the reason for a step's failure.
  event: ["*"],
  referral: ["*"],
  change: ["*"],
  error: ["*"],
  // The queue in front of the contact, and what became of the last handoff.
  handoff: [
    "position",
    "waitMinutes",
    "available",
    "open",
    "opensAt",
    "team",
    "reason",
    "outcome",
    "agent",
    "resolved",
  ],
  // The arguments that a model gave to the called tool.
  args: ["*"],
};

/** Names that only the engine gives a value; a step that writes one fails. */
export const fixedScopes: readonly string[] = [
  "contact",
  "workspace",
  "channel",
  "message",
  "now",
  "callbackUrl",
];

/** Parts of the contact that no variable can write. */
export const readOnlyContactFields: readonly string[] = [
  "id",
  "tags",
  "optedIn",
  "channels",
  "firstSeen",
  "lastSeen",
  "segments",
  ...contactLists,
  "fields",
];

/** Whether a path starts at something the engine gives, and if so whether the name in it is known. */
export function inScope(
  path: readonly string[],
  { flow, checkContext, written }: VariableWorld,
): "known" | "unknown" | "notAScope" {
  const [root = "", name] = path;
  const names = Object.hasOwn(scopeRoots, root) ? scopeRoots[root] : undefined;
  if (!names) {
    return "notAScope";
  }
  if (name === undefined || names.includes("*") || names.includes(name)) {
    return "known";
  }
  if (!fixedScopes.includes(root) && flow.variables.some((it) => it.name === root)) {
    return "notAScope";
  }
  if (flow.variables.some((it) => it.scope === root && it.name === name)) {
    return "known";
  }
  if (written.has(`${root}.${name}`)) {
    return "known";
  }
  const listed =
    root === "workspace" ? checkContext.workspaceVariables : checkContext.knownContactFields;
  return listed === undefined || listed.includes(name) ? "known" : "unknown";
}

/** Every name that a template can read with a value: `email`, `contact.firstName`. */
export function knownNames({ flow, checkContext, written }: VariableWorld): string[] {
  const given = Object.entries(scopeRoots).flatMap(([root, names]) =>
    names.filter((name) => name !== "*").map((name) => `${root}.${name}`),
  );
  return [
    ...given,
    ...flow.variables.map((it) => (it.scope === "run" ? it.name : `${it.scope}.${it.name}`)),
    ...written.keys(),
    ...(checkContext.knownContactFields ?? []).map((name) => `contact.${name}`),
    ...checkContext.workspaceVariables.map((name) => `workspace.${name}`),
  ];
}

/** Where variables come from. */
export interface VariableWorld {
  readonly flow: Flow;
  readonly checkContext: CheckContext;
  /** Which nodes write each variable. */
  readonly written: ReadonlyMap<string, ReadonlySet<string>>;
}
