import { abSplit } from "./ab-split.ts";
import { ask } from "./ask.ts";
import { assign } from "./assign.ts";
import { classify } from "./classify.ts";
import { code } from "./code.ts";
import { condition } from "./condition.ts";
import { contact } from "./contact.ts";
import { crmContact } from "./crm-contact.ts";
import { end } from "./end.ts";
import { goal } from "./goal.ts";
import { googleSheets } from "./google-sheets.ts";
import { handoff } from "./handoff.ts";
import { http } from "./http.ts";
import { jump } from "./jump.ts";
import { llm } from "./llm.ts";
import { loop } from "./loop.ts";
import { message } from "./message.ts";
import { notify } from "./notify.ts";
import { payment } from "./payment.ts";
import { quickReplies } from "./quick-replies.ts";
import { setVariable } from "./set-variable.ts";
import { subflow } from "./subflow.ts";
import { switchChannel } from "./switch-channel.ts";
import { template } from "./template.ts";
import { triggerAny } from "./trigger-any.ts";
import { triggerContact } from "./trigger-contact.ts";
import { triggerEvent } from "./trigger-event.ts";
import { triggerKeyword } from "./trigger-keyword.ts";
import { triggerLead } from "./trigger-lead.ts";
import { triggerPostback } from "./trigger-postback.ts";
import { triggerReferral } from "./trigger-referral.ts";
import { triggerSchedule } from "./trigger-schedule.ts";
import { triggerWelcome } from "./trigger-welcome.ts";
import { wait } from "./wait.ts";
import { webForm } from "./web-form.ts";

/** Every node type by its id. To add one: a file here, one of the same name in the runtime, a line in each index. */
export const nodeTypes = {
  "trigger.keyword": triggerKeyword,
  "trigger.welcome": triggerWelcome,
  "trigger.any": triggerAny,
  "trigger.referral": triggerReferral,
  "trigger.lead": triggerLead,
  "trigger.postback": triggerPostback,
  "trigger.event": triggerEvent,
  "trigger.contact": triggerContact,
  "trigger.schedule": triggerSchedule,
  message,
  quickReplies,
  webForm,
  ask,
  template,
  condition,
  abSplit,
  setVariable,
  wait,
  jump,
  subflow,
  loop,
  code,
  end,
  contact,
  http,
  notify,
  assign,
  goal,
  payment,
  crmContact,
  googleSheets,
  switchChannel,
  llm,
  classify,
  handoff,
} as const;

export type NodeTypes = typeof nodeTypes;
export type NodeTypeId = keyof NodeTypes;
