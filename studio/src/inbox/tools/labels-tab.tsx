import { addressOf, pages } from "@chatloom/api-schema";
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../../session/use-me.ts";
import { LabelList } from "../../ui/labels/label-list.tsx";
import { Section } from "../../ui/section.tsx";
import { conversationLabels } from "../triage/use-labels.ts";

/** The labels of conversations: names, colours, and where they are used. */
export function LabelsTab() {
  const { t } = useTranslation();
  return (
    <Section title={t("inbox.tools.tabs.labels")}>
      <LabelList
        source={conversationLabels}
        intro={t("inbox.labels.intro")}
        may={useMay("inbox.answer")}
        mayDelete={useMay("inbox.arrange")}
        used={({ id, used }) => (
          <Anchor
            component={Link}
            size="sm"
            to={addressOf(pages.conversations, {}, { labelId: id })}
          >
            {t("inbox.labels.used", { count: used })}
          </Anchor>
        )}
        deleting={({ used }) => t("inbox.labels.deleteText", { count: used })}
      />
    </Section>
  );
}
