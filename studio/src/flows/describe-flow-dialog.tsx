import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Loading } from "../ui/loading.tsx";
import { reasonText } from "../ui/reason-text.ts";
import { problemText } from "../ui/show-problem.ts";
import { writeFlow } from "./write-flow.ts";

const longest = 8_000;

/** Asks what a flow shall do, lets a model write it, and opens the draft. */
export function DescribeFlowDialog({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [description, setDescription] = useState("");
  const [repairing, setRepairing] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const write = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      running.current = new AbortController();
      setRepairing(0);
      const written = await writeFlow(description, setRepairing, running.current.signal);
      if ("problem" in written) {
        return written;
      }
      return call(routes.flowTexts.saveFlowText, { body: { text: written.text } });
    },
    onSuccess: async (made) => {
      if ("problem" in made) {
        return;
      }
      await client.invalidateQueries({ queryKey: ["flows"], exact: true });
      onMade();
      await navigate(addressOf(pages.flow, { flowId: made.id }));
    },
  });
  const refused = write.data && "problem" in write.data ? write.data.problem : undefined;

  return (
    <Dialog onClose={onClose} title={t("flows.describe.title")} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate();
        }}
      >
        <Stack>
          <Textarea
            label={t("flows.describe.label")}
            description={t("flows.describe.hint")}
            placeholder={t("flows.describe.example")}
            autosize
            minRows={5}
            maxRows={14}
            maxLength={longest}
            required
            data-autofocus
            disabled={write.isPending}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {refused && (
            <Alert color="red" role="alert" title={t("flows.describe.failed")}>
              {reasonText(t, refused)}
            </Alert>
          )}
          {write.error && (
            <Alert color="red" role="alert">
              {problemText(write.error)}
            </Alert>
          )}
          {write.isPending && (
            <Group gap="sm" role="status">
              <Loading size="sm" />
              <Text size="sm">
                {repairing > 0
                  ? t("flows.describe.repairing", { count: repairing })
                  : t("flows.describe.writing")}
              </Text>
            </Group>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={write.isPending} disabled={description.trim() === ""}>
              {t("flows.describe.write")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
