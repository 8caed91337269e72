import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExact, parseLossless } from "./lossless-json.ts";

test("ids that are too large for a number become strings of their digits", () => {
  assert.deepEqual(
    parseLossless('{"id":1234567890123456789,"list":[9007199254740993,-9007199254740993],"in":{"code":1e2}}'),
    { id: "1234567890123456789", list: ["9007199254740993", "-9007199254740993"], in: { code: 100 } },
  );
  assert.equal(parseLossless("9007199254740992"), "9007199254740992");
});

test("exact numbers, and strings, stay as they are", () => {
  const text = '{"id":9007199254740991,"small":-7,"text":"1234567890123456789","none":null,"yes":true}';
  assert.deepEqual(parseLossless(text), JSON.parse(text));
  assert.equal(parseLossless("4711"), 4711);
});

test("what is not an integer stays a number, however many digits it has", () => {
  const text = '{"price":0.12345678901234567,"share":12345678901234567.5,"far":12345678901234567e3}';
  assert.deepEqual(parseLossless(text), JSON.parse(text));
});

test("quantities stay numbers, however large", () => {
  const text =
    '{"max_size_bytes":9223372036854775807,"quantity":99999999999999999,"page":{"total_elements":99999999999999999}}';
  assert.deepEqual(parseLossless(text), JSON.parse(text));
});

test("__proto__ stays a key", () => {
  const parsed = parseLossless('{"__proto__":{"id":1234567890123456789}}') as object;
  assert.deepEqual(Object.keys(parsed), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(parsed), Object.prototype);
});

test("what is not JSON is refused", () => {
  assert.throws(() => parseLossless("{"), SyntaxError);
  assert.throws(() => parseLossless("1234567890123456789x"), SyntaxError);
});

for (const name of ["number", "size", "quantity", "max_files", "expires_in", "document_number"]) {
  test(`a client's ${name} of 17 digits does not change`, () => {
    const text = `{"${name}":12345678901234567,"in":[{"${name}":90071992547409931}]}`;
    assert.deepEqual(parseExact(text), {
      [name]: "12345678901234567",
      in: [{ [name]: "90071992547409931" }],
    });
  });
}

test("a client's numbers that are exact stay numbers", () => {
  const text = '{"quantity":30,"size":0.5,"number":9007199254740991,"text":"12345678901234567"}';
  assert.deepEqual(parseExact(text), JSON.parse(text));
});
