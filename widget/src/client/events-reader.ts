/** One event of a stream, as it came. */
export type StreamEvent = { id: string; name: string; data: string };

/** Takes the text of an event stream in whatever pieces it comes, and gives its events. Comments are signs of life. */
export function streamReader(take: (event: StreamEvent) => void): (text: string) => void {
  let rest = "";
  let event: StreamEvent = { id: "", name: "", data: "" };
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [, field, value = ""] = /^(\w*):? ?(.*)/.exec(line) ?? [];
      if (field === "id") event.id = value;
      if (field === "event") event.name = value;
      if (field === "data") event.data += value;
      if (line) continue;
      if (event.data) take(event);
      event = { id: "", name: "", data: "" };
    }
  };
}
