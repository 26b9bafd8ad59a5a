import { addressOf, type ComparedConversation, pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../../api/call.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { useEditor } from "../state/editor-store.ts";
import classes from "./behaviour.module.css";

type Exchange = ComparedConversation["exchanges"][number];

/** Shows what was said in a conversation beside what the draft would say, with the first difference marked. */
export function ComparedView({
  comparisonId,
  conversationId,
}: {
  readonly comparisonId: string;
  readonly conversationId: string;
}) {
  const { t } = useTranslation();
  const flowId = useEditor((editor) => editor.flowId);
  const compared = useQuery({
    queryKey: ["flows", flowId, "comparison", comparisonId, conversationId],
    queryFn: () =>
      call(routes.flowComparisons.readComparedConversation, { params: { flowId, conversationId } }),
  });
  const { data } = compared;
  if (!data) {
    return <Awaiting of={compared} />;
  }
  const { exchanges, first, unanswered, state } = data;
  return (
    <section className={classes.transcript} aria-label={t("editor.behaviour.transcript")}>
      {state === "unclear" && <Alert color="yellow">{t("editor.behaviour.unclearHint")}</Alert>}
      <div className={classes.heads}>
        <strong>{t("editor.behaviour.then")}</strong>
        <strong>{t("editor.behaviour.now")}</strong>
      </div>
      {exchanges.map(numbered).map(({ number, item: exchange }) => (
        <div
          key={number}
          className={classes.exchange}
          data-first={number === first}
          ref={number === first ? intoView : undefined}
        >
          {number === first && (
            <Text fz="xs" fw={650} className={classes.mark ?? ""}>
              {t("editor.behaviour.first")}
            </Text>
          )}
          <p className={classes.contact}>
            {exchange.text || t(`editor.behaviour.causes.${causeOf(exchange)}`)}
          </p>
          <div className={classes.sides}>
            <Side said={exchange.before} />
            <Side said={exchange.after} />
          </div>
        </div>
      ))}
      {unanswered !== undefined && <Alert color="yellow">{t("editor.behaviour.unanswered")}</Alert>}
      <Anchor component={Link} size="sm" to={addressOf(pages.replay, { conversationId })}>
        {t("editor.behaviour.replay")}
      </Anchor>
    </section>
  );
}

function Side({ said }: { readonly said: Exchange["before"] }) {
  const { t } = useTranslation();
  return (
    <div>
      {said.length === 0 && (
        <Text fz="sm" c="dimmed">
          {t("editor.behaviour.silent")}
        </Text>
      )}
      {said.map(numbered).map(({ number, item: it }) => (
        <p key={number} className={classes.said}>
          {it.handedOver ? t("editor.behaviour.handedOver") : it.text}
        </p>
      ))}
    </div>
  );
}

/** The lists never change, so that a place in them is a key. */
function numbered<T>(item: T, number: number) {
  return { item, number };
}

function causeOf({ cause }: Exchange): "time" | "people" | "other" {
  return cause === "timerFired" ? "time" : cause === "handedBack" ? "people" : "other";
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}
