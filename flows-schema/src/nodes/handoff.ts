import Type, { type Static } from "typebox";
import {
  Duration,
  Fields,
  FlowId,
  Items,
  Label,
  NodeId,
  OneOf,
  PartId,
  Switch,
  Tags,
  Template,
} from "../fields.ts";
import { defineNodeType, error, next, type Port, timeout } from "../node-type.ts";

/** How urgent a handed-over conversation is, the least urgent first. */
export const handoffPriorities = ["low", "normal", "high", "urgent"] as const;
export type HandoffPriority = (typeof handoffPriorities)[number];

/** Who of those who may take a conversation gets it: whoever takes it first, or the server chooses. */
export const distributions = ["manual", "leastBusy", "roundRobin"] as const;
export type Distribution = (typeof distributions)[number];

function MemberId(options: { readonly filled: { when: string; is: string[] } }) {
  return Type.Optional(
    Type.String({ maxLength: 64, widget: "member", title: "Member", ...options }),
  );
}

function TeamId(title: string, when: string, value: string) {
  const only = { when, is: [value] };
  return Type.Optional(
    Type.String({ maxLength: 64, widget: "team", title, shown: only, filled: only }),
  );
}

const Outcome = Fields({
  id: PartId(),
  label: Label({ title: "Outcome", filled: true }),
});

/** An action when nobody has taken the conversation for some time. */
const UntakenStep = Fields({
  id: PartId(),
  after: Duration({ title: "If nobody took it within" }),
  action: OneOf(["remind", "escalate", "leave"], { title: "Then", default: "remind" }),
  text: Type.Optional(
    Template({
      title: "Tell the contact",
      limit: "text",
      shown: { when: "action", is: ["remind", "escalate"] },
      filled: { when: "action", is: ["remind"] },
    }),
  ),
  teamId: TeamId("Move it to the team", "action", "escalate"),
  label: Type.Optional(
    Label({
      title: "Name of the way on",
      shown: { when: "action", is: ["leave"] },
      filled: { when: "action", is: ["leave"] },
    }),
  ),
});
export type UntakenStep = Static<typeof UntakenStep>;

/** The values of `assignTo` with which the server may choose the member. */
const byServer = { when: "assignTo", is: ["team", "skill", "roundRobin"] };

const Data = Fields({
  text: Type.Optional(Template({ title: "Tell the contact", limit: "text" })),
  note: Type.Optional(Template({ title: "Note for the agents" })),
  summarise: Type.Optional(Switch({ title: "Add a summary of the talk by AI" })),
  assignTo: OneOf(["anyone", "team", "skill", "member", "roundRobin", "desk"], {
    title: "Who",
    default: "anyone",
  }),
  teamId: TeamId("Team", "assignTo", "team"),
  skill: Type.Optional(
    Label({
      title: "Skill",
      shown: { when: "assignTo", is: ["skill"] },
      filled: { when: "assignTo", is: ["skill"] },
    }),
  ),
  memberId: MemberId({ filled: { when: "assignTo", is: ["member"] } }),
  distribution: Type.Optional(
    OneOf([...distributions], {
      title: "How it is assigned",
      default: "leastBusy",
      shown: byServer,
    }),
  ),
  priority: Type.Optional(OneOf([...handoffPriorities], { title: "Priority", default: "normal" })),
  hours: Type.Optional(
    OneOf(["always", "team", "flow"], { title: "Opening hours", default: "always" }),
  ),
  needsAgent: Type.Optional(Switch({ title: "Only when someone is available" })),
  desk: Type.Optional(
    Type.String({
      maxLength: 64,
      widget: "desk",
      title: "Helpdesk",
      shown: { when: "assignTo", is: ["desk"] },
      filled: { when: "assignTo", is: ["desk"] },
    }),
  ),
  timeout: Type.Optional(Duration({ title: "If nobody answers within", delays: "timeout" })),
  untaken: Type.Optional(Items(UntakenStep, { title: "While nobody takes it", maxItems: 10 })),
  meanwhile: Type.Optional(
    OneOf(["quiet", "keywords"], { title: "The bot meanwhile", default: "quiet" }),
  ),
  meanwhileFlows: Type.Optional(
    Items(Fields({ flowId: FlowId({ title: "Flow", filled: true }) }), {
      title: "Flows whose keywords it answers",
      maxItems: 20,
      shown: { when: "meanwhile", is: ["keywords"] },
    }),
  ),
  endWords: Type.Optional(Tags({ title: "Words that return the contact to the bot" })),
  returnAfter: Type.Optional(Duration({ title: "Return to the bot when nobody wrote for" })),
  outcomes: Type.Optional(
    Items(Outcome, { title: "Outcomes the agent chooses from", maxItems: 20 }),
  ),
  onResolve: Type.Optional(
    OneOf(["endFlow", "goOn"], { title: "When an agent resolves it", default: "endFlow" }),
  ),
  resumeAt: Type.Optional(
    OneOf(["port", "start", "node"], { title: "Where the bot goes on", default: "port" }),
  ),
  resumeNodeId: Type.Optional(
    NodeId({
      title: "Step",
      shown: { when: "resumeAt", is: ["node"] },
      filled: { when: "resumeAt", is: ["node"] },
    }),
  ),
});

