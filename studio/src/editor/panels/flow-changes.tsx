import { type FieldChange, type FlowDiff, type FlowNode, isSame } from "@chatloom/flows-schema";
import { Badge, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useReveal } from "../canvas/use-viewport.ts";
import { useEditor } from "../state/editor-store.ts";
import { exitName, nodeName } from "../state/node-words.ts";
import { portOf, valueInWords } from "./change-words.ts";
import classes from "./flow-changes.module.css";

const colors = { added: "teal", removed: "red", changed: "yellow" };

/** Lists what differs between two states of a flow: steps with their fields, connections, variables, settings, translations. */
export function FlowChanges({ diff }: { readonly diff: FlowDiff }) {
  const { t } = useTranslation();
  if (isSame(diff)) {
    return <Text size="sm">{t("editor.compare.same")}</Text>;
  }
  const { steps, edges, variables, settings } = diff;
  const languages = Object.entries(diff.translations);
  return (
    <Stack gap="md">
      <Part title={t("editor.compare.steps")} show={steps.length > 0}>
        {steps.map(({ kind, node, fields }) => (
          <li key={`${kind} ${node.id}`} className={classes.change}>
            <Kind kind={kind} />
            <StepName node={node} linked={kind !== "removed"} />
            <Fields fields={fields} />
          </li>
        ))}
      </Part>
      <Part title={t("editor.compare.edges")} show={edges.length > 0}>
        {edges.map(({ kind, source, port, target }) => (
          <li key={`${kind} ${source.id} ${port} ${target?.id}`} className={classes.change}>
            <Kind kind={kind} />
            <Text span size="sm">
              {t("editor.compare.edge", {
                from: nodeName(t, source),
                port: exitInWords(t, source, port),
                to: target ? nodeName(t, target) : "",
              })}
            </Text>
          </li>
        ))}
      </Part>
      <Part title={t("editor.compare.variables")} show={variables.length > 0}>
        {variables.map(({ kind, name, fields }) => (
          <li key={`${kind} ${name}`} className={classes.change}>
            <Kind kind={kind} />
            <Text span size="sm" fw={600}>
              {name}
            </Text>
            <Fields fields={fields} />
          </li>
        ))}
      </Part>
      <Part title={t("editor.compare.settings")} show={settings.length > 0}>
        <li>
          <Fields fields={settings} />
        </li>
      </Part>
      <Part title={t("marks.changed")} show={diff.marks.length > 0}>
        {diff.marks.map(({ kind, mark, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two notes may say the same
          <li key={index} className={classes.change}>
            <Kind kind={kind} />
            <Text span size="sm" lineClamp={2}>
              {text || t(mark === "note" ? "marks.notePlaceholder" : "marks.untitled")}
            </Text>
          </li>
        ))}
      </Part>
      <Part title={t("editor.compare.translations")} show={languages.length > 0}>
        {languages.map(([language, count]) => (
          <li key={language}>
            <Text size="sm">{t("editor.compare.texts", { language, count })}</Text>
          </li>
        ))}
      </Part>
    </Stack>
  );
}

function Part({
  title,
  show,
  children,
}: {
  readonly title: string;
  readonly show: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return show ? (
    <section aria-labelledby={id}>
      <Text component="h2" id={id} size="sm" fw={650} m={0} mb={6}>
        {title}
      </Text>
      <ul className={classes.list}>{children}</ul>
    </section>
  ) : null;
}

function Kind({ kind }: { readonly kind: keyof typeof colors }) {
  const { t } = useTranslation();
  return (
    <Badge size="sm" variant="dot" color={colors[kind]} mr={6}>
      {t(`editor.compare.kinds.${kind}`)}
    </Badge>
  );
}

function StepName({ node, linked }: { readonly node: FlowNode; readonly linked: boolean }) {
  const { t } = useTranslation();
  const reveal = useReveal();
  const here = useEditor((editor) => editor.flow.nodes.some((it) => it.id === node.id));
  const name = nodeName(t, node);
  if (!linked || !here) {
    return (
      <Text span size="sm" fw={600}>
        {name}
      </Text>
    );
  }
  return (
    <button
      type="button"
      className={classes.step}
      onClick={() => {
        useEditor.getState().select([node.id]);
        reveal(node.id);
      }}
    >
      {name}
    </button>
  );
}

function Fields({ fields }: { readonly fields: readonly FieldChange[] }) {
  const { t } = useTranslation();
  if (fields.length === 0) {
    return null;
  }
  return (
    <dl className={classes.fields}>
      {fields.map(({ path, titles, before, after }) => (
        <div key={path}>
          <dt>{titles.map((title) => fieldTitle(t, title)).join(" › ") || path.slice(1)}</dt>
          {before !== undefined && (
            <dd>
              <del>{valueInWords(t, before)}</del>
            </dd>
          )}
          {after !== undefined && (
            <dd>
              <ins>{valueInWords(t, after)}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function exitInWords(t: TFunction, node: FlowNode, id: string): string {
  const port = portOf(node, id);
  return port ? exitName(t, port) : id;
}
