import { expect, test } from "vitest";
import { readTemplate } from "./read-template.ts";

test.each([
  { template: "Hello", reads: [] },
  { template: "Hello {{ name }}", reads: ["name"] },
  { template: "{{ contact.firstName | default: 'there' }}", reads: ["contact.firstName"] },
  {
    template: "{{- order.items[0].price | times: rate, digits: 2 -}}",
    reads: ["order.items.0.price", "rate"],
  },
  { template: '{{ order["total sum"] }}', reads: ["order.total sum"] },
  { template: "{{ prices[size] }}", reads: ["prices", "size"] },
  { template: "{{ '}} {{ name' }}{{ city }}", reads: ["city"] },
  { template: "{% assign total = price | plus: tax %}{{ total }}", reads: ["price", "tax"] },
  { template: "{{ total }}{% assign total = 1 %}", reads: ["total"] },
  { template: "{% capture line %}{{ a }}{% endcapture %}{{ line }}", reads: ["a"] },
  {
    template:
      "{% for item in cart.items limit: most reversed %}{{ forloop.index }} {{ item.name }}{% endfor %}{{ item }}",
    reads: ["cart.items", "most", "item"],
  },
  { template: "{% for n in (1..count) %}{{ n }}{% endfor %}", reads: ["count"] },
  {
    template: "{% if age >= 18 and tags contains 'vip' %}a{% elsif x == blank %}b{% endif %}",
    reads: ["age", "tags", "x"],
  },
  { template: "{% case size %}{% when 'S', other %}s{% endcase %}", reads: ["size", "other"] },
  {
    template: "{% raw %}{{ name }}{% endraw %}{% comment %}{{ x }}{% endcomment %}{% # y %}",
    reads: [],
  },
  { template: "{% liquid\n assign a = b\n echo a\n echo c %}", reads: ["b", "c"] },
  { template: "{{ true }} {{ nil }} {{ 1.5 }} {{ 'a' | append: \"b\" }}", reads: [] },
])("reads $reads from $template", ({ template, reads }) => {
  expect(readTemplate(template)).toEqual({ reads: reads.map((path) => path.split(".")) });
});

test.each([
  { template: "Hello {{ name", unclosed: "{{" },
  { template: "{% if a", unclosed: "{%" },
  { template: "{% if a %}b", unclosed: "if" },
  { template: "{% for a in b %}{% if a %}{% endfor %}", unclosed: "if" },
  { template: "{% endif %}", unclosed: "endif" },
  { template: "{% raw %}{{ a }}", unclosed: "raw" },
])("sees that $unclosed is not closed in $template", ({ template, unclosed }) => {
  expect(readTemplate(template)).toEqual({ unclosed });
});
