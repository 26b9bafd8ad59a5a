import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useFlowList } from "../api/use-flow-list.ts";
import { useChannels } from "../channels/use-channels.ts";
import type { ReportFilter } from "../figures/report-filter.ts";
import { countryName } from "../ui/country-select.tsx";
import { useReportGroups } from "./use-report-groups.ts";

const kinds = ["channelId", "flowId", "language", "country", "tag"] as const;

/** Returns the filter that the address names, all that can be chosen, and a function that chooses one. */
export function useReportFilter() {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { data: channels } = useChannels();
  const { data: flows } = useFlowList();
  const groups = useReportGroups();
  const kind = kinds.find((it) => search.has(it));
  const filter: ReportFilter = kind ? { [kind]: search.get(kind) ?? "" } : {};
  const group = (
    name: (typeof kinds)[number],
    items: readonly { readonly id: string; readonly name: string }[] = [],
  ) => ({
    group: t(`reports.filter.${name}`),
    items: items.map((it) => ({ value: `${name}:${it.id}`, label: it.name })),
  });
  const same = (it: string) => ({ id: it, name: it });
  return {
    filter,
    value: kind ? `${kind}:${search.get(kind)}` : null,
    choices: [
      group("channelId", channels?.items),
      group("flowId", flows?.items),
      group("language", groups?.languages.map(same)),
      group(
        "country",
        groups?.countries.map((id) => ({ id, name: countryName(id, i18n.language) })),
      ),
      group("tag", groups?.tags.map(same)),
    ].filter((it) => it.items.length > 0),
    choose: (value: string | null) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const it of kinds) {
            next.delete(it);
          }
          const colon = value?.indexOf(":") ?? 0;
          if (value) {
            next.set(value.slice(0, colon), value.slice(colon + 1));
          }
          return next;
        },
        { replace: true },
      ),
  };
}
