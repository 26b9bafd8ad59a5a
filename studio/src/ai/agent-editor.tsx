import { type AiAgentDetails, pages } from "@chatloom/api-schema";
import { AiAgentSpec } from "@chatloom/flows-schema";
import { Alert, Badge, Button, Paper, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAiChoices } from "../api/use-ai-choices.ts";
import { useFlowList } from "../api/use-flow-list.ts";
import { useChannelTypes } from "../channels/use-channels.ts";
import { formSchema } from "../forms/form-schema.ts";
import { emptyWorld, FormWorldContext } from "../forms/form-world.tsx";
import { SchemaForm } from "../forms/schema-form.tsx";
import { useMay } from "../session/use-me.ts";
import { ApiProblem } from "../ui/api-problem.ts";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { problemText } from "../ui/show-problem.ts";
import { AgentActions } from "./agent-actions.tsx";
import { AgentVersions } from "./agent-versions.tsx";
import classes from "./ai.module.css";
import { TryAgent } from "./try-agent.tsx";
import { useAgentDraft } from "./use-agent-draft.ts";

const schema = formSchema(AiAgentSpec);

/** Edits an agent's draft, beside a chat to try it and its versions. */
export function AgentEditor({ details }: { readonly details: AiAgentDetails }) {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const draft = useAgentDraft(details);
  const world = useAgentWorld(draft.problem, may);
  const { agent } = details;
  return (
    <Page
      title={agent.name}
      actions={
        <>
          <Badge color={agent.active ? "loom" : "gray"}>
            {t(agent.active ? "ai.agents.active" : "ai.agents.inactive")}
          </Badge>
          {may && (
            <>
              <Button
                variant="default"
                loading={draft.saving}
                disabled={!draft.dirty}
                onClick={() => void draft.save()}
              >
                {t("ai.agents.save")}
              </Button>
              <Button
                loading={draft.publishing}
                disabled={!draft.dirty && !agent.changed}
                onClick={() => void draft.publish()}
              >
                {t("ai.agents.publish")}
              </Button>
            </>
          )}
        </>
      }
    >
      <BackLink to={pages.ai}>{t("ai.agents.back")}</BackLink>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Paper p="lg" className={classes.card ?? ""}>
          <Stack>
            {draft.problem !== undefined && (
              <Alert color="red" role="alert">
                {problemText(draft.problem)}
              </Alert>
            )}
            <TextInput
              required
              label={t("ai.agents.name")}
              maxLength={120}
              readOnly={!may}
              value={draft.name}
              onChange={(event) => draft.rename(event.currentTarget.value)}
            />
            <FormWorldContext value={world}>
              <SchemaForm
                schema={schema}
                value={draft.spec}
                path=""
                onChange={(next) => draft.change(next as AiAgentSpec)}
              />
            </FormWorldContext>
          </Stack>
        </Paper>
        <Stack>
          {may && <TryAgent agentId={agent.id} name={draft.name} prepare={draft.saved} />}
          <AgentVersions details={details} mayRestore={may} onRestored={draft.reset} />
          {may && <AgentActions agent={agent} />}
        </Stack>
      </SimpleGrid>
    </Page>
  );
}

function useAgentWorld(problem: unknown, may: boolean) {
  const { t } = useTranslation();
  const { connections, knowledge, mcpServers } = useAiChoices();
  const { data: types } = useChannelTypes();
  const flows = useFlowList();
  return useMemo(
    () => ({
      ...emptyWorld,
      connections,
      knowledge,
      mcpServers,
      flows: (flows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      channelTypes: (types?.items ?? []).map(({ type, title }) => ({ value: type, label: title })),
      readOnly: !may,
      errors: new Map(
        (problem instanceof ApiProblem ? problem.errors : []).map(({ at }) => [
          at.replace(/^\/draft/, ""),
          t("ai.agents.fieldEmpty"),
        ]),
      ),
    }),
    [connections, knowledge, mcpServers, flows.data, types, may, problem, t],
  );
}
