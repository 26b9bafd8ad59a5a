import { Group, NumberInput, Progress, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";
import { ItemList } from "./items.tsx";

interface Variant {
  readonly id: string;
  readonly label: string;
  readonly weight: number;
}

/** The variants of an A/B test with their shares of all. */
export function VariantsWidget(props: WidgetProps<unknown[]>) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  const total = (props.value as Variant[]).reduce((sum, it) => sum + it.weight, 0);
  return (
    <ItemList {...props}>
      {(item, _path, change, index) => {
        const variant = item as Variant;
        const share = total === 0 ? 0 : (variant.weight / total) * 100;
        return (
          <>
            <Group gap={6} wrap="nowrap">
              <TextInput
                aria-label={t("forms.variantName", { number: index + 1 })}
                flex={1}
                value={variant.label}
                maxLength={200}
                readOnly={readOnly}
                onChange={({ currentTarget }) => change({ ...variant, label: currentTarget.value })}
              />
              <NumberInput
                aria-label={t("forms.variantShare", { number: index + 1 })}
                w={84}
                min={0}
                max={1000}
                value={variant.weight}
                readOnly={readOnly}
                onChange={(weight) => {
                  if (typeof weight === "number") {
                    change({ ...variant, weight });
                  }
                }}
              />
            </Group>
            <Progress
              mt={6}
              size="sm"
              value={share}
              aria-label={t("forms.sharePercent", { percent: Math.round(share) })}
            />
          </>
        );
      }}
    </ItemList>
  );
}
