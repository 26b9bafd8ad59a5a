import { addressOf, pages } from "@chatloom/api-schema";
import { Alert, Anchor, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFlowMentions } from "../session/use-flow-mentions.ts";
import { ago } from "../words/formats.ts";

/** The unread comments on steps that mention the member; nothing where there are none. */
export function FlowMentions() {
  const { t } = useTranslation();
  const mentions = useFlowMentions();
  if (mentions.length === 0) {
    return null;
  }
  return (
    <Alert mb="md" title={t("flows.mentions.title", { count: mentions.length })}>
      <List fz="sm">
        {mentions.map(({ flowId, flowName, nodeId, by, text, at }) => (
          <List.Item key={`${flowId} ${nodeId}`}>
            <Anchor
              component={Link}
              to={addressOf(pages.flow, { flowId }, { node: nodeId, comments: "1" })}
              fz="sm"
            >
              {flowName}
            </Anchor>{" "}
            {[by, ago(at), text.slice(0, 120)].join(" · ")}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
