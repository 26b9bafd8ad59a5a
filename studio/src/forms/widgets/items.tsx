import { ActionIcon, Button, Group, Input, Paper, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormSchema } from "../form-schema.ts";
import { shapeOf } from "../form-schema.ts";
import { useFormWorld } from "../form-world.tsx";
import { copyItem, freshValue } from "../fresh-value.ts";
import { useNestedForm } from "../nested-form.ts";
import { useGrowingList } from "../use-growing-list.ts";
import type { WidgetProps } from "../widget.ts";

/** A list of like things, each drawn from the item's schema. */
export function ItemsWidget(props: WidgetProps<unknown[]>) {
  const NestedForm = useNestedForm();
  return (
    <ItemList {...props}>
      {(item, path, change) => (
        <NestedForm
          schema={shapeOf(props.schema.items ?? {}, item)}
          value={item}
          path={path}
          onChange={change}
        />
      )}
    </ItemList>
  );
}

/** The frame of a list: adding, removing, copying and reordering. `add` draws another "add" button. */
export function ItemList({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  add,
  fresh,
  children,
}: WidgetProps<unknown[]> & {
  readonly add?: (append: (item: unknown) => void) => ReactNode;
  /** The item that Enter adds after another. */
  readonly fresh?: (after: unknown) => unknown;
  readonly children: (
    item: unknown,
    path: string,
    change: (item: unknown) => void,
    index: number,
  ) => ReactNode;
}) {
  const { t } = useTranslation();
  const { errors, readOnly } = useFormWorld();
  const items = value ?? [];
  const itemSchema: FormSchema = schema.items ?? {};
  const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
  const least = schema.minItems ?? 0;

  const { list, focusItem, onEnter } = useGrowingList();
  function insert(index: number, item: unknown) {
    focusItem(index);
    onChange([...items.slice(0, index), item, ...items.slice(index)]);
  }

  function move(from: number, to: number) {
    const next = [...items];
    const [taken] = next.splice(from, 1);
    next.splice(to, 0, taken);
    onChange(next);
  }

  return (
    <Input.Wrapper label={label} description={hint} error={errors.get(path)} labelElement="div">
      <Stack ref={list} gap="xs" mt={4} role="group" aria-label={label}>
        {items.map((item, index) => (
          <Paper
            key={keyOf(item, index)}
            data-item
            withBorder
            radius="md"
            p="xs"
            bg="var(--cl-sunken)"
            onKeyDown={onEnter(() => {
              if (!full && !readOnly) {
                insert(index + 1, fresh ? fresh(item) : freshValue(itemSchema));
              }
            })}
          >
            {!readOnly && (
              <Group gap={0} justify="space-between" mb={4} wrap="nowrap">
                <Text fz="xs" c="dimmed" fw={600}>
                  {index + 1}
                </Text>
                <Group gap={0} wrap="nowrap">
                  <ActionIcon
                    size="sm"
                    aria-label={t("forms.moveUp", { number: index + 1 })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={t("forms.moveDown", { number: index + 1 })}
                    disabled={index === items.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <IconArrowDown size={14} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={t("forms.copyItem", { number: index + 1 })}
                    disabled={full}
                    onClick={() =>
                      onChange([
                        ...items.slice(0, index + 1),
                        copyItem(itemSchema, item),
                        ...items.slice(index + 1),
                      ])
                    }
                  >
                    <IconCopy size={14} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    aria-label={t("forms.removeItem", { number: index + 1 })}
                    disabled={items.length <= least}
                    onClick={() => onChange(items.filter((_, at) => at !== index))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                </Group>
              </Group>
            )}
            {children(
              item,
              `${path}/${index}`,
              (next) => onChange(items.map((it, at) => (at === index ? next : it))),
              index,
            )}
          </Paper>
        ))}
        {!readOnly &&
          (add?.((item) => insert(items.length, item)) ?? (
            <Button
              variant="light"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              disabled={full}
              onClick={() => insert(items.length, freshValue(itemSchema))}
            >
              {t("forms.add")}
            </Button>
          ))}
      </Stack>
    </Input.Wrapper>
  );
}

function keyOf(item: unknown, index: number): string {
  const id = (item as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id : String(index);
}
