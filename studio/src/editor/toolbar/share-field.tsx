import { Checkbox, NumberInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

const usual = 10;

/** Asks whether only a share of the new conversations gets a version first; undefined: all get it. */
export function ShareField({
  share,
  onChange,
}: {
  readonly share: number | undefined;
  readonly onChange: (share: number | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Checkbox
        label={t("editor.canary.first")}
        description={t("editor.canary.firstHint")}
        checked={share !== undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? usual : undefined)}
      />
      {share !== undefined && <ShareInput share={share} onChange={onChange} />}
    </Stack>
  );
}

/** A percentage from 1 to 99. */
export function ShareInput({
  share,
  onChange,
}: {
  readonly share: number;
  readonly onChange: (share: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t("editor.canary.share")}
      suffix=" %"
      min={1}
      max={99}
      allowDecimal={false}
      clampBehavior="strict"
      w={160}
      value={share}
      onChange={(value) => typeof value === "number" && value >= 1 && onChange(value)}
    />
  );
}