/** Hands the conversation to people; goes on when they hand it back. */
export const handoff = defineNodeType({
  type: "handoff",
  group: "people",
  title: "Live chat",
  description: "Hands the conversation to your team and waits until they hand it back.",
  icon: "headset",
  data: Data,
  ports: (data) => [
    ...(resumesAtPort(data) ? waysBack(data) : []),
    ...mayBeClosed(data),
    ...(data.untaken ?? []).filter((it) => it.action === "leave").map(untakenPort),
    timeout,
    error,
  ],
  summary: ({ text, outcomes = [] }) => text || outcomes.map((it) => it.label).join(" / "),
  waits: () => true,
  targets: ({ resumeAt, resumeNodeId }) =>
    resumeAt === "start"
      ? [{}]
      : resumeAt === "node" && resumeNodeId
        ? [{ nodeId: resumeNodeId }]
        : [],
  initial: {
    assignTo: "anyone",
    distribution: "leastBusy",
    priority: "normal",
    hours: "always",
    meanwhile: "quiet",
    onResolve: "endFlow",
    resumeAt: "port",
  },
  example: {
    text: "I am connecting you with a colleague.",
    assignTo: "anyone",
    hours: "flow",
    timeout: { amount: 10, unit: "minutes" },
    outcomes: [
      { id: "sold", label: "Sold" },
      { id: "refund", label: "Refund" },
    ],
  },
});

/** Whether the bot goes on through a port when people are done. */
export function resumesAtPort({ resumeAt = "port" }: Static<typeof Data>): boolean {
  return resumeAt === "port";
}

/** The port of an outcome that the agent chose. */
export function outcomePort(outcomeId: string): string {
  return `outcome:${outcomeId}`;
}

/** The port through which the bot takes back what nobody took. */
export function untakenPortId(untakenStepId: string): string {
  return `untaken:${untakenStepId}`;
}

function waysBack({ outcomes = [] }: Static<typeof Data>): readonly Port[] {
  return [
    ...outcomes.map((it): Port => ({ id: outcomePort(it.id), kind: "option", label: it.label })),
    { ...next, label: outcomes.length > 0 ? "Other outcome" : "Handed back" },
  ];
}

function mayBeClosed({ hours = "always", needsAgent }: Static<typeof Data>): readonly Port[] {
  if (hours === "always" && !needsAgent) {
    return [];
  }
  return [{ id: "unavailable", kind: "next", label: "Closed or unavailable" }];
}

function untakenPort({ id, label = "" }: UntakenStep): Port {
  return { id: untakenPortId(id), kind: "next", label };
}
