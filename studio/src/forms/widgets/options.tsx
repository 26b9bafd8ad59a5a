import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useNestedForm } from "../nested-form.ts";
import type { WidgetProps } from "../widget.ts";
import { ItemList } from "./items.tsx";
import { LineWidget } from "./template.tsx";

/** Answers to tap: the label first, the rest folded away. */
export function OptionsWidget(props: WidgetProps<unknown[]>) {
  const { t } = useTranslation();
  const NestedForm = useNestedForm();
  const properties = props.schema.items?.properties ?? {};
  const { label: labelSchema, ...rest } = properties;
  return (
    <ItemList {...props}>
      {(item, path, change) => {
        const option = item as { label: string };
        return (
          <Stack gap="xs">
            <LineWidget
              schema={labelSchema ?? {}}
              value={option.label}
              path={`${path}/label`}
              label={fieldTitle(t, "Label")}
              optional={false}
              beside={{}}
              onChange={(label) => change({ ...option, label: label ?? "" })}
            />
            <NestedForm
              schema={{ ...props.schema.items, properties: rest }}
              value={item}
              path={path}
              onChange={change}
            />
          </Stack>
        );
      }}
    </ItemList>
  );
}
