import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Button, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../../api/call.ts";
import { reasonText } from "../../ui/reason-text.ts";
import { showProblem } from "../../ui/show-problem.ts";

const shown = 10;

/** The contacts and notes that a CRM refused, with the reasons; they can be sent again. */
export function CrmFailures({
  connectionId,
  count,
}: {
  readonly connectionId: string;
  readonly count: number;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { connectionId };
  const { data } = useQuery({
    queryKey: ["crm", connectionId, "failures", count],
    queryFn: () => call(routes.crm.listCrmFailures, { params }),
  });
  const resend = useMutation({
    mutationFn: () => call(routes.crm.resendCrmFailures, { params }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["crm", connectionId] }),
    onError: showProblem,
  });
  return (
    <Alert color="red" title={t("channels.crm.refused", { count })}>
      <Stack gap="xs" align="start">
        {data?.items.slice(0, shown).map((it) => (
          <Text key={it.id} size="sm" style={{ overflowWrap: "anywhere" }}>
            <Anchor
              component={Link}
              size="sm"
              to={addressOf(pages.contact, { contactId: it.contactId })}
            >
              {it.contactName || t("contacts.unnamed")}
            </Anchor>{" "}
            · {t(`channels.crm.kinds.${it.kind}`)} · {reasonText(t, it.problem)}
          </Text>
        ))}
        <Button size="xs" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t("channels.crm.resend")}
        </Button>
      </Stack>
    </Alert>
  );
}
