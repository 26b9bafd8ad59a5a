import { addressOf, type Contact, type ContactSelection, pages } from "@chatloom/api-schema";
import { Badge, Checkbox, Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useMay } from "../session/use-me.ts";
import { longTime } from "../ui/format-time.ts";
import { BulkBar } from "./bulk/bulk-bar.tsx";
import { type Selection, useSelection } from "./bulk/use-selection.ts";
import classes from "./contacts.module.css";

/** The rows of the contact list, with the actions on chosen ones. */
export function ContactTable({
  contacts,
  matching,
  more,
}: {
  readonly contacts: readonly Contact[];
  /** Everyone whom the list shows, page by page. */
  readonly matching: ContactSelection;
  /** There are pages that are not loaded yet. */
  readonly more: boolean;
}) {
  const { t } = useTranslation();
  const may = useMay("contacts.manage");
  const selection = useSelection(
    contacts.map((it) => it.id),
    matching,
  );
  const all = contacts.length > 0 && contacts.every((it) => selection.has(it.id));
  return (
    <>
      <Table verticalSpacing="sm" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            {may && (
              <Table.Th w={40}>
                <Checkbox
                  aria-label={t("contacts.bulk.chooseListed")}
                  checked={all}
                  disabled={contacts.length === 0}
                  indeterminate={!all && selection.size > 0}
                  onChange={selection.toggleListed}
                />
              </Table.Th>
            )}
            <Table.Th>{t("contacts.name")}</Table.Th>
            <Table.Th visibleFrom="sm" w="27%">
              {t("contacts.email")}
            </Table.Th>
            <Table.Th visibleFrom="sm" w="15%">
              {t("contacts.phone")}
            </Table.Th>
            <Table.Th visibleFrom="md">{t("contacts.tags")}</Table.Th>
            <Table.Th visibleFrom="md" w="17%">
              {t("contacts.since")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {contacts.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              selection={may ? selection : undefined}
            />
          ))}
        </Table.Tbody>
      </Table>
      {(selection.size > 0 || selection.everyone) && <BulkBar selection={selection} more={more} />}
    </>
  );
}

/** A click anywhere opens the contact; the keyboard and screen readers have the link. */
function ContactRow({
  contact,
  selection,
}: {
  readonly contact: Contact;
  readonly selection: Selection | undefined;
}) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const address = addressOf(pages.contact, { contactId: contact.id });
  const name = contact.name || t("contacts.unnamed");
  return (
    <Table.Tr className={classes.row ?? ""} onClick={() => void navigate(address)}>
      {selection && (
        <Table.Td onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={t("contacts.bulk.choose", { name })}
            checked={selection.has(contact.id)}
            onChange={() => selection.toggle(contact.id)}
          />
        </Table.Td>
      )}
      <Table.Td>
        <Link
          to={address}
          className={classes.name ?? ""}
          onClick={(event) => event.stopPropagation()}
        >
          {name}
        </Link>
        <Text size="xs" c="dimmed" hiddenFrom="sm" truncate>
          {contact.email || contact.phone}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" truncate title={contact.email}>
          {contact.email}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" truncate title={contact.phone}>
          {contact.phone}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Group gap={4}>
          {contact.tags.map((it) => (
            <Badge key={it} color="gray">
              {it}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="md">{longTime(contact.createdAt, i18n.language)}</Table.Td>
    </Table.Tr>
  );
}
