import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { pages, snippet, withSnippets } from "../examples/snippets.ts";
import { inRepository } from "../stack/repository.ts";

const source = `<body>
  <!-- #region page -->
  <h1>Clinic</h1>
  // #region inner
    <p>

    </p>
  // #endregion
  <!-- #endregion -->
</body>
`;

describe("A snippet", () => {
  it("is a region of its source without the indentation of the source", () => {
    assert.equal(snippet(source, "inner"), "<p>\n\n</p>");
  });

  it("without a region is the whole file without the lines of its regions", () => {
    assert.equal(snippet("// #region all\nrun();\n// #endregion\n", undefined), "run();");
  });

  it("of a region that does not exist is an error", () => {
    assert.equal(snippet(source, "other"), undefined);
    const page = "<!-- snippet: test/examples/snippets.ts#other -->\n\n```ts\n```\n";
    assert.throws(() => withSnippets(page), /no region other in test\/examples\/snippets\.ts/);
  });

  it("replaces the code block after its marker, and no other", () => {
    const path = "test/examples/react-19/src/App.tsx";
    const page = `<!-- snippet: ${path}#embed -->\n\n\`\`\`tsx\nold\n\`\`\`\n\n\`\`\`tsx\nkept\n\`\`\`\n`;
    const updated = withSnippets(page);
    assert.match(updated, /```tsx\nimport \{ OsiguPreauth \}[\s\S]*\n```\n\n```tsx\nkept\n```\n$/);
    assert.equal(withSnippets(updated), updated);
  });
});

describe("The documentation", () => {
  for (const page of pages) {
    it(`${page}: its snippets are those of the examples (node test/examples/snippets.ts)`, () => {
      const text = readFileSync(inRepository(page), "utf8");
      assert.equal(withSnippets(text), text);
      const marked = text.match(/^<!-- snippet: .*$/gm) ?? [];
      assert.equal(text.match(/^<!-- snippet: \S+ -->\n\n```\w+\n/gm)?.length ?? 0, marked.length);
    });
  }
});
