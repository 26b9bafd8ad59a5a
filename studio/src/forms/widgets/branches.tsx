import { Stack, TextInput } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";
import { ConditionWidget } from "./condition.tsx";
import { type DrawItem, ItemList } from "./items.tsx";

/** The branches of a condition: a name and what must hold. */
export function BranchesWidget(props: WidgetProps<unknown[]>) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  const { items } = props.schema;
  const draw = useCallback<DrawItem>(
    (item, path, change) => {
      const branch = item as { label: string; condition: never };
      return (
        <Stack gap="xs">
          <TextInput
            aria-label={fieldTitle(t, "Name")}
            placeholder={t("forms.branchName")}
            value={branch.label}
            maxLength={200}
            readOnly={readOnly}
            onChange={({ currentTarget }) => change({ ...branch, label: currentTarget.value })}
          />
          <ConditionWidget
            schema={items?.properties?.condition ?? {}}
            value={branch.condition}
            path={`${path}/condition`}
            label={t("forms.condition")}
            optional={false}
            beside={{}}
            onChange={(condition) => change({ ...branch, condition })}
          />
        </Stack>
      );
    },
    [items, readOnly, t],
  );
  return <ItemList {...props}>{draw}</ItemList>;
}
