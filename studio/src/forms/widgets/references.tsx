import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Choice, useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Another flow of the workspace. */
export function FlowWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { flows } = useFormWorld();
  return (
    <Reference {...props} choices={flows} placeholder={props.optional ? t("forms.thisFlow") : ""} />
  );
}

/** A node of this flow. */
export function NodeWidget(props: WidgetProps<string>) {
  const { nodes } = useFormWorld();
  const elsewhere = Boolean(props.beside.flowId);
  // The nodes of another flow are unknown here: it starts at its trigger unless an id is given.
  if (elsewhere && !props.value) {
    return null;
  }
  return <Reference {...props} choices={nodes} placeholder="" />;
}

/** A member of the workspace. */
export function MemberWidget(props: WidgetProps<string>) {
  const { members } = useFormWorld();
  return <Reference {...props} choices={members} placeholder="" />;
}

/** A team of the workspace. */
export function TeamWidget(props: WidgetProps<string>) {
  const { teams } = useFormWorld();
  return <Reference {...props} choices={teams} placeholder="" />;
}

/** A connected helpdesk. */
export function DeskWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { desks } = useFormWorld();
  const hint = desks.length === 0 ? t("forms.noDesk") : props.hint;
  return <Reference {...props} hint={hint} choices={desks} placeholder="" />;
}

/** A connected payment provider. */
export function PaymentConnectionWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { paymentConnections } = useFormWorld();
  const hint = paymentConnections.length === 0 ? t("forms.noPayments") : props.hint;
  return <Reference {...props} hint={hint} choices={paymentConnections} placeholder="" />;
}

/** A connected CRM. */
export function CrmConnectionWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { crmConnections } = useFormWorld();
  const hint = crmConnections.length === 0 ? t("forms.noCrm") : props.hint;
  return <Reference {...props} hint={hint} choices={crmConnections} placeholder="" />;
}

/** A connected HubSpot account. */
export function HubspotAccountWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { hubspotAccounts } = useFormWorld();
  const hint = hubspotAccounts.length === 0 ? t("forms.noHubspot") : props.hint;
  return <Reference {...props} hint={hint} choices={hubspotAccounts} placeholder="" />;
}

/** A connected channel. */
export function ChannelWidget(props: WidgetProps<string>) {
  const { channels } = useFormWorld();
  return <Reference {...props} choices={channels} placeholder="" />;
}

/** A saved AI agent. */
export function AgentWidget(props: WidgetProps<string>) {
  const { agents } = useFormWorld();
  return <Reference {...props} choices={agents} placeholder="" />;
}

/** A connection to language models; the default one if none is chosen. */
export function ConnectionWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { connections } = useFormWorld();
  return <Reference {...props} choices={connections} placeholder={t("forms.defaultConnection")} />;
}

/** A choice among things of the workspace; one that is gone stays visible. */
export function Reference({
  choices,
  placeholder,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string> & { readonly choices: readonly Choice[]; readonly placeholder: string }) {
  const { t } = useTranslation();
  const field = useFieldProps({ label, hint, path });
  const unknown = value && !choices.some((it) => it.value === value);
  return (
    <Select
      {...field}
      placeholder={placeholder}
      searchable
      nothingFoundMessage={t("forms.nothingFound")}
      data={[...choices, ...(unknown ? [{ value, label: t("forms.gone", { id: value }) }] : [])]}
      value={value || null}
      clearable={optional}
      allowDeselect={optional}
      onChange={(next) => onChange(next ?? (optional ? undefined : ""))}
    />
  );
}
