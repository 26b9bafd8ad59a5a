import { fillSentence } from "../fill-sentence.ts";

/**
 * The sentences of an import's report, in English; `{{name}}` stands for one of its values. The studio has a translation of each.
 */
export const importNotes = {
  // General.
  settingsLeft: "These settings have no counterpart and are left out: {{settings}}.",
  unknownBlock:
    "This type is not known. A step in its place keeps the settings and does nothing; replace it by a step that does the same.",
  placeholder:
    "There is no such step. A step in its place keeps the settings and does nothing. {{todo}}",
  invalid: "The step did not fit the format of flows and was replaced by one that does nothing.",
  cut: "A text or a list was longer than a step may have and was cut.",
  missingId: "It has no id, so nothing can lead to it.",
  duplicateId: "Another part has the same id; ways that name it lead to the first one.",
  notAnObject: "It is not of the expected form and is left out.",
  tooMany: "The file has more of these than a flow may have; {{count}} are left out.",
  triggersFirst:
    "Triggers stay in the flow, with the answers to questions. {{count}} steps at its end made room for them.",
  full: "A flow has at most {{count}} steps. It is left out; split the source into several bots.",
  renamed: "It is called “{{name}}” here, as names may have only letters, digits and underscores.",
  undeclared: "The source does not declare it, but uses it.",
  danglingEdge: "It leads to “{{target}}”, which is not in the file. The conversation ends there.",
  danglingSource: "It begins at something that is not in the file.",
  doubledEdge: "Another way already leaves the same place; the first one is kept.",
  noStart: "The file does not say where the conversation begins. Connect the start by hand.",
  targetLeft:
    "It leads to a step that is left out, as a flow has at most {{count}} steps. The conversation ends there.",
  emptyTarget: "It leads to a group without steps. The conversation ends there.",
  formatting: "Bold, italic and underlined text becomes plain text.",
  links: "A link with a label becomes the label followed by the address.",
  firstMessage: "The message with which the contact begins is the answer, as in the source.",
  mediaFirst: "Pictures and files between a text and its question are sent before the text.",
  questionAdded: "The source asks without a text. “{{text}}” was added; change it if you like.",
  answerName: "The source does not save the answer. Here it is saved as “{{name}}”.",
  theme: "Colours, fonts and pictures of the source do not apply. Style the widget in its channel.",
  delivery: "It belongs to how the source publishes bots. Connect channels here instead.",
  metadata: "It describes the page of the source and is not needed here.",
  caseFolded: "Texts are compared without regard to capital letters and accents.",
  startsAnywhere: "It begins at the first contact, and with any message that nothing else answers.",
  neverHolds: "It has no comparison that can hold, as in the source.",
  operatorUnknown: "The comparison “{{operator}}” is not known. It never holds here.",
  code: "The code runs in a sandbox: it has no page, no network and no libraries. Test the step.",
  expression: "The expression became a code step.",
  inlineCode: "Code within a text became a code step in front of it.",
  pause:
    "The way leads round in a circle on which nothing waits. A pause of one second was added, as a flow may not have such a circle.",
  extraWait: "The waiting time comes from a variable. The step waits one second instead.",

  // Questions.
  neverTaken: "The source never takes this way, as several answers may be chosen.",
  multipleChoice:
    "Several answers may be chosen. Here the contact writes them, and the text is kept.",
  dynamicChoice: "The answers come from the variable “{{variable}}”. They are listed in the text.",
  conditionalChoices:
    "Answers that appear under a condition became a question of its own for each case.",
  tooManyConditions: "More than three answers have a condition. All of them are always shown.",
  pictures: "Pictures of the answers are sent as cards in front of the question.",
  dateRange: "A range of dates is asked for as a text.",
  dateTime: "Date and time are asked for as a text.",
  format: "The answer is kept in the format of this product, not as “{{format}}”.",
  bounds: "The bounds come from variables or are no numbers, and are left out.",
  payment: "Choose the payment connection in the step.",
  country: "Numbers without a country code are read as from {{country}}.",

  // Steps.
  redirect: "The contact gets a button that opens the page, as a chat cannot redirect.",
  embed: "The page is sent as a button that opens it.",
  videoPage: "The video's page is sent as a link.",
  mediaLink: "The page that opens with a tap is sent as a text.",
  variableType: "“{{type}}” gives {{what}} here.",
  flowMissing: "The other bot is not in the file. Import it too and choose it in the step.",
  returns: "The flow that called this one continues.",
  allVariables: "The source sends all answers. Here the body names every variable of the flow.",
  statusCode: "The status code of the answer cannot be kept.",
  storedRequest: "The file does not contain the request itself. Fill in the address.",
  hook: "Another system continues the conversation by calling the address in {{variable}}.",
  ai: "Choose the AI connection. Instructions and messages became the instructions of the step.",
  aiHistory: "The earlier messages that the source keeps are given to the AI as a text.",
  aiAssistant: "The instructions of the assistant are not in the file. Write them into the step.",
  aiTools: "Tools of the source are not connected: {{tools}}.",
  aiKnowledge: "Documents of the source are not in the file. Add them as knowledge.",
  aiScenarios: "The choice among scenarios is made by the step “AI classify”.",
  email: "The team is told by e-mail, with plain text and without attachments.",
  goal: "It became a goal, which reports count.",
  desk: "The conversation goes to your agents.",
  command: "Start it through the API with the event “{{event}}”.",
  eventLeft: "There is no such event. Its steps are kept, but nothing leads to them.",
  notMatching: "“Does not match” cannot be combined with other comparisons. It never holds here.",

  // Botpress.
  action: "The action “{{action}}” is code of the source. A step in its place does nothing.",
  contentMissing: "The content “{{id}}” is not in the file. Write the text.",
  contentUnused: "No step uses it.",
  variations: "One of several wordings is sent, the first one. The others: {{texts}}.",
  rawCondition: "“{{condition}}” is code. It became a code step with the same expression.",
  intents: "What the contact writes is sorted by the examples of the intents.",
  intentMissing: "The intent “{{intent}}” is not in the file. Add examples to the class.",
  entity:
    "Entities are not recognised by a step of their own. Use a question that checks the answer.",
  qna: "Questions and answers became keywords with an answer.",
  qnaElsewhere: "The question is only answered when the contact is in no flow.",
  timeoutNode: "Timeouts are set at each question here.",
  catchAll:
    "It holds in every step of the flow. Here it is taken where a step waits for the contact.",
  catchAllLeft: "What happens in every step of the flow is left out.",
  scope: "It is kept with the {{scope}}, as “{{name}}”.",
  slot: "The slot is filled by a question.",
  skill: "The skill became steps of this flow.",
  memory: "It writes to the memory of the source under the name “{{name}}”.",

  // Flowise.
  question: "“{{question}}” is kept at the start, so that later steps read the first message.",
  silentModel: "The answer is kept and not sent, as further steps follow.",
  form: "The form became a page with questions.",
  human: "The contact decides by tapping.",
  humanFeedback: "A rejection asks for a reason, which is kept.",
  iteration: "The inner steps run for each item of the list.",
  tool: "The tool “{{tool}}” is not connected. A step in its place keeps the settings.",
  retriever: "An AI step looks the question up in your knowledge.",
  canvasNote: "It became a note above the steps.",
  webhook: "Another system starts it through the API with the event “{{event}}”.",
  reference: "“{{reference}}” has no counterpart and stays empty.",
  parallel: "Several ways leave the same place. Here they are taken one after the other.",
  state: "The state lives as long as the run.",

  // The steps that replace a block without a counterpart.
  insteadSheets: "Use the step “Google Sheets” in its place.",
  insteadAi: "Use an AI step in its place.",
  insteadPage: "Send the booking page as a button in its place.",
  insteadCode: "Ask for the code with a question, and check it with an HTTP request.",
  insteadLoop: "Use the step “Repeat for each” in its place.",
  insteadPicture: "Send a picture of the code in its place.",
  insteadHttp: "Use an HTTP request in its place.",
  insteadGoal: "Use an HTTP request or a goal in its place.",
  insteadDesk: "Connect the helpdesk, and hand the conversation over to it.",
} as const;
export type ImportNoteCode = keyof typeof importNotes;

/** Writes a note of a report as an English sentence. */
export function importNoteInWords(
  code: ImportNoteCode,
  values: Readonly<Record<string, string | number>>,
): string {
  return fillSentence(importNotes[code], values);
}
