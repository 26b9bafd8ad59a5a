import { Stack } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useNestedForm } from "../nested-form.ts";
import type { WidgetProps } from "../widget.ts";
import { type DrawItem, ItemList } from "./items.tsx";
import { LineWidget } from "./template.tsx";

/** Answers to tap: the label first, the rest folded away. */
export function OptionsWidget(props: WidgetProps<unknown[]>) {
  const { t } = useTranslation();
  const NestedForm = useNestedForm();
  const { items } = props.schema;
  const draw = useCallback<DrawItem>(
    (item, path, change) => {
      const { label, ...rest } = items?.properties ?? {};
      const option = item as { label: string };
      return (
        <Stack gap="xs">
          <LineWidget
            schema={label ?? {}}
            value={option.label}
            path={`${path}/label`}
            label={fieldTitle(t, "Label")}
            optional={false}
            beside={{}}
            onChange={(next) => change({ ...option, label: next ?? "" })}
          />
          <NestedForm
            schema={{ ...items, properties: rest }}
            value={item}
            path={path}
            onChange={change}
          />
        </Stack>
      );
    },
    [NestedForm, items, t],
  );
  return <ItemList {...props}>{draw}</ItemList>;
}
