import type {
  FlowSettings,
  MessageContent,
  NodeOf,
  NodeTypeId,
  Variable,
} from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import { compilePattern } from "./compile-pattern.ts";
import { compileText, isTemplate } from "./compile-text.ts";
import type { Context } from "./context.ts";
import type { EffectBody } from "./effect.ts";
import { fitToChannel } from "./fit-to-channel.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import { splitPath } from "./read-path.ts";
import { routeToken } from "./route-token.ts";
import { callbackToken } from "./scope.ts";
import { translationFor } from "./translate-flow.ts";
import type { FrameState, TurnState } from "./turn-state.ts";

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
  get flowId(): string {
    return this.#frame.program.flowId;
  }
  /** Contact and workspace as this turn has changed them. */
  get context(): Context {
    const { context, contact, workspace } = this.#state;
    if (contact === context.contact && workspace === context.workspace.variables) return context;
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
  render(template: string): string {
    if (!isTemplate(template)) return template;
    const text = this.#frame.program.texts.get(template) ?? compileText(template);
    return text(this.#state.values);
  }
  evaluate(template: string): JsonValue {
    const name = isTemplate(template) ? singleName.exec(template)?.[1] : undefined;
    return name === undefined ? this.render(template) : (this.lookUp(name) ?? null);
  }
  lookUp(path: string): JsonValue | undefined {
    return this.#state.values.at(splitPath(path));
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

/** A flow's settings in the contact's language. */
export function settingsOf(state: TurnState, { program }: FrameState): FlowSettings {
  return (
    translationFor(program.translated, state.contact.language)?.settings ?? program.flow.settings
  );
}
