/** The editor of one flow. */
export function EditorPage() {
  return null;
}
