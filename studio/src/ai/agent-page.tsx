import { pages, routes } from "@chatloom/api-schema";
import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { call } from "../api/call.ts";
import { isMissing } from "../ui/api-problem.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Page } from "../ui/page.tsx";
import { AgentEditor } from "./agent-editor.tsx";

/** One AI agent. */
export function AgentPage() {
  const { t } = useTranslation();
  const { agentId = "" } = useParams();
  const agent = useQuery({
    queryKey: ["ai-agents", agentId],
    queryFn: () => call(routes.aiAgents.readAiAgent, { params: { agentId } }),
    // A live update does not replace a draft that is being edited.
    refetchOnWindowFocus: false,
  });
  const { data, error } = agent;
  if (data) {
    return <AgentEditor key={agentId} details={data} />;
  }
  return (
    <Page title={t("ai.title")}>
      {isMissing(error) ? (
        <>
          <Text mb="sm">{t("ai.agents.notFound")}</Text>
          <Anchor component={Link} to={pages.ai}>
            {t("ai.agents.back")}
          </Anchor>
        </>
      ) : (
        <Awaiting of={agent} />
      )}
    </Page>
  );
}
