import type { Abilities } from "./abilities.ts";
import { type Flow, nodeTypeOf, targetsOf } from "./flow.ts";
import { type FlowSilence, outlineOf, silenceOf } from "./flow-silence.ts";
import type { CheckedTemplate } from "./message-template.ts";
import type { SecretKind } from "./secret-place.ts";

/** The workspace facts that the checks of a flow use. Every part may be empty. */
export interface CheckContext {
  /** The id of the checked flow itself, so that jumps to it are understood. */
  readonly flowId?: string;
  /** The workspace's other flows; `describeFlow` makes these. */
  readonly otherFlows: readonly OtherFlow[];
  /** The connected channels. */
  readonly channels: readonly CheckedChannel[];
  /** Names of the workspace's custom contact fields; absent means unknown, and none is then doubted. */
  readonly knownContactFields?: readonly string[] | undefined;
  /** Ids of the workspace's members; absent means unknown, and none is then doubted. */
  readonly knownMembers?: readonly string[] | undefined;
  /** Ids of the workspace's teams; absent means unknown, and none is then doubted. */
  readonly knownTeams?: readonly string[] | undefined;
  /** Ids of the workspace's segments; absent means unknown, and none is then doubted. */
  readonly knownSegments?: readonly string[] | undefined;
  /** Ids of the connected helpdesks. */
  readonly knownDesks?: readonly string[] | undefined;
  /** Ids of the connected CRMs; absent means unknown, and none is then doubted. */
  readonly knownCrms?: readonly string[] | undefined;
  /** The connected MCP servers; absent means unknown, and none is then doubted. */
  readonly knownMcpServers?: readonly CheckedMcpServer[] | undefined;
  /** The connected payment providers; absent means unknown, and none is then doubted. */
  readonly knownPayments?: readonly CheckedPayments[] | undefined;
  /** The secrets of the workspace's vault; absent means unknown, and none is then doubted. */
  readonly knownSecrets?: readonly CheckedSecret[] | undefined;
  /** The workspace's default country (ISO 3166). Empty means that none is set; absent means unknown, and then nothing is reported. */
  readonly workspaceCountry?: string | undefined;
  /** Names of the workspace's variables. */
  readonly workspaceVariables: readonly string[];
}

/** As much of a connected channel as checks need. */
export interface CheckedChannel {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly abilities: Abilities;
  /** Whether a link can lead to it; absent means unknown, and it is then not doubted. */
  readonly opensByLink?: boolean;
  /** The templates that its platform keeps; absent means unknown, and none is then doubted. */
  readonly templates?: readonly CheckedTemplate[];
}

/** As much of a connected MCP server as checks need. */
export interface CheckedMcpServer {
  readonly id: string;
  readonly name: string;
  /** The tools that it listed last; empty means that it was never checked. */
  readonly tools: readonly string[];
}

/** As much of a connected payment provider as checks need. */
export interface CheckedPayments {
  readonly id: string;
  readonly name: string;
  /** Codes of the currencies that it takes; absent means every one. */
  readonly currencies?: readonly string[] | undefined;
}

/** As much of a secret as checks need. */
export interface CheckedSecret {
  readonly name: string;
  readonly kind: SecretKind;
  /** The hosts that it may be sent to; see `allowsHost`. */
  readonly hosts: readonly string[];
}

/** As much of another flow as checks need. */
export interface OtherFlow {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly keywords: readonly Keyword[];
  readonly nodeIds: readonly string[];
  /** Names of its declared variables. */
  readonly variables: readonly string[];
  /** Nodes of other flows that it goes on at. */
  readonly jumps?: readonly { readonly flowId: string; readonly nodeId: string }[];
  /** How long it leaves the contact without an answer; absent means unknown. */
  readonly silence?: FlowSilence;
  /** Flows that it goes on in or calls. */
  readonly calls?: readonly string[];
}

/** One word that starts a flow. */
export interface Keyword {
  readonly nodeId: string;
  readonly keyword: string;
  readonly match: string;
  /** Channel types; empty means every one. */
  readonly channels: readonly string[];
}

/** A check context without other flows or channels. */
export const emptyCheckContext: CheckContext = {
  otherFlows: [],
  channels: [],
  workspaceVariables: [],
};

/** The part of a flow that the checks of its neighbours need. */
export function describeFlow(id: string, active: boolean, flow: Flow): OtherFlow {
  const targets = flow.nodes.flatMap(targetsOf);
  return {
    id,
    name: flow.name,
    active,
    keywords: keywordsOf(flow),
    nodeIds: flow.nodes.map((node) => node.id),
    variables: flow.variables.map((variable) => variable.name),
    jumps: targets.flatMap(({ flowId, nodeId }) => (flowId && nodeId ? [{ flowId, nodeId }] : [])),
    silence: outlineOf(silenceOf(flow)),
    calls: targets.flatMap(({ flowId }) => (flowId ? [flowId] : [])),
  };
}

/** The words that start a flow. */
export function keywordsOf(flow: Flow): Keyword[] {
  return flow.nodes.flatMap((node) => {
    const starting = nodeTypeOf(node).startingWords?.(node.data);
    if (!starting) {
      return [];
    }
    const { words, match, channels } = starting;
    return words.map((keyword) => ({ nodeId: node.id, keyword, match, channels }));
  });
}
