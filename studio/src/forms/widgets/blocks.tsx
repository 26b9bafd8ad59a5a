import { Button, Menu, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { choiceWord } from "../choice-word.ts";
import { type FormSchema, shapeOf } from "../form-schema.ts";
import { freshValue } from "../fresh-value.ts";
import { useNestedForm } from "../nested-form.ts";
import type { WidgetProps } from "../widget.ts";
import { type DrawItem, ItemList } from "./items.tsx";

/** The bubbles of a message, of several kinds. */
export function BlocksWidget(props: WidgetProps<unknown[]>) {
  const NestedForm = useNestedForm();
  const { t } = useTranslation();
  const { schema, value } = props;
  const shapes = schema.items?.oneOf ?? [];
  const draw = useCallback<DrawItem>(
    (item, path, change) => {
      const shape = shapeOf(schema.items ?? {}, item);
      const kind = choiceWord(t, String((item as { kind?: unknown }).kind));
      return (
        <>
          {!hasFieldCalled(t, shape, kind) && (
            <Text fz="xs" fw={600} mb={4}>
              {kind}
            </Text>
          )}
          <NestedForm schema={shape} value={item} path={path} onChange={change} />
        </>
      );
    },
    [NestedForm, schema.items, t],
  );
  return (
    <ItemList
      {...props}
      fresh={(item) => freshValue(shapeOf(schema.items ?? {}, item))}
      add={(append) => (
        <Menu position="bottom-start" returnFocus={false}>
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
                <Menu.Item key={kind} onClick={() => append(freshValue(shape))}>
                  {choiceWord(t, kind)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    >
      {draw}
    </ItemList>
  );
}

/** Whether a field of the block says already what kind of block it is, as the text of a text does. */
function hasFieldCalled(t: TFunction, shape: FormSchema, kind: string): boolean {
  return Object.entries(shape.properties ?? {}).some(
    ([name, field]) => field.const === undefined && fieldTitle(t, field.title ?? name) === kind,
  );
}
