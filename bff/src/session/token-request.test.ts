import assert from "node:assert/strict";
import { test } from "node:test";
import { OAuthError } from "./oauth-error.ts";
import { readTokenRequest } from "./token-request.ts";

const absent = [
  "undefined",
  "null",
  "NaN",
  "None",
  "[object Object]",
  "[object Promise]",
  " undefined ",
  " ",
  "",
];

for (const name of ["subject", "group", "reference", "beneficiary_id"]) {
  for (const value of [...absent, null, {}]) {
    test(`the ${name} ${JSON.stringify(value)} is refused`, () => {
      const request = () => readTokenRequest({ grant_type: "client_credentials", [name]: value });
      assert.throws(request, (thrown) => {
        assert.ok(thrown instanceof OAuthError);
        assert.equal(thrown.status, 400);
        assert.match(thrown.description, new RegExp(name));
        return true;
      });
    });
  }
}

for (const subject of ["0", "nullable", "user [object]", "Undefined Smith"]) {
  test(`the subject "${subject}" is accepted`, () => {
    assert.equal(readTokenRequest({ grant_type: "client_credentials", subject }).subject, subject);
  });
}

test("without a subject the token is the host's own", () => {
  assert.equal(readTokenRequest({ grant_type: "client_credentials" }).subject, undefined);
});

for (const [name, value] of [
  ["group", "g".repeat(201)],
  ["group", "norte\nsur"],
  ["group", "Ñandú"],
  ["reference", "r".repeat(101)],
  ["reference", "case\r\n7"],
  ["reference", "case\u0000"],
]) {
  test(`the ${name} ${JSON.stringify(value)} is refused`, () => {
    assert.throws(
      () => readTokenRequest({ grant_type: "client_credentials", [String(name)]: value }),
      OAuthError,
    );
  });
}

test("a reference is the host's own text, in any script", () => {
  const request = { grant_type: "client_credentials", group: "branch north", reference: "Señal 7/2026" };
  assert.equal(readTokenRequest(request).reference, "Señal 7/2026");
  assert.equal(readTokenRequest(request).group, "branch north");
});
