import type { RuleConditions } from "@chatloom/flows-schema";
import { useTranslation } from "react-i18next";
import { languageNames } from "../../ui/language-names.ts";
import { useChannels } from "../use-channels.ts";

/** Returns a function that says the conditions of a rule: "on Shop or Website, in Vietnamese, outside hours". */
export function useConditionWords(): (rule: RuleConditions, others?: readonly string[]) => string {
  const { t, i18n } = useTranslation();
  const { data: channels } = useChannels();
  const list = new Intl.ListFormat(i18n.language, { type: "disjunction" });
  const channelName = (id: string) => channels?.items.find((it) => it.id === id)?.name ?? "…";

  return function when({ channelIds, languages, keywords, tags, time }, others = []) {
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
      ...others,
    ].filter((it) => it !== false);
    return parts.length > 0 ? parts.join(", ") : t("routing.everyone");
  };
}
