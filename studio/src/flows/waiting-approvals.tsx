import { addressOf, pages } from "@chatloom/api-schema";
import { Alert, Anchor, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useApprovals } from "../session/use-approvals.ts";
import { moment } from "../words/formats.ts";

/** The flows that wait for the member's approval; nothing where none does. */
export function WaitingApprovals() {
  const { t } = useTranslation();
  const waiting = useApprovals();
  if (waiting.length === 0) {
    return null;
  }
  return (
    <Alert mb="md" title={t("flows.approvals.title", { count: waiting.length })}>
      <List fz="sm">
        {waiting.map(({ id, flowId, flowName, by, askedAt, note }) => (
          <List.Item key={id}>
            <Anchor component={Link} to={addressOf(pages.flow, { flowId })} fz="sm">
              {flowName}
            </Anchor>{" "}
            {[by, moment(askedAt), note].filter(Boolean).join(" · ")}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
