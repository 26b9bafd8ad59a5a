import { Button, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../field-words.ts";
import { shapeOf } from "../form-schema.ts";
import { freshValue } from "../fresh-value.ts";
import { useNestedForm } from "../nested-form.ts";
import type { WidgetProps } from "../widget.ts";
import { ItemList } from "./items.tsx";

/** The bubbles of a message, of several kinds. */
export function BlocksWidget(props: WidgetProps<unknown[]>) {
  const NestedForm = useNestedForm();
  const { t } = useTranslation();
  const { schema, value, onChange } = props;
  const shapes = schema.items?.oneOf ?? [];
  const kindOf = (item: unknown) => String((item as { kind?: unknown }).kind);
  return (
    <ItemList
      {...props}
      add={
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="light"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              disabled={(value ?? []).length >= (schema.maxItems ?? Number.POSITIVE_INFINITY)}
            >
              {t("forms.addBlock")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {shapes.map((shape) => {
              const kind = String(shape.properties?.kind?.const);
              return (
                <Menu.Item
                  key={kind}
                  onClick={() => onChange([...(value ?? []), freshValue(shape)])}
                >
                  {choiceWord(t, kind)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      }
    >
      {(item, path, change) => (
        <>
          <Text fz="xs" fw={600} mb={4}>
            {choiceWord(t, kindOf(item))}
          </Text>
          <NestedForm
            schema={shapeOf(schema.items ?? {}, item)}
            value={item}
            path={path}
            onChange={change}
          />
        </>
      )}
    </ItemList>
  );
}
