import type { ImportSettings } from "@chatloom/api-schema";
import { Checkbox, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Consent = ImportSettings["consent"];

/** Records consent to marketing for all rows, with its words and date. Nothing is assumed. */
export function ConsentFields({
  consent,
  onChange,
}: {
  readonly consent: Consent;
  readonly onChange: (consent: Consent) => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Checkbox
        checked={consent !== undefined}
        label={t("imports.consent.given")}
        description={t("imports.consent.hint")}
        onChange={({ currentTarget }) =>
          onChange(
            currentTarget.checked ? { wording: "", at: new Date().toISOString() } : undefined,
          )
        }
      />
      {consent && (
        <>
          <Textarea
            required
            autosize
            minRows={2}
            maxLength={2_000}
            label={t("imports.consent.wording")}
            description={t("imports.consent.wordingHint")}
            value={consent.wording}
            onChange={({ currentTarget }) => onChange({ ...consent, wording: currentTarget.value })}
          />
          <TextInput
            required
            type="date"
            label={t("imports.consent.at")}
            max={new Date().toISOString().slice(0, 10)}
            value={consent.at.slice(0, 10)}
            onChange={({ currentTarget: { value } }) =>
              value !== "" && onChange({ ...consent, at: `${value}T00:00:00.000Z` })
            }
          />
        </>
      )}
    </Stack>
  );
}
