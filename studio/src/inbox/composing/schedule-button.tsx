import { type Message, routes } from "@chatloom/api-schema";
import { Select, Stack } from "@mantine/core";
import { IconClockPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { TimeMenu } from "../triage/time-menu.tsx";

const choices = ["ask", "cancel", "send"] as const;
type IfWritten = (typeof choices)[number];

/** Schedules what was written: when it leaves, and what happens if the contact writes first. */
export function ScheduleButton({
  conversationId,
  contents,
  disabled,
  onScheduled,
}: {
  readonly conversationId: string;
  readonly contents: () => Message["content"][];
  readonly disabled: boolean;
  readonly onScheduled: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [ifWritten, setIfWritten] = useState<IfWritten>("ask");
  const schedule = useMutation({
    mutationFn: (at: Date) =>
      call(routes.scheduledReplies.scheduleReply, {
        params: { conversationId },
        body: { contents: contents(), at: at.toISOString(), ifWritten },
      }),
    onSuccess: async () => {
      onScheduled();
      await client.invalidateQueries({ queryKey: ["conversation", conversationId] });
    },
  });
  return (
    <TimeMenu
      icon={<IconClockPlus size={19} aria-hidden />}
      label={t("inbox.scheduled.schedule")}
      size={36}
      disabled={disabled}
      loading={schedule.isPending}
      opened={open}
      onToggle={setOpen}
      title={t("inbox.scheduled.when")}
      onChoose={(at) => schedule.mutate(at)}
      before={
        <Stack px={8} pb={4}>
          <Select
            size="xs"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            label={t("inbox.scheduled.ifWritten")}
            value={ifWritten}
            onChange={(value) => setIfWritten((value ?? "ask") as IfWritten)}
            data={choices.map((value) => ({
              value,
              label: t(`inbox.scheduled.choices.${value}`),
            }))}
          />
        </Stack>
      }
    />
  );
}
