// The type of the mock's one function, for the build's own check.
export function api(req: unknown, res: unknown): Promise<unknown>;
