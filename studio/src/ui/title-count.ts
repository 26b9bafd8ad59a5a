let title = "";
let count = 0;

/** Sets the title of the browser tab. */
export function setTitle(next: string): void {
  title = next;
  show();
}

/** Puts a number before the name of the browser's tab; none when it is zero. */
export function setTitleCount(next: number): void {
  count = next;
  show();
}

function show(): void {
  if (title === "") {
    return;
  }
  document.title = `${count > 0 ? `(${count}) ` : ""}${title} · Chatloom`;
}
