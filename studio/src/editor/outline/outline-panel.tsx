import type { Flow, FlowNode } from "@chatloom/flows-schema";
import { Button, EmptyState } from "@mantine/core";
import { IconListTree, IconNote } from "@tabler/icons-react";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReveal } from "../canvas/use-viewport.ts";
import { boxOf, gap } from "../commands/free-place.ts";
import { addNote } from "../commands/marks.ts";
import { emptyNote } from "../commands/place-note.ts";
import { useEditor } from "../state/editor-store.ts";
import classes from "./outline.module.css";
import { OutlineFrame } from "./outline-frame.tsx";
import { OutlineNote } from "./outline-note.tsx";
import { outlineOf } from "./outline-of.ts";
import { OutlineStep, type Way } from "./outline-step.tsx";

/** The flow as a text: steps in the order of the conversation, frames around them, and notes. Shows and edits what the canvas does. */
export function OutlinePanel({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const flow = useEditor((editor) => editor.flow);
  const selected = useEditor((editor) => editor.selectedNodes);
  const readOnly = useEditor((editor) => editor.readOnly);
  const reveal = useReveal();
  const [added, setAdded] = useState<string>();
  const { sections, notes } = useMemo(() => outlineOf(flow), [flow]);
  const ways = useMemo(() => waysOf(flow), [flow]);

  const open = useCallback(
    (nodeId: string) => {
      useEditor.getState().select([nodeId]);
      reveal(nodeId);
      onOpen();
    },
    [reveal, onOpen],
  );

  if (flow.nodes.length === 0 && notes.length === 0) {
    return (
      <EmptyState
        p="lg"
        size="sm"
        icon={<IconListTree size={34} stroke={1.4} />}
        title={t("editor.outline.empty")}
        description={t("editor.outline.emptyHint")}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves the focus among the buttons within
    <div className={classes.outline} onKeyDown={moveFocus}>
      {sections.map(({ frame, steps }) =>
        frame ? (
          <OutlineFrame key={frame.id} frame={frame} count={steps.length}>
            <StepList steps={steps} ways={ways} selected={selected} onOpen={open} />
          </OutlineFrame>
        ) : (
          <StepList
            key={steps[0]?.id}
            steps={steps}
            ways={ways}
            selected={selected}
            onOpen={open}
          />
        ),
      )}
      <section className={classes.notes} aria-label={t("editor.outline.notes")}>
        <h2>{t("editor.outline.notes")}</h2>
        {notes.map((note) => (
          <OutlineNote key={note.id} note={note} begun={note.id === added} />
        ))}
        {!readOnly && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconNote size={15} />}
            onClick={() => {
              const note = emptyNote(belowAll(flow.nodes));
              useEditor.getState().edit(addNote(note));
              setAdded(note.id);
            }}
          >
            {t("marks.addNote")}
          </Button>
        )}
      </section>
    </div>
  );
}

/** Steps that follow one another. */
function StepList({
  steps,
  ways,
  selected,
  onOpen,
}: {
  readonly steps: readonly FlowNode[];
  readonly ways: ReadonlyMap<string, readonly Way[]>;
  readonly selected: ReadonlySet<string>;
  readonly onOpen: (nodeId: string) => void;
}) {
  return (
    <ol>
      {steps.map((node) => (
        <OutlineStep
          key={node.id}
          node={node}
          ways={ways.get(node.id) ?? noWays}
          selected={selected.has(node.id)}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

const noWays: readonly Way[] = [];

/** Finds where each port of each step leads. */
function waysOf({ nodes, edges }: Flow): ReadonlyMap<string, readonly Way[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ways = new Map<string, Way[]>();
  for (const { source, sourceHandle, target } of edges) {
    const to = byId.get(target);
    if (to) {
      ways.set(source, [...(ways.get(source) ?? []), { port: sourceHandle, to }]);
    }
  }
  return ways;
}

/** Finds a free place for a note: below the steps. */
function belowAll(nodes: readonly FlowNode[]): { x: number; y: number } {
  const { x, y, height } = nodes.length > 0 ? boxOf(nodes) : { x: 0, y: 0, height: 0 };
  return { x, y: y + height + gap };
}

/** Moves the focus to the step above or below. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const from = event.target instanceof HTMLElement ? event.target : undefined;
  if (by === 0 || !from?.matches("[data-outline-step]")) {
    return;
  }
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-outline-step]")];
  event.preventDefault();
  all[all.indexOf(from) + by]?.focus();
}
