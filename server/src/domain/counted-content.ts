import type { MessageContent } from "@chatloom/flows-schema";
import { derivedId } from "../store/derived-id.ts";
import { replaceLinks } from "./replace-links.ts";

/** The path of counted links on this server. */
const linkPath = "/l/";

/** Writes the id of a counted link as a part of an address. */
function codeOfLink(id: string): string {
  return Buffer.from(id, "hex").toString("base64url");
}

/** Reads the id from the part of an address. Undefined for anything else. */
export function linkOfCode(code: string): string | undefined {
  return /^[A-Za-z0-9_-]{16}$/.test(code)
    ? Buffer.from(code, "base64url").toString("hex")
    : undefined;
}

/** A message with counted links, and where each of them leads, by its id. */
export interface CountedContent {
  readonly content: MessageContent;
  readonly links: ReadonlyMap<string, string>;
}

/**
 * Replaces the links of a message by links over this server. The same message always gets the same ones. Links to this server itself stay
 * as they are. `publicUrl` has no slash at its end.
 */
export function countedContent(
  content: MessageContent,
  messageId: string,
  publicUrl: string,
): CountedContent {
  const links = new Map<string, string>();
  const replaced = replaceLinks(content, (url) =>
    url.startsWith(`${publicUrl}/`) ? url : publicUrl + linkPath + codeFor(links, messageId, url),
  );
  return { content: replaced, links };
}

/**
 * Replaces whole addresses, given as values of buttons of a template, by the codes of counted links. `isCounted` says whether a button
 * leads to the path of counted links, so that its value completes such a link.
 */
export function countedTemplate(
  content: Extract<MessageContent, { kind: "template" }>,
  messageId: string,
  isCounted: (button: number) => boolean,
): CountedContent {
  const links = new Map<string, string>();
  let order = 0;
  const parameters = content.parameters.map((parameter) => {
    if (parameter.place !== "button") {
      return parameter;
    }
    const button = parameter.index ?? order;
    order += 1;
    return isAddress(parameter.value) && isCounted(button)
      ? { ...parameter, value: codeFor(links, messageId, parameter.value.trim()) }
      : parameter;
  });
  return { content: { ...content, parameters }, links };
}

/** Whether a template has a whole address as the value of a button. */
export function hasAddressValue({
  parameters,
}: Extract<MessageContent, { kind: "template" }>): boolean {
  return parameters.some((it) => it.place === "button" && isAddress(it.value));
}

/** The address of a template's button whose value completes a counted link. */
export function countedButtonUrl(publicUrl: string): string {
  return `${publicUrl}${linkPath}{{1}}`;
}

function isAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value.trim());
}

function codeFor(links: Map<string, string>, messageId: string, url: string): string {
  const id = derivedId(`${messageId}:${url}`);
  links.set(id, url);
  return codeOfLink(id);
}
