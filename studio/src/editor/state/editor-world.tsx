import { routes } from "@chatloom/api-schema";
import {
  type CheckContext,
  checkFlow,
  type Finding,
  type FindingCode,
  nodeTypeOf,
  scopeRoots,
  walkFields,
} from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { type FormWorld, FormWorldContext } from "../../forms/form-world.tsx";
import { useEditor } from "./editor-store.ts";
import { markFindings } from "./marks-store.ts";
import { nodeName } from "./node-words.ts";
import { useSaving } from "./saving-store.ts";

/** Findings that only the server can make, which knows the other flows. */
const ofNeighbours: ReadonlySet<FindingCode> = new Set([
  "node.unknownTarget",
  "flow.unknown",
  "flow.inactive",
  "keyword.takenByFlow",
]);

/** Gathers what the forms offer and the checks need, and keeps the findings up to date. */
export function EditorWorld({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { flow, flowId } = useEditor();
  const flows = useQuery({ queryKey: ["flows"], queryFn: () => call(routes.flows.listFlows) });
  const channels = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const channelTypes = useChannelTypes();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const workspace = useQuery({
    queryKey: ["workspace"],
    queryFn: () => call(routes.accounts.readWorkspace),
  });

  const checkContext = useMemo((): CheckContext => {
    const types = new Map((channelTypes.data?.items ?? []).map((it) => [it.type, it]));
    return {
      flowId,
      otherFlows: [],
      channels: (channels.data?.items ?? []).flatMap(({ id, name, type }) => {
        const abilities = types.get(type)?.abilities;
        return abilities ? [{ id, name, type, abilities }] : [];
      }),
      ...(workspace.data ? { knownContactFields: workspace.data.contactFields } : {}),
      workspaceVariables: Object.keys(workspace.data?.variables ?? {}),
    };
  }, [flowId, channels.data, channelTypes.data, workspace.data]);
  useFindings(checkContext);

  const world = useMemo((): FormWorld => {
    const written = flow.nodes.flatMap((node) =>
      walkFields(nodeTypeOf(node).data, node.data)
        .filter((field) => field.schema.widget === "variable" && field.schema.ofFlow !== true)
        .map((field) => String(field.value ?? "")),
    );
    const declared = flow.variables.map((it) =>
      it.scope === "run" ? it.name : `${it.scope}.${it.name}`,
    );
    const own = [...new Set([...declared, ...written])].filter((name) => name !== "").sort();
    const given = Object.entries(scopeRoots).flatMap(([root, names]) =>
      names.filter((name) => name !== "*").map((name) => `${root}.${name}`),
    );
    const fields = (workspace.data?.contactFields ?? []).map((it) => `contact.${it}`);
    const shared = Object.keys(workspace.data?.variables ?? {}).map((it) => `workspace.${it}`);
    const all = [...own, ...given, ...fields, ...shared, "message.text", "channel.name", "now"];
    return {
      variables: [...new Set(all)],
      writable: [...new Set([...own, ...fields, ...shared])],
      nodes: flow.nodes.map((node) => ({ value: node.id, label: nodeName(t, node) })),
      flows: (flows.data?.items ?? [])
        .filter((it) => it.id !== flowId)
        .map((it) => ({ value: it.id, label: it.name })),
      variablesOfFlow: () => [],
      members: (members.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      tags: workspace.data?.tags ?? [],
      channelTypes: (channelTypes.data?.items ?? []).map((it) => ({
        value: it.type,
        label: it.title,
      })),
      errors: new Map(),
      readOnly: false,
    };
  }, [
    flow.nodes,
    flow.variables,
    flowId,
    flows.data,
    members.data,
    workspace.data,
    channelTypes.data,
    t,
  ]);

  return <FormWorldContext value={world}>{children}</FormWorldContext>;
}

/** The kinds of channel with what each can show; they change only with the server. */
export function useChannelTypes() {
  return useQuery({
    queryKey: ["channelTypes"],
    queryFn: () => call(routes.channels.listChannelTypes),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Checks the flow here after each pause; what concerns other flows, the server checks after each save. */
function useFindings(checkContext: CheckContext): void {
  const flow = useEditor((editor) => editor.flow);
  const flowId = useEditor((editor) => editor.flowId);
  const revision = useSaving((saving) => saving.revision);
  const server = useQuery({
    queryKey: ["flows", flowId, "findings", revision],
    queryFn: () => call(routes.flows.validateFlow, { params: { flowId } }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      const here = checkFlow(flow, checkContext).filter((it) => !ofNeighbours.has(it.code));
      const there = ((server.data?.findings ?? []) as Finding[]).filter(
        (it) =>
          ofNeighbours.has(it.code) &&
          (it.nodeId === undefined || flow.nodes.some((node) => node.id === it.nodeId)),
      );
      const all = [...here, ...there];
      markFindings([
        ...all.filter((it) => it.severity === "error"),
        ...all.filter((it) => it.severity === "warning"),
      ]);
    }, 200);
    return () => clearTimeout(timer);
  }, [flow, checkContext, server.data]);
}
