/*
 * Requests whose end, or whose beginning, two readers could see in different places. Sources: RFC 9112 sections 6 and
 * 11.2, RFC 9110 5.5; PortSwigger's desync papers (2019, 2021, 2022); llhttp's and undici's advisories; ASVS 5.0 4.2.1.
 */

export type FramingCase = [what: string, bytes: (hidden: string) => string];

const target = "POST /v1/oauth/token HTTP/1.1\r\nHost: bff.example\r\n";
const chunked = (size: string, after = "\r\n") =>
  `${target}Transfer-Encoding: chunked\r\n\r\n${size}${after}`;
/** A head with these lines; what follows is a body to one reader and a request to another. */
const head = (...lines: string[]) => `${target}${lines.join("\r\n")}\r\n\r\n`;

/** Each must be refused before anything of it is carried out, and the connection with it. */
export const refusedFramings: FramingCase[] = [
  [
    "both lengths, chunked after counted",
    (hidden) => `${head("Content-Length: 4", "Transfer-Encoding: chunked")}0\r\n\r\n${hidden}`,
  ],
  [
    "both lengths, counted after chunked",
    (hidden) => `${head("Transfer-Encoding: chunked", "Content-Length: 6")}0\r\n\r\n${hidden}`,
  ],
  [
    "chunked twice",
    (hidden) => `${head("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")}0\r\n\r\n${hidden}`,
  ],
  [
    "chunked and then something else",
    (hidden) => `${head("Transfer-Encoding: chunked, identity")}0\r\n\r\n${hidden}`,
  ],
  [
    "identity beside a length",
    (hidden) => `${head("Transfer-Encoding: identity", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  ["a coding that is not chunked", (hidden) => `${head("Transfer-Encoding: xchunked")}0\r\n\r\n${hidden}`],
  ["a quoted coding", (hidden) => `${head('Transfer-Encoding: "chunked"')}0\r\n\r\n${hidden}`],
  [
    "a blank before the colon",
    (hidden) => `${head("Transfer-Encoding : chunked", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  [
    "a vertical tab in the coding",
    (hidden) => `${head("Transfer-Encoding: \x0bchunked", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  [
    "a coding behind a bare line feed",
    (hidden) => `${head("X: x\nTransfer-Encoding: chunked", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  [
    "a coding behind a bare carriage return",
    (hidden) => `${head("X: x\rTransfer-Encoding: chunked", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  [
    "a coding on a folded line",
    (hidden) => `${head("Transfer-Encoding:\r\n chunked", "Content-Length: 5")}0\r\n\r\n${hidden}`,
  ],
  [
    "two different lengths",
    (hidden) => `${head("Content-Length: 0", `Content-Length: ${hidden.length}`)}${hidden}`,
  ],
  ["the same length twice", (hidden) => `${head("Content-Length: 0", "Content-Length: 0")}${hidden}`],
  ["a list of lengths", (hidden) => `${head("Content-Length: 0, 5")}${hidden}`],
  ["a length with a plus", (hidden) => `${head("Content-Length: +0")}${hidden}`],
  ["a length below nothing", (hidden) => `${head("Content-Length: -1")}${hidden}`],
  ["a length in hex", (hidden) => `${head("Content-Length: 0x0")}${hidden}`],
  ["a length of two numbers", (hidden) => `${head("Content-Length: 0 5")}${hidden}`],
  ["a length without a number", (hidden) => `${head("Content-Length:")}${hidden}`],
  ["a length past 64 bits", (hidden) => `${head("Content-Length: 18446744073709551616")}${hidden}`],
  ["a chunk past 64 bits", (hidden) => `${chunked("10000000000000000")}${hidden}`],
  ["a chunk below nothing", (hidden) => `${chunked("-1")}${hidden}`],
  ["a chunk with a prefix", (hidden) => `${chunked("0x0")}\r\n${hidden}`],
  ["a chunk with a blank before it", (hidden) => `${chunked(" 0")}\r\n${hidden}`],
  ["a chunk that ends in a bare line feed", (hidden) => `${chunked("0", "\n")}\n${hidden}`],
  ["a chunk extension with a bare line feed", (hidden) => `${chunked("1;a\nb")}x\r\n0\r\n\r\n${hidden}`],
  ["a chunk with more than it says", (hidden) => `${chunked("1")}xyz\r\n0\r\n\r\n${hidden}`],
  ["NUL in a header", (hidden) => `${head("X: a\0b", "Content-Length: 0")}${hidden}`],
  ["a header without a colon", (hidden) => `${head("Nonsense", "Content-Length: 0")}${hidden}`],
  ["a header without a name", (hidden) => `${head(": x", "Content-Length: 0")}${hidden}`],
  ["a blank in a header's name", (hidden) => `${head("X Y: z", "Content-Length: 0")}${hidden}`],
  [
    "a blank before the first header",
    (hidden) => `POST /v1/oauth/token HTTP/1.1\r\n Host: bff.example\r\n\r\n${hidden}`,
  ],
  ["HTTP/0.9", (hidden) => `GET /healthz\r\n\r\n${hidden}`],
  ["HTTP/1.2", (hidden) => `GET /healthz HTTP/1.2\r\nHost: x\r\n\r\n${hidden}`],
  ["HTTP/2 without asking", (hidden) => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${hidden}`],
  ["a method that there is not", (hidden) => `SMUGGLE /healthz HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
  ["a tunnel", (hidden) => `CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`],
];

/** Well framed, and refused all the same: the status, and no connection to go on with where none is given. */
export const refusedRequests: [what: string, status: number, bytes: string][] = [
  ["TRACE", 405, "TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["an absolute address", 400, "GET http://evil.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n"],
  [
    "an address with a name and key",
    400,
    "GET //user:key@evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n".replace("//", "http://"),
  ],
  ["a star for an address", 400, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["two hosts", 400, "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"],
  ["no host", 400, "GET /healthz HTTP/1.1\r\n\r\n"],
  [
    "two tokens",
    400,
    "GET /v1/sponsors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
  ],
  ["101 headers", 431, `GET /healthz HTTP/1.1\r\nHost: x\r\n${"A: b\r\n".repeat(100)}\r\n`],
  ["2,500 headers", 431, `GET /healthz HTTP/1.1\r\nHost: x\r\n${"A: b\r\n".repeat(2_500)}\r\n`],
  ["a header of 17 KB", 431, `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${"b".repeat(17_000)}\r\n\r\n`],
  ["an address of 3 KB", 400, `GET /healthz?${"a".repeat(3_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ["an address of 20 KB", 431, `GET /${"a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ["an expectation that nobody knows", 400, "GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: 200-ok\r\n\r\n"],
];
