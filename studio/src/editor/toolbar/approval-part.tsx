import { type FlowApproval, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { problemText } from "../../ui/show-problem.ts";
import { moment } from "../../words/formats.ts";

/** The state of a request for approval, with the buttons of whoever may decide. */
export function ApprovalPart({ approval }: { readonly approval: FlowApproval }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [comment, setComment] = useState("");
  const { id: approvalId, flowId, state, mayDecide, by, note, askedAt } = approval;
  const decide = useMutation({
    meta: { quiet: true },
    mutationFn: (approve: boolean) =>
      call(routes.flowApprovals.decideApproval, {
        params: { flowId, approvalId },
        body: { approve, comment: comment.trim() || undefined },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["flow-approvals"] }),
  });
  const color = { waiting: "blue", approved: "loom", declined: "red", void: "yellow" } as const;
  return (
    <Alert color={color[state]} title={t(`editor.approval.states.${state}`)}>
      <Stack gap="xs">
        <Text fz="sm">
          {t("editor.approval.askedBy", { name: by, time: moment(askedAt) })}
          {note && ` “${note}”`}
        </Text>
        {approval.decidedBy !== undefined && approval.decidedAt !== undefined && (
          <Text fz="sm">
            {t("editor.approval.decidedBy", {
              name: approval.decidedBy,
              time: moment(approval.decidedAt),
            })}
            {approval.comment && ` “${approval.comment}”`}
          </Text>
        )}
        {mayDecide && (
          <>
            <Textarea
              label={t("editor.approval.comment")}
              description={t("editor.approval.commentHint")}
              autosize
              maxLength={1_000}
              value={comment}
              onChange={({ currentTarget }) => setComment(currentTarget.value)}
            />
            {decide.error && (
              <Text c="red" fz="sm" role="alert">
                {problemText(decide.error)}
              </Text>
            )}
            <Group gap="xs">
              <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
                {t("editor.approval.approve")}
              </Button>
              <Button
                color="red"
                variant="light"
                disabled={comment.trim() === ""}
                loading={decide.isPending}
                onClick={() => decide.mutate(false)}
              >
                {t("editor.approval.decline")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
