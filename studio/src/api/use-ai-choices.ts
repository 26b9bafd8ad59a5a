import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "./call.ts";

/** The AI agents of the workspace. */
export function useAiAgents() {
  return useQuery({
    queryKey: ["ai-agents"],
    queryFn: () => call(routes.aiAgents.listAiAgents),
  });
}

/** The connections to language models, the default first. */
export function useAiConnections() {
  return useQuery({
    queryKey: ["ai-connections"],
    queryFn: () => call(routes.ai.listAiConnections),
  });
}

/** The MCP servers of the workspace, with their tools. */
export function useMcpServers() {
  return useQuery({
    queryKey: ["mcp-servers"],
    queryFn: () => call(routes.mcpServers.listMcpServers),
  });
}

/** The knowledge bases of the workspace. */
export function useKnowledgeBases() {
  return useQuery({
    queryKey: ["knowledge"],
    queryFn: () => call(routes.knowledge.listKnowledgeBases),
  });
}

/** The agents, connections, knowledge bases and MCP servers that forms offer. */
export function useAiChoices() {
  const { data: agents } = useAiAgents();
  const { data: connections } = useAiConnections();
  const { data: bases } = useKnowledgeBases();
  const { data: servers } = useMcpServers();
  return useMemo(
    () => ({
      agents: (agents?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      connections: (connections?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      knowledge: (bases?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      mcpServers: (servers?.items ?? []).map(({ id, name, tools }) => ({
        value: id,
        label: name,
        tools,
      })),
    }),
    [agents, connections, bases, servers],
  );
}
