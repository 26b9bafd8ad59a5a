import type { MessageTemplate, Operator } from "@chatloom/flows-schema";
import { createContext, useContext } from "react";

/** The choices of controls, and the findings by field. */
export interface FormWorld {
  /** Everything a template can name: `email`, `contact.firstName`. */
  readonly variables: readonly string[];
  /** The secrets that a request can name: `secret.CRM_KEY`. */
  readonly secrets: readonly string[];
  /** Everything a node may write. */
  readonly writable: readonly string[];
  readonly nodes: readonly Choice[];
  readonly flows: readonly Choice[];
  readonly variablesOfFlow: (flowId: string) => readonly string[];
  readonly members: readonly Choice[];
  readonly teams: readonly Choice[];
  /** Connected helpdesks. */
  readonly desks: readonly Choice[];
  /** Connected payment providers. */
  readonly paymentConnections: readonly Choice[];
  /** Connected CRMs. */
  readonly crmConnections: readonly Choice[];
  /** Connected Google accounts. */
  readonly googleAccounts: readonly Choice[];
  /** Connected HubSpot accounts. */
  readonly hubspotAccounts: readonly Choice[];
  /** The columns of the sheet that the node uses. */
  readonly columns: readonly string[];
  /** Connected channels. */
  readonly channels: readonly Choice[];
  /** AI agents, connections to language models, and knowledge bases. */
  readonly agents: readonly Choice[];
  readonly connections: readonly Choice[];
  readonly knowledge: readonly Choice[];
  /** Connected MCP servers. */
  readonly mcpServers: readonly OfferedServer[];
  readonly tags: readonly string[];
  /** The contact fields and segments of the workspace. */
  readonly contactFields: readonly Choice[];
  readonly segments: readonly Choice[];
  readonly channelTypes: readonly Choice[];
  readonly templates: readonly OfferedTemplate[];
  /** The values that a condition may compare, where there are no others. */
  readonly operands?: readonly Choice[];
  /** The comparisons that fit a value. */
  readonly operatorsFor?: (left: string) => readonly Operator[];
  /** The values to choose on the right side; undefined if any text fits. */
  readonly valuesFor?: (left: string) => readonly Choice[] | undefined;
  /** Sentences by JSON pointer. */
  readonly errors: ReadonlyMap<string, string>;
  /** JSON pointers of secrets that the server keeps and does not show. */
  readonly keptSecrets: ReadonlySet<string>;
  readonly readOnly: boolean;
  /** The languages that a model can write and translate texts in; absent where it does not help. */
  readonly writing?: WritingLanguages;
}

/** A template that a platform keeps, and the channel it is for. */
export interface OfferedTemplate {
  readonly template: MessageTemplate;
  readonly channelName: string;
}

/** The languages that texts of a form are written in. */
export interface WritingLanguages {
  readonly own: string;
  readonly all: readonly Choice[];
}

/** An MCP server to choose, and the tools that it lists. */
export interface OfferedServer extends Choice {
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly readOnly: boolean;
    readonly usable: boolean;
  }[];
}

/** Something to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A world in which nothing can be chosen. */
export const emptyWorld: FormWorld = {
  variables: [],
  secrets: [],
  writable: [],
  nodes: [],
  flows: [],
  variablesOfFlow: () => [],
  members: [],
  teams: [],
  desks: [],
  paymentConnections: [],
  crmConnections: [],
  googleAccounts: [],
  hubspotAccounts: [],
  columns: [],
  channels: [],
  agents: [],
  connections: [],
  knowledge: [],
  mcpServers: [],
  tags: [],
  contactFields: [],
  segments: [],
  channelTypes: [],
  templates: [],
  errors: new Map(),
  keptSecrets: new Set(),
  readOnly: false,
};

export const FormWorldContext = createContext<FormWorld>(emptyWorld);

/** The world around the form that a control stands in. */
export function useFormWorld(): FormWorld {
  return useContext(FormWorldContext);
}
