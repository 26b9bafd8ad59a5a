/** Gives the member a file. What a file's name cannot have becomes a dash. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name.replace(/[^\p{L}\p{N}.]+/gu, "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
