/** The same data with another value at a JSON pointer; what does not lie on the way is shared with the original. */
export function setAtPointer(data: unknown, pointer: string, value: unknown): unknown {
  if (pointer === "") {
    return value;
  }
  const [, head = "", ...rest] = pointer.split("/");
  const key = head.replaceAll("~1", "/").replaceAll("~0", "~");
  const tail = rest.map((part) => `/${part}`).join("");
  if (Array.isArray(data)) {
    const at = Number(key);
    return data.map((item, index) => (index === at ? setAtPointer(item, tail, value) : item));
  }
  if (typeof data !== "object" || data === null) {
    return data;
  }
  const object = data as Readonly<Record<string, unknown>>;
  return { ...object, [key]: setAtPointer(object[key], tail, value) };
}
