import { routes } from "@chatloom/api-schema";
import { type CheckContext, recordFacts, scopeRoots } from "@chatloom/flows-schema";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useAiChoices, useMcpServers } from "../../api/use-ai-choices.ts";
import { useCrmConnections } from "../../api/use-crm-connections.ts";
import { useContactFields, useSegments } from "../../api/use-definitions.ts";
import { useDesks } from "../../api/use-desks.ts";
import { useFlowList } from "../../api/use-flow-list.ts";
import { useMessageTemplates } from "../../api/use-message-templates.ts";
import { usePaymentConnections } from "../../api/use-payment-connections.ts";
import { emptyWorld, type FormWorld, FormWorldContext } from "../../forms/form-world.tsx";
import { useServiceChoices } from "../../forms/use-connected-services.ts";
import { useSecrets } from "../../forms/use-secrets.ts";
import { useTeams } from "../../session/use-teams.ts";
import { useWorkspace } from "../../session/use-workspace.ts";
import { languageNames } from "../../ui/language-names.ts";
import { useEditor } from "./editor-store.ts";
import { Findings } from "./findings.tsx";
import { nodeName } from "./node-words.ts";
import { variablesWritten } from "./variables-written.ts";

const pauseMs = 300;

/** Gathers what the forms offer and the checks need, and keeps the findings up to date. */
export function EditorWorld({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const flowId = useEditor((editor) => editor.flowId);
  const variables = useEditor((editor) => editor.flow.variables);
  const language = useEditor((editor) => editor.flow.settings.language);
  // Lists that forms offer wait for a pause in typing: with each letter, every field would be drawn again.
  const [nodes] = useDebouncedValue(
    useEditor((editor) => editor.flow.nodes),
    pauseMs,
  );
  const flows = useFlowList();
  const channels = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  const channelTypes = useChannelTypes();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const teams = useTeams();
  const desks = useDesks();
  const payments = usePaymentConnections();
  const secrets = useSecrets();
  const crms = useCrmConnections();
  const googleAccounts = useServiceChoices("google");
  const workspace = useWorkspace();
  const ai = useAiChoices();
  const servers = useMcpServers();
  const { data: templates } = useMessageTemplates();
  const segments = useSegments();
  const contactFields = useContactFields();

  const checkContext = useMemo((): CheckContext => {
    const types = new Map((channelTypes.data?.items ?? []).map((it) => [it.type, it]));
    return {
      flowId,
      otherFlows: [],
      channels: (channels.data?.items ?? []).flatMap(({ id, name, type }) => {
        const kind = types.get(type);
        const isRead = templates?.lists.some((it) => it.channelId === id && it.readAt);
        const own = templates?.items.filter((it) => it.channelId === id) ?? [];
        const known = isRead ? { templates: own.map((it) => it.template) } : {};
        if (!kind) {
          return [];
        }
        const { abilities, refLinks } = kind;
        return [{ id, name, type, abilities, opensByLink: refLinks !== undefined, ...known }];
      }),
      knownContactFields: workspace.data?.contactFields,
      knownDesks: desks.data?.items.map((it) => it.id),
      knownCrms: crms.data?.items.map((it) => it.id),
      knownPayments: payments.data?.items.map(({ id, name, currencies }) => ({
        id,
        name,
        currencies,
      })),
      knownMcpServers: servers.data?.items.map(({ id, name, tools }) => ({
        id,
        name,
        tools: tools.filter((it) => it.usable).map((it) => it.name),
      })),
      knownSecrets: secrets.data?.items.map(({ name, kind, hosts }) => ({ name, kind, hosts })),
      knownMembers: members.data?.items.map((it) => it.id),
      knownTeams: teams.data?.items.map((it) => it.id),
      knownSegments: segments.data?.items.map((it) => it.id),
      workspaceCountry: workspace.data?.country,
      workspaceVariables: Object.keys(workspace.data?.variables ?? {}),
    };
  }, [
    flowId,
    channels.data,
    channelTypes.data,
    members.data,
    teams.data,
    desks.data,
    crms.data,
    payments.data,
    servers.data,
    secrets.data,
    segments.data,
    workspace.data,
    templates,
  ]);

  const world = useMemo((): FormWorld => {
    const written = nodes.flatMap(variablesWritten);
    const declared = variables.map((it) =>
      it.scope === "run" ? it.name : `${it.scope}.${it.name}`,
    );
    const own = [...new Set([...declared, ...written])].filter((name) => name !== "").sort();
    const given = Object.entries(scopeRoots).flatMap(([root, names]) =>
      names.filter((name) => name !== "*").map((name) => `${root}.${name}`),
    );
    const fields = (workspace.data?.contactFields ?? []).map((it) => `contact.${it}`);
    const shared = Object.keys(workspace.data?.variables ?? {}).map((it) => `workspace.${it}`);
    const ownSegments = (segments.data?.items ?? []).map((it) => ({
      value: it.id,
      label: it.name,
    }));
    const all = [...own, ...given, ...fields, ...shared, "message.text", "channel.name", "now"];
    return {
      ...emptyWorld,
      variables: [...new Set(all)],
      secrets: (secrets.data?.items ?? []).map((it) => `secret.${it.name}`),
      writing: {
        own: language,
        all: languageNames(i18n.language, [language]),
      },
      writable: [...new Set([...own, ...fields, ...shared])],
      nodes: nodes.map((node) => ({ value: node.id, label: nodeName(t, node) })),
      flows: (flows.data?.items ?? [])
        .filter((it) => it.id !== flowId)
        .map((it) => ({ value: it.id, label: it.name })),
      members: (members.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      desks: (desks.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      paymentConnections: (payments.data?.items ?? []).map((it) => ({
        value: it.id,
        label: it.name,
      })),
      channels: (channels.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      crmConnections: (crms.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      googleAccounts,
      valuesFor: (left) => (left.trim() === "contact.segments" ? ownSegments : undefined),
      segments: ownSegments,
      contactFields: [
        ...recordFacts.map((it) => ({ value: it, label: t(`contacts.${it}`) })),
        ...(contactFields.data?.items ?? []).map((it) => ({ value: it.key, label: it.title })),
      ],
      teams: (teams.data?.items ?? []).map((it) => ({ value: it.id, label: it.name })),
      ...ai,
      tags: workspace.data?.tags ?? [],
      channelTypes: (channelTypes.data?.items ?? []).map((it) => ({
        value: it.type,
        label: it.title,
      })),
      templates: (templates?.items ?? []).map(({ template, channelId }) => ({
        template,
        channelName: channels.data?.items.find((it) => it.id === channelId)?.name ?? "",
      })),
    };
  }, [
    nodes,
    variables,
    flowId,
    flows.data,
    members.data,
    teams.data,
    desks.data,
    payments.data,
    secrets.data,
    crms.data,
    googleAccounts,
    workspace.data,
    channelTypes.data,
    channels.data,
    templates,
    segments.data,
    contactFields.data,
    ai,
    t,
    i18n.language,
    language,
  ]);

  return (
    <FormWorldContext value={world}>
      <Findings context={checkContext} />
      {children}
    </FormWorldContext>
  );
}

/** The kinds of channel with what each can show; they change only with the server. */
export function useChannelTypes() {
  return useQuery({
    queryKey: ["channelTypes"],
    queryFn: () => call(routes.channels.listChannelTypes),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
