import { nodeTypeOf } from "@chatloom/flows-schema";
import { Button, ScrollArea, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { reasonText } from "../../ui/reason-text.ts";
import { useMarks } from "../state/marks-store.ts";
import { nodeName } from "../state/node-words.ts";
import { ContentView } from "./content-view.tsx";
import type { Entry } from "./entry.ts";
import type { Simulation } from "./simulation.ts";
import { contactSays, take } from "./simulation.ts";
import classes from "./simulator.module.css";
import { advance } from "./simulator-store.ts";

/** The conversation so far, in the colours of its channel. */
export function ChatView({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const count = simulation.entries.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is scrolled to
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <ScrollArea
      className={classes.chat}
      classNames={{ content: classes.chatContent ?? "" }}
      data-channel={simulation.world.channel.type}
      type="auto"
    >
      <div className={classes.thread} role="log" aria-label={t("simulator.chat")}>
        {count === 0 && <Beginnings simulation={simulation} />}
        {simulation.entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} last={entry.id === count - 1} />
        ))}
        <div ref={end} />
      </div>
    </ScrollArea>
  );
}

function EntryRow({ entry, last }: { readonly entry: Entry; readonly last: boolean }) {
  const { t } = useTranslation();
  const { content, from, nodeId } = entry;
  if (content.kind === "notice") {
    const { what, code } = content;
    const text = code ? reasonText(t, { code, message: content.text }) : content.text;
    return (
      <div className={classes.notice} data-what={what}>
        {t(`simulator.notices.${what}`, { text })}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up the node, which the keyboard reaches on the canvas
    <div
      className={classes.entry}
      data-from={from}
      onMouseEnter={() => useMarks.setState({ pointedAt: nodeId })}
      onMouseLeave={() => useMarks.setState({ pointedAt: undefined })}
    >
      <ContentView
        content={content}
        last={last}
        onTap={(label, payload) =>
          advance((it) =>
            contactSays(
              it,
              { kind: "text", text: label },
              { type: "postback", messageId: `m${it.entries.length}`, payload, label },
            ),
          )
        }
      />
    </div>
  );
}

/** Shown before the first message: buttons for every trigger of the flow. */
function Beginnings({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const triggers = simulation.programs[0]?.triggers ?? [];
  return (
    <div className={classes.beginnings}>
      <Text fz="sm" c="dimmed" ta="center">
        {triggers.length === 0 ? t("simulator.noTrigger") : t("simulator.begin")}
      </Text>
      {triggers.map((node) => (
        <Button
          key={node.id}
          size="xs"
          variant="white"
          maw="100%"
          onClick={() =>
            advance((it) => {
              const starting = nodeTypeOf(node).startingWords?.(node.data);
              const word = starting?.match === "regex" ? undefined : starting?.words[0];
              const content = { kind: "text", text: word ?? "" } as const;
              return word
                ? contactSays(it, content, { type: "message", messageId: "m0", content })
                : take(it, { type: "start", flowId: it.flowId, nodeId: node.id });
            })
          }
        >
          {nodeName(t, node)}
        </Button>
      ))}
    </div>
  );
}
