import type { FlowDraft } from "../flow-draft.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { toTemplate } from "../to-template.ts";

/** A way of the source: where it leads, and its line of the report. */
export interface TypebotEdge {
  readonly label: string;
  readonly line: LogLine;
  used: boolean;
}

/** A Typebot while it is converted: its variables and ways, read once. */
export class TypebotBot {
  readonly draft: FlowDraft;
  readonly typing: boolean;
  readonly id: string;
  /** The label of the place where the conversation begins. */
  start = "";
  /** Ids of the blocks and groups that ways and jumps lead to. */
  readonly targets = new Set<string>();
  readonly #edges = new Map<string, TypebotEdge>();
  readonly #edgeFrom = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(draft: FlowDraft, source: Source, groups: readonly Source[], old: boolean) {
    this.draft = draft;
    this.id = source.text("id");
    const emulation = source.part("settings").part("typingEmulation");
    this.typing = emulation.flag("enabled") !== false;
    this.#readVariables(source.list("variables"));
    this.#readEdges(source, groups, old);
  }

  /** The clean name of a variable's id; undefined for none. */
  variable(id: string): string | undefined {
    return id === "" ? undefined : (this.#names.get(id) ?? this.#undeclared(id));
  }

  /** Turns a text of the source into a template: `{{Full name}}` becomes `{{ Full_name }}`. */
  template(text: string): string {
    return toTemplate(text, (name) => (name === "" ? undefined : this.named(name)));
  }

  /** The clean name of a variable that a text names. */
  named(name: string): string {
    if (!this.draft.names.has(name)) {
      const clean = this.draft.names.of(name);
      this.draft.log.line("variable", name, "variable").note("undeclared");
      return clean;
    }
    return this.draft.names.of(name);
  }

  /** The way that leaves a block, an item or an event, by its own field or by the list of ways. */
  edgeOf(source: Source, ...from: readonly string[]): TypebotEdge | undefined {
    const id = source.text("outgoingEdgeId");
    const edge = this.#edges.get(id) ?? this.#edges.get(this.#edgeFrom.get(from.join(" ")) ?? "");
    if (edge) {
      edge.used = true;
    }
    return edge;
  }

  /** Notes the ways that nothing took, and those that lead to nothing. */
  finishEdges(): void {
    for (const edge of this.#edges.values()) {
      if (!edge.used) {
        edge.line.unsupported("danglingSource");
      } else if (
        edge.label !== "" &&
        this.draft.find(edge.label) === undefined &&
        !this.draft.isLeftOut(edge.label)
      ) {
        edge.line.note("emptyTarget");
      }
    }
  }

  #undeclared(id: string): string {
    const name = this.draft.names.of(id);
    this.#names.set(id, name);
    this.draft.log.line("variable", id, "variable").note("undeclared");
    return name;
  }

  #readVariables(variables: readonly Source[]): void {
    for (const variable of variables) {
      const name = variable.text("name");
      const line = this.draft.log.line("variable", name, "variable");
      const id = variable.text("id");
      if (name === "" || this.#names.has(id)) {
        line.unsupported(name === "" ? "missingId" : "duplicateId");
        continue;
      }
      const clean = this.draft.names.of(name);
      this.#names.set(id, clean);
      if (clean !== name) {
        line.remark("renamed", { name: clean });
      }
      const value = variable.raw("value");
      if (typeof value === "string" && value !== "") {
        this.draft.names.default(clean, value);
      } else if (Array.isArray(value) && value.length > 0) {
        this.draft.names.default(clean, variable.texts("value"));
      }
      variable.skip("isSessionVariable", "createdAt");
      line.rest(variable);
    }
  }

  #readEdges(source: Source, groups: readonly Source[], old: boolean): void {
    const titles = new Map<string, string>();
    for (const group of groups) {
      titles.set(group.text("id"), group.text("title"));
      for (const block of group.list(old ? "steps" : "blocks")) {
        titles.set(block.text("id"), group.text("title"));
        if (block.text("type") === "Jump") {
          this.targets.add(block.part("options").text("blockId"));
        }
      }
    }
    const title = (id: string) => titles.get(id) ?? id;
    for (const edge of source.list("edges")) {
      const from = edge.part("from");
      const to = edge.part("to");
      const block = to.text(old ? "stepId" : "blockId") || to.text("stepId");
      const group = to.text(old ? "blockId" : "groupId");
      const start = [
        from.text("stepId"),
        from.text("blockId"),
        from.text("groupId"),
        from.text("eventId"),
      ];
      const name = `${title(start.find((it) => titles.has(it)) ?? start.find(Boolean) ?? "")} → ${title(group || block)}`;
      const line = this.draft.log.line("edge", name, "edge");
      const id = edge.text("id");
      if (id === "" || this.#edges.has(id)) {
        line.unsupported(id === "" ? "missingId" : "duplicateId");
        continue;
      }
      const known = titles.has(block)
        ? `block ${block}`
        : titles.has(group)
          ? `group ${group}`
          : "";
      if (known === "") {
        line.unsupported("danglingEdge", { target: block || group });
      }
      this.targets.add(block);
      this.#edges.set(id, { label: known, line, used: false });
      const own = old ? from.text("stepId") : from.text("blockId") || from.text("stepId");
      const key = [own || from.text("eventId"), from.text("itemId"), from.text("pathId")];
      this.#edgeFrom.set(key.filter(Boolean).join(" "), id);
    }
  }
}
