import type { Variable } from "@chatloom/flows-schema";
import { DateTime } from "luxon";
import { contactValue, isOfRecord } from "./contact-fact.ts";
import type { ContactView } from "./context.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { zoneOf } from "./read-date.ts";
import { readPath } from "./read-path.ts";
import { sha256 } from "./sha256.ts";
import type { TextValues } from "./text-values.ts";
import { type TurnState, topFrame } from "./turn-state.ts";

/** The values that texts and conditions can read: the flow's variables, contact, workspace, channel, message, now. */
export class TurnValues implements TextValues {
  /** More than real turns need. It is counted, not timed, so that every machine stops at the same place. */
  readonly budget: TextValues["budget"];
  mark: TextValues["mark"];
  marksWritten = false;
  readonly #state: TurnState;

  constructor(state: TurnState, budget = { steps: 20_000, memory: 1_000_000 }) {
    this.#state = state;
    this.budget = budget;
  }

  get now(): number {
    return this.#state.context.now;
  }
  get timeZone(): string {
    const { run } = this.#state;
    return run ? topFrame(run).program.flow.settings.timeZone : "UTC";
  }
  get language(): string {
    return this.#state.contact.language || this.flowLanguage;
  }
  get flowLanguage(): string {
    const { run } = this.#state;
    return run ? topFrame(run).program.flow.settings.language : "en";
  }
  at(path: readonly string[]): JsonValue | undefined {
    return valueAt(this.#state, path);
  }
  all(): object {
    return allValues(this.#state);
  }
}

/** Makes the end of a callback's address: the conversation, and a part that nobody can guess. */
export function callbackToken(state: TurnState): string {
  const { run, context } = state;
  if (!run) {
    return "";
  }
  return `${context.conversationId}.${sha256(`${run.callbacks.secret}\n${run.callbacks.count}`)}`;
}

/** Makes a text of letters and digits that nobody outside can guess, from what callbacks are protected with. */
export function secretGuard({ run }: TurnState): string {
  return sha256(`secret places\n${run?.callbacks.secret ?? ""}`);
}

const builtIn: Readonly<
  Record<string, (state: TurnState, path: readonly string[]) => JsonValue | undefined>
> = {
  contact: (state, path) => {
    const name = path[1];
    if (name === undefined) {
      return contactObject(state.contact);
    }
    return readPath(contactValue(state.contact, name), path, 2);
  },
  workspace: (state, path) => readPath(workspaceObject(state), path, 1),
  channel: (state, path) => readPath(channelObject(state), path, 1),
  message: (state, path) => readPath(state.message, path, 1),
  now: (state) => nowText(state),
  callbackUrl: (state) => callbackUrl(state),
};

function valueAt(state: TurnState, path: readonly string[]): JsonValue | undefined {
  const name = path[0] ?? "";
  if (Object.hasOwn(builtIn, name)) {
    return builtIn[name]?.(state, path);
  }
  if (!state.run) {
    return undefined;
  }
  const { program, variables } = topFrame(state.run);
  const declared = program.variables.get(name);
  if (declared && declared.scope !== "run") {
    return readPath(kept(state, declared), path, 1);
  }
  return Object.hasOwn(variables, name) ? readPath(variables[name], path, 1) : undefined;
}

/** Returns a declared variable of the contact or the workspace, or its default. */
function kept(
  state: TurnState,
  { name, scope, default: initial }: Variable,
): JsonValue | undefined {
  const value =
    scope === "contact"
      ? builtIn.contact?.(state, ["contact", name])
      : readPath(state.workspace, [name]);
  return value ?? (initial as JsonValue | undefined);
}

function allValues(state: TurnState): object {
  const frame = state.run && topFrame(state.run);
  const values: Record<string, unknown> = Object.assign(Object.create(null), frame?.variables);
  for (const variable of frame?.program.variables.values() ?? []) {
    if (variable.scope !== "run") {
      values[variable.name] = kept(state, variable);
    }
  }
  values.contact = contactObject(state.contact);
  values.workspace = workspaceObject(state);
  values.channel = channelObject(state);
  values.message = state.message;
  values.now = nowText(state);
  // Hashing takes longer than the rest, and few texts hold the address.
  Object.defineProperty(values, "callbackUrl", {
    enumerable: true,
    get: () => callbackUrl(state),
  });
  return values;
}

function contactObject(contact: ContactView): JsonObject {
  const facts = Object.entries(contact).filter(([name]) => isOfRecord(contact, name));
  return { ...contact.fields, ...Object.fromEntries(facts) } as JsonObject;
}

function workspaceObject({ workspace, context }: TurnState): JsonObject {
  return { ...workspace, id: context.workspace.id, name: context.workspace.name };
}

function channelObject({ context: { channel } }: TurnState): JsonObject {
  return { id: channel.id, type: channel.type, name: channel.name };
}

function nowText(state: TurnState): string {
  const zone = zoneOf(state.values.timeZone);
  return DateTime.fromMillis(state.context.now, { zone, locale: "en-US" }).toISO() ?? "";
}

function callbackUrl(state: TurnState): string {
  return `${state.context.publicUrl}/api/v1/callbacks/${callbackToken(state)}`;
}
