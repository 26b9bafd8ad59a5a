import {
  type BroadcastPlan,
  type BroadcastTrial,
  unclearActions,
  winnerMeasures,
} from "@chatloom/api-schema";
import { NumberInput, Radio, Select, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

const usualTrial: BroadcastTrial = { share: 20, by: "replied", hours: 4, unclear: "best" };

/** Chooses whether a share of the contacts tries the variants first, and how the winner is found. */
export function TrialFields({
  plan,
  onChange,
}: {
  readonly plan: BroadcastPlan;
  readonly onChange: (plan: BroadcastPlan) => void;
}) {
  const { t } = useTranslation();
  const { trial } = plan;
  const set = (part: Partial<BroadcastTrial>) => {
    const next = { ...(trial ?? usualTrial), ...part };
    // Nobody is known to have clicked unless clicks are counted.
    const countClicks = next.by === "clicked" ? true : plan.countClicks;
    onChange({ ...plan, countClicks, trial: next });
  };
  return (
    <Stack>
      <Switch
        label={t("broadcasts.trial")}
        description={t("broadcasts.trialHint")}
        checked={trial !== undefined}
        onChange={({ currentTarget }) =>
          onChange({ ...plan, trial: currentTarget.checked ? usualTrial : undefined })
        }
      />
      {trial && (
        <>
          <NumberInput
            min={1}
            max={90}
            suffix=" %"
            allowDecimal={false}
            label={t("broadcasts.trialShare")}
            value={trial.share}
            onChange={(value) => typeof value === "number" && value >= 1 && set({ share: value })}
          />
          <Select
            allowDeselect={false}
            label={t("broadcasts.winnerBy")}
            description={trial.by === "clicked" ? t("broadcasts.winnerByClicks") : undefined}
            value={trial.by}
            onChange={(value) => {
              const by = winnerMeasures.find((it) => it === value);
              if (by) {
                set({ by });
              }
            }}
            data={winnerMeasures.map((value) => ({
              value,
              label: t(`broadcasts.measures.${value}`),
            }))}
          />
          <Radio.Group
            label={t("broadcasts.winnerWhen")}
            value={trial.hours === undefined ? "member" : "hours"}
            onChange={(value) => set({ hours: value === "hours" ? usualTrial.hours : undefined })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="hours" label={t("broadcasts.winnerByItself")} />
              <Radio value="member" label={t("broadcasts.winnerByHand")} />
            </Stack>
          </Radio.Group>
          {trial.hours !== undefined && (
            <>
              <NumberInput
                min={1}
                max={336}
                allowDecimal={false}
                label={t("broadcasts.trialHours")}
                value={trial.hours}
                onChange={(value) =>
                  typeof value === "number" && value >= 1 && set({ hours: value })
                }
              />
              <Select
                allowDeselect={false}
                label={t("broadcasts.unclear")}
                description={t("broadcasts.unclearHint")}
                value={trial.unclear}
                onChange={(value) => {
                  const unclear = unclearActions.find((it) => it === value);
                  if (unclear) {
                    set({ unclear });
                  }
                }}
                data={unclearActions.map((value) => ({
                  value,
                  label: t(`broadcasts.unclearActions.${value}`),
                }))}
              />
            </>
          )}
        </>
      )}
    </Stack>
  );
}
