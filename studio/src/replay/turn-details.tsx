import type { ReplayedTurn } from "@chatloom/api-schema";
import { contentText } from "@chatloom/flows-schema";
import type { Effect, Input } from "@chatloom/runtime";
import { Alert, Code, Spoiler, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { longTime } from "../ui/format-time.ts";
import { effectText } from "./effect-text.ts";
import { inputText } from "./input-text.ts";
import classes from "./replay.module.css";

/** Effects that members need not see: the engine keeps its time with them. */
const inner: ReadonlySet<string> = new Set(["startTimer", "cancelTimer", "track", "typing"]);

/** Shows what one turn answered, said, asked for and knew. */
export function TurnDetails({ turn }: { readonly turn: ReplayedTurn }) {
  const { t, i18n } = useTranslation();
  const input = turn.input as Input;
  const effects = turn.effects as readonly Effect[];
  const said = effects.flatMap((it) => (it.type === "send" ? [it] : []));
  const others = effects.filter((it) => it.type !== "send" && !inner.has(it.type));
  const variables = Object.entries(turn.variables);
  return (
    <section className={classes.details} aria-label={t("replay.details")}>
      <Text size="xs" c="dimmed">
        {longTime(turn.at, i18n.language)}
      </Text>
      <Text fw={600}>{inputText(t, input)}</Text>
      {input.type === "effectAnswered" && <Json value={input.answer} />}
      {!turn.exact && (
        <Alert color="yellow" mt="xs">
          {t("replay.inexact")}
        </Alert>
      )}
      <h2>{t("replay.said")}</h2>
      {said.length === 0 && <Text size="sm">{t("replay.saidNothing")}</Text>}
      {said.map((it) => (
        <p key={it.id} className={classes.said}>
          {contentText(it.content) || it.content.kind}
        </p>
      ))}
      {others.length > 0 && (
        <>
          <h2>{t("replay.effects")}</h2>
          {others.map((it) => (
            <details key={it.id}>
              <summary>{effectText(t, it.type)}</summary>
              <Json value={it} />
            </details>
          ))}
        </>
      )}
      <h2>{t("simulator.variables")}</h2>
      {variables.length === 0 && <Text size="sm">{t("replay.noVariables")}</Text>}
      <dl className={classes.values}>
        {variables.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Json({ value }: { readonly value: unknown }) {
  const { t } = useTranslation();
  return (
    <Spoiler
      maxHeight={160}
      showLabel={t("simulator.effect.more")}
      hideLabel={t("simulator.effect.less")}
    >
      <Code block fz={11}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </Spoiler>
  );
}
