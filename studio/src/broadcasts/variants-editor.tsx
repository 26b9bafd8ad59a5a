import type { BroadcastPlan } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, NumberInput, Paper, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ContentFields } from "./content-fields.tsx";
import {
  mostVariants,
  type PlanContent,
  variantName,
  withVariantAdded,
  withVariantRemoved,
} from "./plan-content.ts";
import { TrialFields } from "./trial-fields.tsx";

/** Chooses what contacts get: one content, or variants that are compared. */
export function VariantsEditor({
  plan,
  onChange,
}: {
  readonly plan: BroadcastPlan;
  readonly onChange: (plan: BroadcastPlan) => void;
}) {
  const { t } = useTranslation();
  const { variants, flowId, message, ...rest } = plan;
  const total = variants?.reduce((sum, it) => sum + it.weight, 0) ?? 0;
  const change = (id: string, changes: PlanContent & { readonly weight?: number }) =>
    onChange({
      ...rest,
      variants: variants?.map((it) => (it.id === id ? { ...it, ...changes } : it)),
    });
  return (
    <>
      {!variants && (
        <ContentFields
          name=""
          content={{ flowId, message }}
          onChange={(content) => onChange({ ...rest, ...content })}
        />
      )}
      {variants?.map(({ id, weight, ...content }, index) => (
        <Paper key={id} withBorder p="md" component="section">
          <Stack>
            <Group justify="space-between">
              <Title order={3}>{t("broadcasts.variant", { name: variantName(index) })}</Title>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t("broadcasts.removeVariant", { name: variantName(index) })}
                onClick={() => onChange(withVariantRemoved(plan, id))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            <ContentFields
              name={variantName(index)}
              content={content}
              onChange={(changed) =>
                change(id, { flowId: undefined, message: undefined, ...changed })
              }
            />
            <NumberInput
              min={1}
              max={1_000}
              allowDecimal={false}
              w={220}
              label={t("broadcasts.weight")}
              description={t("broadcasts.weightShare", {
                share: Math.round((weight / total) * 100),
              })}
              value={weight}
              onChange={(value) =>
                typeof value === "number" && value >= 1 && change(id, { weight: value })
              }
            />
          </Stack>
        </Paper>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={variants !== undefined && variants.length >= mostVariants}
          onClick={() => onChange(withVariantAdded(plan))}
        >
          {t("broadcasts.addVariant")}
        </Button>
        {!variants && (
          <Text size="xs" c="dimmed" mt={4}>
            {t("broadcasts.addVariantHint")}
          </Text>
        )}
      </div>
      {variants && <TrialFields plan={plan} onChange={onChange} />}
    </>
  );
}
