import { ActionIcon, Button, Group, Input, Paper, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { memo, type ReactNode, useCallback, useRef } from "react";
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
  const { items = {} } = props.schema;
  const draw = useCallback<DrawItem>(
    (item, path, change) => (
      <NestedForm schema={shapeOf(items, item)} value={item} path={path} onChange={change} />
    ),
    [NestedForm, items],
  );
  return <ItemList {...props}>{draw}</ItemList>;
}

/** Draws one item of a list. */
export type DrawItem = (
  item: unknown,
  path: string,
  change: (item: unknown) => void,
  index: number,
) => ReactNode;

/**
 * The frame of a list: adding, removing, copying and reordering. `add` draws another "add" button. `children` draws an item: an item that
 * did not change is drawn again only for another function.
 */
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
  readonly children: DrawItem;
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
  // Items that did not change keep their old functions, which must see the newest list.
  const changes = useRef<ItemChanges>(noChanges);
  changes.current = {
    replace: (index, item) => onChange(items.map((it, at) => (at === index ? item : it))),
    move(from, to) {
      const next = [...items];
      const [taken] = next.splice(from, 1);
      next.splice(to, 0, taken);
      onChange(next);
    },
    copy: (index) =>
      onChange([
        ...items.slice(0, index + 1),
        copyItem(itemSchema, items[index]),
        ...items.slice(index + 1),
      ]),
    remove: (index) => onChange(items.filter((_, at) => at !== index)),
  };

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
            <Item
              item={item}
              index={index}
              path={`${path}/${index}`}
              last={index === items.length - 1}
              full={full}
              removable={items.length > least}
              changes={changes}
              draw={children}
            />
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

/** The actions of a list's item, by its index. */
interface ItemChanges {
  readonly replace: (index: number, item: unknown) => void;
  readonly move: (from: number, to: number) => void;
  readonly copy: (index: number) => void;
  readonly remove: (index: number) => void;
}

const noChanges: ItemChanges = { replace() {}, move() {}, copy() {}, remove() {} };

const Item = memo(function Item({
  item,
  index,
  path,
  last,
  full,
  removable,
  changes,
  draw,
}: {
  readonly item: unknown;
  readonly index: number;
  readonly path: string;
  readonly last: boolean;
  readonly full: boolean;
  readonly removable: boolean;
  readonly changes: { readonly current: ItemChanges };
  readonly draw: DrawItem;
}) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  const number = index + 1;
  return (
    <>
      {!readOnly && (
        <Group gap={0} justify="space-between" mb={4} wrap="nowrap">
          <Text fz="xs" c="dimmed" fw={600}>
            {number}
          </Text>
          <Group gap={0} wrap="nowrap">
            <ActionIcon
              size="sm"
              aria-label={t("forms.moveUp", { number })}
              disabled={index === 0}
              onClick={() => changes.current.move(index, index - 1)}
            >
              <IconArrowUp size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t("forms.moveDown", { number })}
              disabled={last}
              onClick={() => changes.current.move(index, index + 1)}
            >
              <IconArrowDown size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t("forms.copyItem", { number })}
              disabled={full}
              onClick={() => changes.current.copy(index)}
            >
              <IconCopy size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t("forms.removeItem", { number })}
              disabled={!removable}
              onClick={() => changes.current.remove(index)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        </Group>
      )}
      {draw(item, path, (next) => changes.current.replace(index, next), index)}
    </>
  );
});

function keyOf(item: unknown, index: number): string {
  const id = (item as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id : String(index);
}
