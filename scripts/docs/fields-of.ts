/** A setting of a step, read from its schema. */
export interface Field {
  readonly title: string;
  readonly description: string | undefined;
  readonly widget: string;
  /** It must be filled before publishing, always or beside certain choices. */
  readonly needed: boolean;
  readonly choices: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly mostLength: number | undefined;
  readonly mostItems: number | undefined;
  /** The titles of the parts of each item. */
  readonly parts: readonly string[];
}

type Schema = Readonly<Record<string, unknown>>;

/** Lists the settings that the form of a step shows. */
export function fieldsOf(data: object): Field[] {
  return propertiesOf(data).flatMap(([, schema]) => {
    const title = schema["title"];
    return typeof title === "string" && schema["widget"] !== "hidden"
      ? [fieldOf(title, schema)]
      : [];
  });
}

function fieldOf(title: string, schema: Schema): Field {
  const description = schema["description"];
  return {
    title,
    description: typeof description === "string" ? description : undefined,
    widget: String(schema["widget"] ?? schema["type"]),
    needed: Boolean(schema["filled"]),
    choices: choicesOf(schema),
    minimum: numberOf(schema["minimum"]),
    maximum: numberOf(schema["maximum"]),
    mostLength: numberOf(schema["maxLength"]),
    mostItems: numberOf(schema["maxItems"]),
    parts: partsOf(schema["items"]),
  };
}

function choicesOf(schema: Schema): string[] {
  const own = schema["enum"];
  if (Array.isArray(own)) {
    return own.map(String);
  }
  const items = schema["items"];
  return isSchema(items) && Array.isArray(items["enum"]) ? items["enum"].map(String) : [];
}

function partsOf(items: unknown): string[] {
  if (!isSchema(items)) {
    return [];
  }
  const shapes = Array.isArray(items["oneOf"]) ? items["oneOf"].filter(isSchema) : [items];
  const titles = shapes.flatMap((shape) => fieldsOf(shape).map((it) => it.title));
  return [...new Set(titles)];
}

function propertiesOf(schema: object): [string, Schema][] {
  const properties: unknown = Reflect.get(schema, "properties");
  return Object.entries(isSchema(properties) ? properties : {}).flatMap(([name, it]) =>
    isSchema(it) ? [[name, it] as [string, Schema]] : [],
  );
}

function isSchema(it: unknown): it is Schema {
  return typeof it === "object" && it !== null;
}

function numberOf(it: unknown): number | undefined {
  return typeof it === "number" ? it : undefined;
}
