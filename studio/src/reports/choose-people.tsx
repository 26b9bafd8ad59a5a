import { routes } from "@chatloom/api-schema";
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useChannels } from "../channels/use-channels.ts";

/** The people whose results are shown: of a channel, of a segment, or all. */
export interface ChosenPeople {
  readonly channelId?: string;
  readonly segmentId?: string;
}

/** Chooses a channel and a segment. */
export function ChoosePeople({
  value,
  onChange,
}: {
  readonly value: ChosenPeople;
  readonly onChange: (value: ChosenPeople) => void;
}) {
  const { t } = useTranslation();
  const { data: channels } = useChannels();
  const { data: segments } = useQuery({
    queryKey: ["segments"],
    queryFn: () => call(routes.audience.listSegments),
  });
  const choice = (
    name: keyof ChosenPeople,
    label: string,
    items: readonly { readonly id: string; readonly name: string }[] = [],
  ) =>
    items.length > 0 && (
      <Select
        clearable
        searchable
        w={220}
        label={label}
        placeholder={t("reports.experiments.everybody")}
        value={value[name] ?? null}
        onChange={(chosen) => {
          const { [name]: _, ...others } = value;
          onChange(chosen === null ? others : { ...others, [name]: chosen });
        }}
        data={items.map((it) => ({ value: it.id, label: it.name }))}
      />
    );
  return (
    <>
      {choice("channelId", t("reports.filter.channelId"), channels?.items)}
      {choice("segmentId", t("reports.experiments.segment"), segments?.items)}
    </>
  );
}
