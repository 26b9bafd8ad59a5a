import type { ComponentType } from "react";
import type { FormSchema } from "../form-schema.ts";
import type { WidgetProps } from "../widget.ts";
import { BlocksWidget } from "./blocks.tsx";
import { BranchesWidget } from "./branches.tsx";
import { ChangedNameWidget } from "./changed-name.tsx";
import { ChannelTypesWidget } from "./channel-types.tsx";
import { ChoiceWidget } from "./choice.tsx";
import { ChoicesWidget } from "./choices.tsx";
import { CodeWidget } from "./code.tsx";
import { ColorWidget } from "./color.tsx";
import { ConditionWidget } from "./condition.tsx";
import { ContactChangeWidget } from "./contact-change.tsx";
import { DateWidget, TimeWidget } from "./date-and-time.tsx";
import { DurationWidget } from "./duration.tsx";
import { ExamplesWidget } from "./examples.tsx";
import { ItemsWidget } from "./items.tsx";
import { KnowledgeWidget } from "./knowledge.tsx";
import { LabelWidget } from "./label.tsx";
import { LongTextWidget } from "./long-text.tsx";
import { McpServerWidget, McpToolsWidget } from "./mcp.tsx";
import { MediaWidget } from "./media.tsx";
import {
  MessageTemplateWidget,
  TemplateLanguageWidget,
  TemplateParametersWidget,
} from "./message-template.tsx";
import { NumberWidget } from "./number.tsx";
import { OptionsWidget } from "./options.tsx";
import {
  AgentWidget,
  ChannelWidget,
  ConnectionWidget,
  CrmConnectionWidget,
  DeskWidget,
  FlowWidget,
  HubspotAccountWidget,
  MemberWidget,
  NodeWidget,
  PaymentConnectionWidget,
  TeamWidget,
} from "./references.tsx";
import { SecretWidget } from "./secret.tsx";
import { SitesWidget } from "./sites.tsx";
import {
  GoogleAccountWidget,
  SheetColumnWidget,
  SheetWidget,
  SpreadsheetWidget,
} from "./spreadsheet.tsx";
import { SwitchWidget } from "./switch.tsx";
import { TagsWidget, TagWidget } from "./tags.tsx";
import { LineWidget, TemplateWidget } from "./template.tsx";
import { OperandWidget, VariableWidget } from "./variable.tsx";
import { VariantsWidget } from "./variants.tsx";
import { WeekdaysWidget, WeekdayWidget } from "./weekdays.tsx";

/** Every form control by the word that schemas use for it. A new kind of field is one file here and one line. */
const widgets: Readonly<Record<string, ComponentType<WidgetProps<never>>>> = {
  agent: AgentWidget,
  blocks: BlocksWidget,
  branches: BranchesWidget,
  changedName: ChangedNameWidget,
  channelTypes: ChannelTypesWidget,
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  classes: ItemsWidget,
  code: CodeWidget,
  color: ColorWidget,
  condition: ConditionWidget,
  connection: ConnectionWidget,
  contactChange: ContactChangeWidget,
  date: DateWidget,
  desk: DeskWidget,
  paymentConnection: PaymentConnectionWidget,
  channel: ChannelWidget,
  crmConnection: CrmConnectionWidget,
  duration: DurationWidget,
  examples: ExamplesWidget,
  exits: ItemsWidget,
  flow: FlowWidget,
  googleAccount: GoogleAccountWidget,
  hubspotAccount: HubspotAccountWidget,
  items: ItemsWidget,
  knowledge: KnowledgeWidget,
  label: LabelWidget,
  line: LineWidget,
  longText: LongTextWidget,
  mcpServer: McpServerWidget,
  mcpTools: McpToolsWidget,
  media: MediaWidget,
  member: MemberWidget,
  messageTemplate: MessageTemplateWidget,
  node: NodeWidget,
  number: NumberWidget,
  operand: OperandWidget,
  options: OptionsWidget,
  outcomes: ChoicesWidget,
  secret: SecretWidget,
  sheet: SheetWidget,
  sheetColumn: SheetColumnWidget,
  sites: SitesWidget,
  spreadsheet: SpreadsheetWidget,
  switch: SwitchWidget,
  tag: TagWidget,
  tags: TagsWidget,
  team: TeamWidget,
  template: TemplateWidget,
  templateLanguage: TemplateLanguageWidget,
  templateParameters: TemplateParametersWidget,
  time: TimeWidget,
  variable: VariableWidget,
  variants: VariantsWidget,
  weekday: WeekdayWidget,
  weekdays: WeekdaysWidget,
  weight: NumberWidget,
};

/** The control of a field: the one its schema names, or else what suits its type. */
export function widgetFor(schema: FormSchema): ComponentType<WidgetProps> {
  const named = schema.widget === undefined ? undefined : widgets[schema.widget];
  return (named ?? byType(schema)) as ComponentType<WidgetProps>;
}

function byType(schema: FormSchema): ComponentType<WidgetProps<never>> {
  if (schema.enum) {
    return ChoiceWidget;
  }
  if (schema.type === "boolean") {
    return SwitchWidget;
  }
  if (schema.type === "number" || schema.type === "integer") {
    return NumberWidget;
  }
  if (schema.type === "array") {
    return ItemsWidget;
  }
  return LabelWidget;
}
