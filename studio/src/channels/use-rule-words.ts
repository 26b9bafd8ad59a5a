import { routes } from "@chatloom/api-schema";
import type { RoutingRule } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useTeams } from "../session/use-teams.ts";
import { languageNames } from "../ui/language-names.ts";
import { useChannels } from "./use-channels.ts";

/** Says rules in words, with the names of what they hold the ids of. */
export function useRuleWords() {
  const { t, i18n } = useTranslation();
  const { data: channels } = useChannels();
  const { data: flows } = useQuery({
    queryKey: ["flows"],
    queryFn: () => call(routes.flows.listFlows),
  });
  const { data: teams } = useTeams();
  const list = new Intl.ListFormat(i18n.language, { type: "disjunction" });
  const channelName = (id: string) => channels?.items.find((it) => it.id === id)?.name ?? "…";
  const flowOf = (id: string) => flows?.items.find((it) => it.id === id);

  /** "on Shop or Website, in Vietnamese, outside hours" */
  function when({ channelIds, languages, keywords, tags, time }: RoutingRule): string {
    const names = languageNames(i18n.language, languages);
    const languageName = (code: string) => names.find((it) => it.value === code)?.label ?? code;
    const parts = [
      channelIds.length > 0 &&
        t("routing.is.channels", { list: list.format(channelIds.map(channelName)) }),
      languages.length > 0 &&
        t("routing.is.languages", { list: list.format(languages.map(languageName)) }),
      keywords.length > 0 &&
        t("routing.is.keywords", { list: list.format(keywords.map((it) => `“${it}”`)) }),
      tags.length > 0 && t("routing.is.tags", { list: list.format(tags) }),
      time !== "any" && t(`routing.is.${time}`),
    ].filter((it) => it !== false);
    return parts.length > 0 ? parts.join(", ") : t("routing.everyone");
  }

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
