import { type NodeGroup, type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { Group, ScrollArea, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NodeIcon } from "../state/node-icon.tsx";
import { nodeDescription, nodeTitle } from "../state/node-words.ts";
import classes from "./node-chooser.module.css";

/** The groups of node kinds, in the order in which one needs them. */
export const nodeGroups: readonly NodeGroup[] = [
  "triggers",
  "messages",
  "logic",
  "actions",
  "ai",
  "people",
];
const types = Object.keys(nodeTypes) as NodeTypeId[];
/** The data of a dragged palette entry. */
export const dragType = "application/x-chatloom-node";

/** All kinds of node, by group, with a search; arrows and Enter work as well as the mouse. */
export function NodeChooser({
  onChoose,
  without,
  draggable = false,
  autoFocus = false,
  aside,
}: {
  /** `byKeyboard` tells that the member's hands are on the keys. */
  readonly onChoose: (type: NodeTypeId, byKeyboard: boolean) => void;
  readonly without?: NodeGroup | undefined;
  readonly draggable?: boolean;
  readonly autoFocus?: boolean;
  /** The content beside the search. */
  readonly aside?: ReactNode;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLowerCase();
  const found = types.filter(
    (type) =>
      nodeTypes[type].group !== without &&
      `${nodeTitle(t, type)} ${nodeDescription(t, type)} ${nodeTypes[type].title}`
        .toLowerCase()
        .includes(wanted),
  );

  /** The kind that Enter chooses: one whose title matches the search comes before those that only mention it. */
  const named = (fits: (title: string) => boolean) =>
    found.find((type) => fits(nodeTitle(t, type).toLowerCase()));
  const first =
    named((title) => title === wanted) ?? named((title) => title.startsWith(wanted)) ?? found[0];

  function moveFocus(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    const entries = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLButtonElement);
    const next = entries[at + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    next?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus among the buttons inside
    <div className={classes.chooser} onKeyDown={moveFocus}>
      <Group gap={4} m="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          aria-label={t("editor.palette.search")}
          placeholder={t("editor.palette.search")}
          leftSection={<IconSearch size={14} />}
          data-autofocus={autoFocus || undefined}
          data-palette-search
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && first) {
              onChoose(first, true);
            }
          }}
        />
        {aside}
      </Group>
      <ScrollArea className={classes.list} type="auto" scrollbarSize={8}>
        <div ref={list}>
          {nodeGroups.map((group) => {
            const members = found.filter((type) => nodeTypes[type].group === group);
            return members.length === 0 ? null : (
              <section key={group} className={classes.group} data-group={group}>
                <h2>{t(`editor.groups.${group}`)}</h2>
                {members.map((type) => (
                  <button
                    key={type}
                    type="button"
                    title={nodeDescription(t, type)}
                    draggable={draggable}
                    data-first={(wanted !== "" && type === first) || undefined}
                    onDragStart={(event) => event.dataTransfer.setData(dragType, type)}
                    onClick={(event) => onChoose(type, event.detail === 0)}
                  >
                    <span className={classes.icon}>
                      <NodeIcon name={nodeTypes[type].icon} size={16} />
                    </span>
                    {nodeTitle(t, type)}
                  </button>
                ))}
              </section>
            );
          })}
          {found.length === 0 && <p className={classes.nothing}>{t("forms.nothingFound")}</p>}
        </div>
      </ScrollArea>
    </div>
  );
}
