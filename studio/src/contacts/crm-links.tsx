import { routes } from "@chatloom/api-schema";
import { Badge, Button, Group } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";

/** Leads to the pages of a contact in the company's CRMs. Shows nothing where no CRM has the contact. */
export function CrmLinks({ contactId }: { readonly contactId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["crm-links", contactId],
    queryFn: () => call(routes.crm.listCrmLinks, { params: { contactId } }),
  });
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <Group gap="xs" mb="sm">
      {data.items.map(({ connectionId, name, url }) =>
        url === undefined ? (
          <Badge key={connectionId} color="gray" tt="none">
            {t("contacts.crm.known", { name })}
          </Badge>
        ) : (
          <Button
            key={connectionId}
            component="a"
            href={url}
            target="_blank"
            rel="noopener"
            size="compact-sm"
            variant="default"
            rightSection={<IconExternalLink size={14} aria-hidden />}
          >
            {t("contacts.crm.open", { name })}
          </Button>
        ),
      )}
    </Group>
  );
}
