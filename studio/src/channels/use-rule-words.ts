import { routes } from "@chatloom/api-schema";
import type { RoutingRule } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useTeams } from "../session/use-teams.ts";
import { useConditionWords } from "./rules/use-condition-words.ts";
import { useChannels } from "./use-channels.ts";

/** Says rules in words, with the names of what they hold the ids of. */
export function useRuleWords() {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const when = useConditionWords();
  const { data: flows } = useQuery({
    queryKey: ["flows"],
    queryFn: () => call(routes.flows.listFlows),
  });
  const { data: teams } = useTeams();
  const flowOf = (id: string) => flows?.items.find((it) => it.id === id);

  /** "After hours answers" */
  function then({ answer, flowId, teamId }: RoutingRule): string {
    const team = teams?.items.find((it) => it.id === teamId);
    if (answer === "people" && team) {
      return t("routing.then.team", { team: team.name });
    }
    return t(`routing.then.${answer}`, { flow: flowOf(flowId)?.name ?? t("routing.flowGone") });
  }

  return {
    when,
    then,
    channels: channels?.items ?? [],
    flows: flows?.items ?? [],
    teams: teams?.items ?? [],
    /** Whether a rule is passed over because its flow does not run. */
    idle: ({ answer, flowId }: RoutingRule) =>
      flows !== undefined && answer === "flow" && flowOf(flowId)?.active !== true,
  };
}
