/** A response, read to its end. */
export type ReadResponse = { status: number; headers: Headers; text: string };

export async function readResponse(response: Response): Promise<ReadResponse> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}
