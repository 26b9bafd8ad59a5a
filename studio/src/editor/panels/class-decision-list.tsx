import { addressOf, type ClassDecision, pages } from "@chatloom/api-schema";
import { Anchor, Button, Group, Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { shortTime } from "../../ui/format-time.ts";

const unlabelled = "?";
const none = "-";

/** Texts with the class that was chosen, and the one that a member says they meant. */
export function ClassDecisionList({
  items,
  order,
  nameOf,
  onLabel,
  exampleFor,
}: {
  readonly items: readonly ClassDecision[];
  /** Ids of classes; empty: none of them. */
  readonly order: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onLabel: (decision: ClassDecision, meant: string | undefined) => void;
  /** Adds the text as an example of what it meant; undefined where that makes no sense. */
  readonly exampleFor: (decision: ClassDecision) => (() => void) | undefined;
}) {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="md" mt="md">
      {items.map((it) => {
        const { conversationId, turn, at, text, chosen, meant } = it;
        const wrong = meant !== undefined && meant !== chosen;
        const add = wrong ? exampleFor(it) : undefined;
        const known = meant === undefined || order.includes(meant) ? order : [...order, meant];
        return (
          <div key={`${conversationId}.${turn}`}>
            <Text style={{ overflowWrap: "anywhere" }}>{text}</Text>
            <Group gap="xs" align="flex-end">
              <Text size="sm" c={wrong ? "var(--cl-error)" : "dimmed"}>
                {t("editor.decisions.chosen", { name: nameOf(chosen) })}
              </Text>
              <Select
                size="xs"
                aria-label={t("editor.decisions.meantBy", { text: text.slice(0, 80) })}
                allowDeselect={false}
                data={[
                  { value: unlabelled, label: t("editor.decisions.unlabelled") },
                  ...known.map((id) => ({ value: id || none, label: nameOf(id) })),
                ]}
                value={meant === undefined ? unlabelled : meant || none}
                onChange={(next) =>
                  onLabel(it, next === unlabelled ? undefined : next === none ? "" : (next ?? ""))
                }
              />
              {add && (
                <Button size="xs" variant="light" onClick={add}>
                  {t("editor.decisions.addExample")}
                </Button>
              )}
              <Anchor size="xs" component={Link} to={addressOf(pages.replay, { conversationId })}>
                {shortTime(at, i18n.language)}
              </Anchor>
            </Group>
          </div>
        );
      })}
    </Stack>
  );
}
