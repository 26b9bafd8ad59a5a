import type {
  FlowSettings,
  MessageContent,
  NodeOf,
  NodeTypeId,
  Variable,
} from "@chatloom/flows-schema";
import type { TextPart, Visit } from "./behaviour.ts";
import { compilePattern } from "./compile-pattern.ts";
import { compileText, isTemplate } from "./compile-text.ts";
import { contactCountry, contactLocale } from "./contact-locale.ts";
import type { Context } from "./context.ts";
import type { Notation } from "./convert-value.ts";
import type { EffectBody } from "./effect.ts";
import { fitToChannel } from "./fit-to-channel.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { quoteValue } from "./quoted-values.ts";
import { splitPath } from "./read-path.ts";
import { routeToken } from "./route-token.ts";
import { callbackToken, secretGuard, TurnValues } from "./scope.ts";
import { setVariables, VariableNotWritable } from "./set-variables.ts";
import { textParts } from "./text-parts.ts";
import { translationFor } from "./translate-flow.ts";
import { type FrameState, type TurnState, topFrame } from "./turn-state.ts";

const singleName = /^\s*\{\{\s*([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*|\[\d+\])*)\s*\}\}\s*$/;

/** A node's view of the turn, while it is entered or resumed. */
export class NodeVisit<K extends NodeTypeId> implements Visit<K> {
  readonly node: NodeOf<K>;
  readonly #state: TurnState;
  readonly #frame: FrameState;

  constructor(state: TurnState, frame: FrameState, node: NodeOf<K>) {
    this.node = node;
    this.#state = state;
    this.#frame = frame;
  }

  get data(): NodeOf<K>["data"] {
    return this.node.data;
  }
  get original(): NodeOf<K>["data"] {
    const { program } = this.#frame;
    return (program.nodes.get(this.node.id) as NodeOf<K> | undefined)?.data ?? this.data;
  }
  get flowId(): string {
    return this.#frame.program.flowId;
  }
  /** Returns contact and workspace as this turn has changed them. */
  get context(): Context {
    const { context, contact, workspace } = this.#state;
    if (contact === context.contact && workspace === context.workspace.variables) {
      return context;
    }
    return { ...context, contact, workspace: { ...context.workspace, variables: workspace } };
  }
  get variables(): JsonObject {
    return this.#frame.variables;
  }
  get memory(): JsonValue {
    return this.#frame.memory[this.node.id] ?? null;
  }
  get settings(): FlowSettings {
    return settingsOf(this.#state, this.#frame);
  }
  get callbackToken(): string {
    return callbackToken(this.#state);
  }
  get secretGuard(): string {
    return secretGuard(this.#state);
  }
  sensitive(variable: string): string | undefined {
    const { sensitive } = this.#frame;
    return Object.hasOwn(sensitive, variable) ? sensitive[variable] : undefined;
  }
  render(template: string): string {
    if (!isTemplate(template)) {
      return template;
    }
    const text = this.#frame.program.texts.get(template) ?? compileText(template);
    return text(this.#state.values);
  }
  renderParts(template: string): readonly TextPart[] {
    const { values } = this.#state;
    return textParts((write) => {
      values.mark = write;
      try {
        return this.render(template);
      } finally {
        values.mark = undefined;
      }
    });
  }
  renderQuoted(template: string): string {
    const { values } = this.#state;
    values.marksWritten = true;
    try {
      return this.renderParts(template)
        .map((it) => ("literal" in it ? it.literal : quoteValue(it.value)))
        .join("");
    } finally {
      values.marksWritten = false;
    }
  }
  evaluate(template: string): JsonValue {
    const name = isTemplate(template) ? singleName.exec(template)?.[1] : undefined;
    return name === undefined ? this.render(template) : (this.lookUp(name) ?? null);
  }
  lookUp(path: string): JsonValue | undefined {
    return this.#state.values.at(splitPath(path));
  }
  after(values: JsonObject): NodeVisit<K> {
    const draft = draftOf(this.#state);
    const frame = draft.run ? topFrame(draft.run) : this.#frame;
    const problem = setVariables(draft, frame, values);
    if (problem !== undefined) {
      throw new VariableNotWritable(problem);
    }
    return new NodeVisit(draft, frame, this.node);
  }
  notation(source: string): Notation {
    const { timeZone, language } = this.settings;
    const path = isTemplate(source) ? singleName.exec(source)?.[1] : source.trim();
    const typed = path === "message.text" || (path !== undefined && this.#frame.typed.has(path));
    return { timeZone, language, typedIn: typed ? this.locale : undefined };
  }
  get locale(): string {
    return contactLocale(this.#state.contact, this.settings, this.#workspaceCountry);
  }
  get country(): string | undefined {
    return contactCountry(this.#state.contact, this.settings, this.#workspaceCountry);
  }
  get #workspaceCountry(): string | undefined {
    return this.#state.context.workspace.country;
  }
  token(port: string): string {
    const { program } = this.#frame;
    return (
      program.tokens.get(`${this.node.id}\n${port}`) ??
      routeToken(program.flowId, this.node.id, port)
    );
  }
  connected(port: string): boolean {
    return this.#frame.program.edges.has(`${this.node.id}\n${port}`);
  }
  say(content: MessageContent, firstNumber = 1): readonly EffectBody[] {
    return fitToChannel(content, this.#state.context.channel.abilities, firstNumber).map((it) => ({
      type: "send",
      content: it,
    }));
  }
  variable(name: string): Variable | undefined {
    return this.#frame.program.variables.get(name);
  }
  matches(pattern: string, text: string): boolean | undefined {
    const { patterns } = this.#frame.program;
    return (patterns.has(pattern) ? patterns.get(pattern) : compilePattern(pattern))?.test(text);
  }
}

/** Copies a turn to look ahead: changes of the copy do not change the turn. */
function draftOf(state: TurnState): TurnState {
  const { run } = state;
  const frames = run?.frames.map((frame) => ({
    ...frame,
    variables: { ...frame.variables },
    typed: new Set(frame.typed),
    sensitive: { ...frame.sensitive },
  }));
  const draft: TurnState = {
    ...state,
    effects: [],
    path: [],
    sent: { ...state.sent },
    run: run && { ...run, frames: frames ?? [] },
  };
  (draft as { values: TurnState["values"] }).values = new TurnValues(draft, state.values.budget);
  return draft;
}

/** Returns a flow's settings in the contact's language. */
export function settingsOf(state: TurnState, { program }: FrameState): FlowSettings {
  return translationFor(program, state.contact.language)?.settings ?? program.flow.settings;
}
