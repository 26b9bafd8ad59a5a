import { Radio, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

const hourMs = 3_600_000;

/** Chooses between now, a moment, and the same time by each contact's clock. `at` is ISO 8601 in UTC. */
export function StartTime({
  at,
  local,
  onChange,
}: {
  readonly at: string | undefined;
  readonly local: boolean;
  readonly onChange: (at: string | undefined, local: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t("broadcasts.start")}
      value={at === undefined ? "now" : local ? "local" : "later"}
      onChange={(value) =>
        onChange(
          value === "now" ? undefined : (at ?? new Date(Date.now() + hourMs).toISOString()),
          value === "local",
        )
      }
    >
      <Stack gap={8} mt={6}>
        <Radio value="now" label={t("broadcasts.now")} />
        <Radio value="later" label={t("broadcasts.later")} />
        <Radio
          value="local"
          label={t("broadcasts.local")}
          description={t("broadcasts.localHint")}
        />
        {at !== undefined && (
          <TextInput
            type="datetime-local"
            required
            aria-label={t("broadcasts.later")}
            value={localText(new Date(at))}
            onChange={({ currentTarget: { value } }) =>
              value !== "" && onChange(new Date(value).toISOString(), local)
            }
          />
        )}
      </Stack>
    </Radio.Group>
  );
}

/** Writes a moment as `2026-11-30T09:15`, as the browser's clock shows it. */
function localText(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
