/**
 * The sentence for each kind of finding, in English; `{{name}}` stands for one of its values. `variable.unknown_meant` is
 * `variable.unknown` with a guess. The studio has a translation of each.
 */
export const findingSentences = {
  contact: {
    "field-undefined":
      "{{node}} writes the contact field “{{name}}”, which is not defined. Create it, so that segments and contact pages know its type.",
  },
  desk: {
    unknown: "{{node}} names a helpdesk that is not connected.",
  },
  secret: {
    unknown: "{{node}} names the secret “{{secret}}”, which the vault does not have.",
    unknown_meant:
      "{{node}} names the secret “{{secret}}”, which the vault does not have. Is “{{meant}}” meant?",
    misplaced:
      "{{node}}: a secret can only stand in the address, a header's value or the body of a request, alone in its braces, such as {{example}}.",
    headerOnly:
      "{{node}}: the secret “{{secret}}” is of a kind that can only stand in a header's value.",
    host: "{{node}}: the secret “{{secret}}” may not be sent to {{host}}. Allowed are: {{hosts}}.",
  },
  sensitive: {
    dots: "{{node}} reads “{{variable}}”, the answer to a sensitive question: dots stand in its place. A request can have it as {{example}}.",
    unknown:
      "{{node}} names “{{variable}}” as a sensitive answer, but no question here keeps one there.",
    misplaced:
      "{{node}}: a sensitive answer can only stand in the address, a header's value or the body of a request, alone in its braces, such as {{example}}.",
    kept: "{{node}}: a sensitive answer can only be kept in a variable of the run, not in “{{variable}}”.",
  },
  crm: {
    unknown: "{{node}} uses a CRM that is not connected any more. Choose another one.",
  },
  sheet: {
    unknownAccount:
      "{{node}} uses a Google account that is not connected any more. Choose another one.",
    unknownColumn: "{{node}} names the column “{{column}}”, which the sheet does not have.",
    unknownColumn_meant:
      "{{node}} names the column “{{column}}”, which the sheet does not have. Is “{{meant}}” meant?",
  },
  mcp: {
    unknownServer:
      "{{node}} uses an MCP server that is not connected any more. Choose another one.",
    toolGone: "{{node}} allows the tool “{{tool}}”, which {{server}} does not offer any more.",
  },
  payment: {
    unknownConnection: "{{node}} is paid through a connection that does not exist any more.",
    amount:
      "{{node}}: “{{amount}}” is no amount. Write it in plain digits, such as {{example}}, with no more decimals than the currency has.",
    currency: "{{node}}: “{{currency}}” is not the three-letter code of a currency.",
    unsupported: "{{node}}: {{provider}} does not take {{currency}}.",
  },
  switch: {
    unknownChannel: "{{node}} goes on in a channel that is paused or not connected any more.",
    noLink:
      "{{node}}: no link opens a chat in {{channel}}. Only contacts whom the channel can reach already go on there.",
  },
  member: {
    unknown: "{{node}} names a member who is not in this workspace.",
  },
  team: {
    unknown: "{{node}} names a team that is not in this workspace.",
  },
  segment: {
    unknown: "{{node}} names a segment that does not exist (any more). Choose one.",
  },
  node: {
    duplicateId: "Several steps have the id {{id}}.",
    unreachable: "No path leads to {{node}}.",
    deadEnd:
      "Nothing follows {{node}}: the conversation stops here and the contact hears nothing more.",
    unknownTarget: "{{node}} continues to a step that no longer exists.",
  },
  edge: {
    duplicateId: "Several connections have the id {{id}}.",
    unknownSource: "A connection begins at a step that is not there.",
    unknownTarget: "A connection leads to a step that is not there.",
    unknownPort: "A connection begins at an answer that is not there any more.",
    doubled: "Two connections leave the same place.",
  },
  port: {
    unconnected:
      "{{node}}: the exit “{{port}}” leads nowhere. Whoever goes this way hears nothing more.",
    duplicateId: "Two parts of {{node}} share the id of their port, {{port}}.",
  },
  option: {
    unconnected:
      "{{node}}: the answer “{{port}}” leads nowhere. Whoever chooses it hears nothing more.",
  },
  trigger: {
    missing: "Nothing starts this flow. Add a trigger.",
  },
  loop: {
    silent:
      "The way from {{node}} leads back to it without a question or a delay, so the bot would never stop.",
  },
  field: {
    empty: "{{node}}: “{{field}}” is empty.",
  },
  label: {
    duplicate: "{{node}} has “{{label}}” to tap twice.",
    tooLong:
      "{{node}}: a label is longer than {{channel}} shows ({{length}} of {{limit}}); it will be cut.",
  },
  classes: {
    noExamples: "{{node}}: “{{class}}” has no examples, so nothing is sorted into it.",
    sharedExample: "{{node}}: “{{example}}” is an example of both “{{owner}}” and “{{other}}”.",
  },
  weights: {
    zero: "{{node}}: every share is zero, so nobody would get any variant.",
  },
  regex: {
    invalid: "{{node}}: “{{pattern}}” is not a valid regular expression.",
  },
  variable: {
    unknown: "{{node}} uses “{{variable}}”, which nothing fills: its place stays empty.",
    unknown_meant:
      "{{node}} uses “{{variable}}”, which nothing fills: its place stays empty. Did you mean “{{meant}}”?",
    unset: "{{node}} uses “{{variable}}”, which is only set by steps that come later.",
    duplicate: "Two variables are called “{{variable}}”.",
    reserved: "A variable cannot be called “{{variable}}”: the name has a meaning of its own.",
    default: "The variable “{{variable}}” cannot begin with {{value}}, which is of another type.",
    notWritable: "{{node}}: “{{variable}}” cannot be written.",
    noObject: "{{node}}: “{{variable}}” cannot be written, as “{{root}}” is not an object.",
  },
  flow: {
    inactive:
      "{{node}} continues in “{{flow}}”, which is not active: the contact hears nothing there.",
    unknown: "{{node}} continues in a flow that no longer exists.",
  },
  keyword: {
    duplicate: "The keyword “{{keyword}}” stands in this flow twice.",
    takenByFlow:
      "The keyword “{{keyword}}” also starts the flow “{{flow}}”; only one of them will answer.",
  },
  text: {
    tooLong:
      "{{node}}: a text is longer than {{channel}} takes ({{length}} of {{limit}}); it will be sent in parts.",
  },
  approvedTemplate: {
    unknown:
      "{{node}} sends the template “{{template}}” ({{language}}), which {{channel}} does not have.",
    pending: "{{node}} sends the template “{{template}}”, which {{channel}} is still reviewing.",
    rejected: "{{node}} sends the template “{{template}}”, which {{channel}} has rejected.",
    paused: "{{node}} sends the template “{{template}}”, which {{channel}} has paused.",
    disabled: "{{node}} sends the template “{{template}}”, which {{channel}} has switched off.",
    parameters:
      "{{node}} gives the template “{{template}}” {{given}} values; {{channel}} expects {{needed}}: {{missing}} missing, {{extra}} without a place.",
  },
  window: {
    closed:
      "{{node}} may come {{hours}} hours or more after the contact's last message, but {{channel}} takes such messages for {{window}} hours only. Use an approved template there.",
    closedInFlow:
      "{{node}} leads to “{{inner}}”, which may come {{hours}} hours or more after the contact's last message, but {{channel}} takes such messages for {{window}} hours only. Use an approved template there.",
  },
  options: {
    becomeList: "{{node}}: on {{channel}}, {{count}} answers become a list.",
    becomeNumbers: "{{node}}: on {{channel}}, {{count}} answers become numbered text.",
  },
  buttons: {
    becomeText: "{{node}}: on {{channel}}, the buttons become something simpler.",
  },
  cards: {
    tooMany: "{{node}}: on {{channel}}, {{count}} cards are sent as several messages of {{limit}}.",
    split:
      "{{node}}: on {{channel}}, the {{count}} buttons of one card are spread over several cards of {{limit}}.",
  },
  template: {
    syntax: "{{node}}: “{{unclosed}}” is not closed or does not belong there.",
    unknownWord: "{{node}}: there is no filter or tag called “{{word}}”.",
  },
  settings: {
    timeZone: "“{{timeZone}}” is not a time zone. An example is Asia/Ho_Chi_Minh.",
    hours: "Business hours cannot go from {{from}} to {{to}}.",
    country:
      "{{node}} asks for a phone number, but no default country is set: numbers without a country code are refused. Choose a country in the settings of the flow or of the workspace.",
  },
  address: {
    invalid:
      "{{node}}: “{{address}}” is not a web address. It must begin with https:// or http://.",
    raw: "{{node}}: “{{value}}” stands in the address as it is, so its text can change where the address leads.",
  },
  code: {
    noResult:
      "{{node}}: the code returns nothing, so “{{variable}}” will be empty. Write return before the result.",
  },
} as const;
